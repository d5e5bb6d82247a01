package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Edit;
import studio.ganvas.data.Item;
import studio.ganvas.data.Layout;
import studio.ganvas.data.Pair;
import studio.ganvas.data.Problem;

/** Pairs that don't match: partners that are missing, of another size or of another picture. */
final class PairsCheck {
    private static final String LONELY = "has no partner";
    private static final double MOST_DIFFER = 0.2;

    private final Dataset dataset;
    private final Look[] seen;
    private final BooleanSupplier cancelled;
    private final Findings findings;
    private final List<String> notes;

    PairsCheck(Dataset dataset, Look[] seen, BooleanSupplier cancelled, Findings findings, List<String> notes) {
        this.dataset = dataset;
        this.seen = seen;
        this.cancelled = cancelled;
        this.findings = findings;
        this.notes = notes;
    }

    /** What opening says of a picture without a partner is told here as a finding with a fix. */
    static boolean isLonely(Problem problem) {
        return problem.reason().startsWith(LONELY);
    }

    void find() {
        if (!dataset.paired()) {
            return;
        }
        Set<Integer> matched = new HashSet<>();
        dataset.pairs()
                .forEach(pair ->
                        matched.addAll(List.of(pair.a().index(), pair.b().index())));
        for (Item item : dataset.items()) {
            if (!matched.contains(item.index()) && !findings.has(item)) {
                findings.add(
                        FaultKind.MISSING_PARTNER,
                        List.of(item),
                        item.name() + " has no partner of the same name in the other set, so it can't be learned from.",
                        findings.skip(item, "no partner", true));
            }
        }
        if (dataset.layout() == Layout.HALVES) {
            return;
        }
        sizes();
        content();
    }

    private void sizes() {
        List<Pair> differ = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Item item : dataset.items()) {
            counts.merge(seen[item.index()].size(), 1, Integer::sum);
        }
        for (Pair pair : dataset.pairs()) {
            Look a = seen[pair.a().index()], b = seen[pair.b().index()];
            if (a.usable() && b.usable() && !a.size().equals(b.size())) {
                differ.add(pair);
            }
        }
        // where many differ the sets are meant to: small and large ones, say
        if (differ.size() > MOST_DIFFER * dataset.pairs().size()) {
            return;
        }
        for (Pair pair : differ) {
            Look a = seen[pair.a().index()], b = seen[pair.b().index()];
            if (repeated(pair)) {
                continue;
            }
            // the one that is not of the usual size is fitted to the other
            boolean changeA = counts.get(b.size()) > counts.get(a.size());
            Item odd = changeA ? pair.a() : pair.b();
            Item other = changeA ? pair.b() : pair.a();
            Look wanted = changeA ? b : a, found = changeA ? a : b;
            findings.add(
                    FaultKind.PAIR_SIZES,
                    List.of(odd, other),
                    "%s is %s pixels, its partner %s is %s: they can't show the same thing pixel by pixel."
                            .formatted(odd.name(), found.size(), other.name(), wanted.size()),
                    new Fix(
                            Fix.Way.CROP,
                            sameShape(found, wanted),
                            List.of(new Edit.Fit(odd.name(), wanted.width(), wanted.height()))),
                    findings.skip(odd, "its partner has another size", false));
        }
    }

    /** Only scaling, no cutting: what lay over each other still does. */
    private static boolean sameShape(Look a, Look b) {
        return (long) a.width() * b.height() == (long) a.height() * b.width();
    }

    private boolean repeated(Pair pair) {
        return findings.has(pair.a()) || findings.has(pair.b());
    }

    private void content() {
        List<Pair> judged = new ArrayList<>();
        for (Pair pair : dataset.pairs()) {
            Look a = seen[pair.a().index()], b = seen[pair.b().index()];
            if (a.usable() && b.usable() && !a.flat() && !b.flat()) {
                judged.add(pair);
            }
        }
        PairRelation.Result result = PairRelation.judge(
                judged.stream().map(pair -> seen[pair.a().index()].sketch()).toList(),
                judged.stream().map(pair -> seen[pair.b().index()].sketch()).toList(),
                cancelled);
        if (!result.judged()) {
            notes.add(
                    judged.size() < PairRelation.FEWEST
                            ? "Whether the two pictures of each pair belong together was not judged: that takes at least "
                                    + PairRelation.FEWEST + " pairs."
                            : "Whether the two pictures of each pair belong together was not judged: in this dataset A"
                                    + " says too little about B to tell a pair from two strangers.");
            return;
        }
        for (int[] swap : result.swaps()) {
            Pair one = judged.get(swap[0]), two = judged.get(swap[1]);
            findings.add(
                    FaultKind.PAIR_CONTENT,
                    List.of(one.a(), one.b(), two.a(), two.b()),
                    "%s and %s seem to have each other's partner."
                            .formatted(one.a().name(), two.a().name()),
                    new Fix(
                            Fix.Way.SWAP,
                            false,
                            List.of(
                                    new Edit.Partner(one.a().name(), two.b().name()),
                                    new Edit.Partner(two.a().name(), one.b().name()))),
                    findings.skipAll(List.of(one.a(), two.a()), "its partner shows something else"));
        }
        for (int place : result.unrelated()) {
            Pair pair = judged.get(place);
            if (!repeated(pair)) {
                findings.add(
                        FaultKind.PAIR_CONTENT,
                        List.of(pair.a(), pair.b()),
                        "%s and its partner seem to have nothing in common. Look at them: this is a guess from their"
                                + " brightness and edges.".formatted(pair.a().name()),
                        findings.skip(pair.a(), "its partner shows something else", false));
            }
        }
    }
}
