package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Edit;
import studio.ganvas.data.Item;

/** Pictures unlike most of their set: another size, other channels, one colour. */
final class Oddities {
    /** What so many share is the rule, and the rest odd. */
    private static final double RULE = 0.8;

    private static final int TINY = 32;
    private static final double RIBBON = 4;

    private final Dataset dataset;
    private final Look[] seen;
    private final Findings findings;

    Oddities(Dataset dataset, Look[] seen, Findings findings) {
        this.dataset = dataset;
        this.seen = seen;
        this.findings = findings;
    }

    void find() {
        Map<Optional<String>, List<Item>> byDomain = new LinkedHashMap<>();
        for (Item item : dataset.items()) {
            if (seen[item.index()].usable()) {
                byDomain.computeIfAbsent(item.domain(), any -> new ArrayList<>())
                        .add(item);
            }
        }
        for (List<Item> items : byDomain.values()) {
            sizes(items);
            channels(items);
            blank(items);
        }
    }

    private void sizes(List<Item> items) {
        Optional<Look> usual = rule(items, Look::size);
        if (usual.isEmpty()) {
            shapes(items);
            return;
        }
        Look rule = usual.get();
        for (Item item : items) {
            Look look = seen[item.index()];
            if (!look.size().equals(rule.size()) && !findings.has(item)) {
                findings.add(
                        FaultKind.ODD_SIZE,
                        List.of(item),
                        "%s is %s pixels; nearly all others are %s.".formatted(item.name(), look.size(), rule.size()),
                        new Fix(Fix.Way.CROP, true, List.of(new Edit.Fit(item.name(), rule.width(), rule.height()))),
                        findings.skip(item, "another size than the rest", false));
            }
        }
    }

    /** Where sizes vary anyway, only what hardly gives a square is odd. */
    private void shapes(List<Item> items) {
        double[] ratios = items.stream()
                .mapToDouble(item -> longness(seen[item.index()]))
                .sorted()
                .toArray();
        double usual = ratios.length == 0 ? 1 : ratios[ratios.length / 2];
        double[] sides = items.stream()
                .mapToDouble(item -> Math.min(seen[item.index()].width(), seen[item.index()].height()))
                .sorted()
                .toArray();
        double usualSide = sides.length == 0 ? 0 : sides[sides.length / 2];
        for (Item item : items) {
            Look look = seen[item.index()];
            int side = Math.min(look.width(), look.height());
            boolean ribbon = longness(look) > RIBBON * usual;
            boolean tiny = side < TINY && side < usualSide / 4;
            if ((ribbon || tiny) && !findings.has(item)) {
                findings.add(
                        FaultKind.ODD_SIZE,
                        List.of(item),
                        "%s is %s pixels: %s than the others."
                                .formatted(item.name(), look.size(), ribbon ? "much longer" : "much smaller"),
                        findings.skip(item, "hardly anything is left of it in a square", false));
            }
        }
    }

    private static double longness(Look look) {
        return (double) Math.max(look.width(), look.height()) / Math.min(look.width(), look.height());
    }

    private void channels(List<Item> items) {
        Optional<Look> usual = rule(items, Look::colours);
        if (usual.isEmpty()) {
            return;
        }
        Look.Colours rule = usual.get().colours();
        for (Item item : items) {
            Look.Colours colours = seen[item.index()].colours();
            // among transparent pictures an opaque one is nothing odd: all are laid on white
            boolean odd = colours.channels != rule.channels
                    || colours == Look.Colours.CMYK
                    || seen[item.index()].colours() != rule && rule == Look.Colours.RGB
                    || colours == Look.Colours.GREY_TRANSPARENT && rule == Look.Colours.GREY;
            if (odd && colours != rule && !findings.has(item)) {
                findings.add(
                        FaultKind.ODD_CHANNELS,
                        List.of(item),
                        "%s is %s; nearly all others are %s.".formatted(item.name(), colours.words, rule.words),
                        new Fix(Fix.Way.CONVERT, true, List.of(new Edit.Convert(item.name(), rule.channels))),
                        findings.skip(item, "other channels than the rest", false));
            }
        }
    }

    private void blank(List<Item> items) {
        long flat = items.stream().filter(item -> seen[item.index()].flat()).count();
        // where many pictures have one colour, as flat label maps may, that is what the data are like
        if (flat > (1 - RULE) * items.size()) {
            return;
        }
        for (Item item : items) {
            if (seen[item.index()].flat() && !findings.has(item)) {
                findings.add(
                        FaultKind.BLANK,
                        List.of(item),
                        item.name() + " has one colour everywhere: there is nothing to learn from it.",
                        findings.skip(item, "one colour everywhere", true));
            }
        }
    }

    /** A look that has what {@link #RULE} of the items share; empty where nothing is shared so widely. */
    private Optional<Look> rule(List<Item> items, Function<Look, Object> what) {
        Map<Object, Integer> counts = new HashMap<>();
        items.forEach(item -> counts.merge(what.apply(seen[item.index()]), 1, Integer::sum));
        return Arrays.stream(seen)
                .filter(Look::usable)
                .filter(look -> counts.getOrDefault(what.apply(look), 0) >= RULE * items.size())
                .findFirst();
    }
}
