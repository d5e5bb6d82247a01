package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Edit;
import studio.ganvas.data.Item;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PictureException;

/**
 * The same picture more than once: same bytes, same pixels, saved again. Only pictures of one domain are compared: A and B
 * of a pair may well look alike. In a paired dataset a pair is a repeat when both its pictures are.
 */
final class Repeats {
    private static final int SMALL_KEPT = 4096;
    private static final int STEPS = 500;

    private final Dataset dataset;
    private final Look[] seen;
    private final Checkup.Progress progress;
    private final BooleanSupplier cancelled;
    private final Findings findings;
    /** For each item the first of those that are the same, by how close they are. */
    private final int[] sameBytes;

    private final int[] samePixels;
    private final int[] near;

    Repeats(Dataset dataset, Look[] seen, Checkup.Progress progress, BooleanSupplier cancelled, Findings findings) {
        this.dataset = dataset;
        this.seen = seen;
        this.progress = progress;
        this.cancelled = cancelled;
        this.findings = findings;
        this.sameBytes = new int[seen.length];
        this.samePixels = new int[seen.length];
        this.near = new int[seen.length];
    }

    void find() {
        Map<Optional<String>, List<Item>> byDomain = new LinkedHashMap<>();
        for (Item item : dataset.items()) {
            sameBytes[item.index()] = samePixels[item.index()] = near[item.index()] = item.index();
            if (seen[item.index()].usable()) {
                byDomain.computeIfAbsent(item.domain(), any -> new ArrayList<>())
                        .add(item);
            }
        }
        for (List<Item> items : byDomain.values()) {
            first(items, look -> look.file(), sameBytes);
            first(items, look -> look.pixels(), samePixels);
            near(items);
        }
        if (!cancelled.getAsBoolean()) {
            report();
        }
    }

    private void first(List<Item> items, Function<Look, Print> print, int[] to) {
        Map<Print, Integer> firsts = new HashMap<>();
        for (Item item : items) {
            Integer before = firsts.putIfAbsent(print.apply(seen[item.index()]), item.index());
            if (before != null) {
                to[item.index()] = before;
            }
        }
    }

    private void near(List<Item> items) {
        // what is the same in its pixels needs no comparing: the first of each stands for all
        List<Item> different = items.stream()
                .filter(item -> samePixels[item.index()] == item.index())
                .toList();
        Map<Integer, Likeness.Small> small = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Likeness.Small> eldest) {
                return size() > SMALL_KEPT;
            }
        });
        int total = different.size();
        int step = Math.max(1, total / STEPS);
        AtomicInteger asked = new AtomicInteger();
        int[] groups = NearDuplicates.groups(
                different.stream()
                        .map(item -> seen[item.index()].flat() ? new byte[0] : seen[item.index()].sketch())
                        .toList(),
                (a, b) -> same(small, different.get(a), different.get(b)),
                () -> {
                    int compared = asked.incrementAndGet();
                    if (compared % step == 0) {
                        progress.at(Checkup.Stage.COMPARING, compared, total);
                    }
                    return cancelled.getAsBoolean();
                });
        for (int i = 0; i < groups.length; i++) {
            near[different.get(i).index()] = different.get(groups[i]).index();
        }
        for (Item item : items) {
            near[item.index()] = near[samePixels[item.index()]];
        }
    }

    private boolean same(Map<Integer, Likeness.Small> small, Item a, Item b) {
        try {
            return Likeness.same(small(small, a), small(small, b));
        } catch (PictureException e) {
            // gone since it was looked at: nothing can be said about it
            return false;
        }
    }

    private Likeness.Small small(Map<Integer, Likeness.Small> kept, Item item) throws PictureException {
        Likeness.Small known = kept.get(item.index());
        if (known == null) {
            Picture picture = dataset.read(item);
            known = Likeness.Small.of(picture);
            kept.put(item.index(), known);
        }
        return known;
    }

    private void report() {
        boolean paired = dataset.paired();
        Map<List<Integer>, List<Item>> groups = new TreeMap<>(
                Comparator.<List<Integer>>comparingInt(key -> key.get(0)).thenComparingInt(key -> key.get(1)));
        for (Item item : dataset.items()) {
            if (!seen[item.index()].usable()) {
                continue;
            }
            Item partner = findings.partner(item);
            boolean secondOfPair = paired && findings.paired(item) && !isFirst(item, partner);
            if (secondOfPair) {
                continue;
            }
            int other = paired && findings.paired(item) ? near[partner.index()] : -1;
            groups.computeIfAbsent(List.of(near[item.index()], other), any -> new ArrayList<>())
                    .add(item);
        }
        groups.values().stream().filter(group -> group.size() > 1).forEach(this::report);
    }

    /** A pair is told by its first picture; the halves of one file by the left one. */
    private boolean isFirst(Item item, Item partner) {
        int order = item.domain().orElse("").compareTo(partner.domain().orElse(""));
        return order < 0 || order == 0 && item.index() <= partner.index();
    }

    private void report(List<Item> group) {
        List<Item> kept = new ArrayList<>();
        List<Item> ordered = new ArrayList<>(group);
        // of copies the largest is worth most, in the splits that measure; among equals the first
        ordered.sort(Comparator.comparing((Item item) -> isTraining(item))
                .thenComparing(item -> -(long) seen[item.index()].width() * seen[item.index()].height())
                .thenComparing(Item::index));
        for (Item item : ordered) {
            Optional<Item> model = kept.stream().findFirst();
            if (model.isPresent()) {
                repeat(item, model.get());
            } else {
                kept.add(item);
            }
        }
    }

    private boolean isTraining(Item item) {
        return item.split()
                .map(split -> split.toLowerCase(Locale.ROOT).startsWith("train"))
                .orElse(false);
    }

    private void repeat(Item item, Item model) {
        boolean bytes = same(sameBytes, item, model);
        boolean pixels = bytes || same(samePixels, item, model);
        String how = bytes ? "the same file as" : pixels ? "the same pixels as" : "the same picture, saved again, as";
        String pair = findings.paired(item) ? "With its partner it is " : "It is ";
        if (!item.split().equals(model.split())) {
            Fix skip = findings.skip(item, how + " " + model.name(), true);
            Fix move = new Fix(
                    Fix.Way.MOVE,
                    false,
                    List.of(new Edit.Move(item.name(), model.split().orElse(""))));
            String words = "%s%s %s, which is in “%s”; this one is in “%s”. What is tested on would be trained on."
                    .formatted(
                            pair,
                            how,
                            model.name(),
                            model.split().orElse("no split"),
                            item.split().orElse("no split"));
            if (model.split().isPresent()) {
                findings.add(FaultKind.LEAKAGE, List.of(item, model), words, skip, move);
            } else {
                findings.add(FaultKind.LEAKAGE, List.of(item, model), words, skip);
            }
        } else if (!item.label().equals(model.label())) {
            findings.add(
                    FaultKind.LABEL_CONFLICT,
                    List.of(item, model),
                    "%s%s %s, but its class is “%s” and that one's “%s”. One of them is wrong: look at both."
                            .formatted(
                                    pair,
                                    how,
                                    model.name(),
                                    item.label().orElse("none"),
                                    model.label().orElse("none")),
                    findings.skip(item, how + " " + model.name(), false),
                    new Fix(Fix.Way.SKIP, false, List.of(new Edit.Skip(model.name(), "the same as " + item.name()))),
                    findings.skipAll(List.of(item, model), "in two classes"));
        } else {
            FaultKind kind = bytes ? FaultKind.SAME_BYTES : pixels ? FaultKind.SAME_PIXELS : FaultKind.NEAR_DUPLICATE;
            findings.add(
                    kind,
                    List.of(item, model),
                    pair + how + " " + model.name() + ". A network would learn it twice.",
                    findings.skip(item, how + " " + model.name(), true));
        }
    }

    /** Whether both are the same in this way, and their partners too. */
    private boolean same(int[] by, Item a, Item b) {
        return by[a.index()] == by[b.index()]
                && by[findings.partner(a).index()] == by[findings.partner(b).index()];
    }
}
