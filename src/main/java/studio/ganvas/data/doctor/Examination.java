package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Edit;
import studio.ganvas.data.Item;
import studio.ganvas.data.Problem;

/** From the looks at all pictures to findings: one method a group of kinds. */
final class Examination {
    private static final Set<FaultKind> REPEATS =
            EnumSet.of(FaultKind.SAME_BYTES, FaultKind.SAME_PIXELS, FaultKind.NEAR_DUPLICATE, FaultKind.LABEL_CONFLICT);

    private final Dataset dataset;
    private final Look[] seen;
    private final Checkup.Progress progress;
    private final BooleanSupplier cancelled;
    private final Findings findings;
    private final List<String> notes = new ArrayList<>();

    Examination(Dataset dataset, Look[] seen, Checkup.Progress progress, BooleanSupplier cancelled) {
        this.dataset = dataset;
        this.seen = seen;
        this.progress = progress;
        this.cancelled = cancelled;
        this.findings = new Findings(dataset);
    }

    Diagnosis diagnosis() {
        unusable();
        new Repeats(dataset, seen, progress, cancelled, findings).find();
        new PairsCheck(dataset, seen, cancelled, findings, notes).find();
        new Oddities(dataset, seen, findings).find();
        classes();
        List<Finding> found = new ArrayList<>(findings.all());
        Set<Edit> kept = new HashSet<>(dataset.edits());
        found.removeIf(finding ->
                kept.contains(new Edit.Keep(finding.name(), finding.kind().name())));
        found.sort(Comparator.comparing(Finding::kind));
        if (dataset.splits().isEmpty() && found.stream().anyMatch(finding -> REPEATS.contains(finding.kind()))) {
            notes.add(
                    "Of a picture that is there twice, a run that keeps pictures aside to be measured on them may train on"
                            + " one copy and test on the other. Leave repeats out before.");
        }
        return new Diagnosis(found, notes, Statistics.of(dataset, seen));
    }

    private void unusable() {
        Set<String> told = new HashSet<>();
        for (Item item : dataset.items()) {
            Look look = seen[item.index()];
            // the halves of one file are damaged together
            if (!look.usable() && told.add(item.name())) {
                FaultKind kind = look.truncated() ? FaultKind.TRUNCATED : FaultKind.UNREADABLE;
                findings.add(
                        kind,
                        List.of(item),
                        item.name() + ": " + look.trouble() + ".",
                        findings.skip(item, look.trouble(), true));
            }
        }
        for (Problem problem : dataset.problems()) {
            if (!PairsCheck.isLonely(problem)) {
                findings.addFile(
                        FaultKind.UNREADABLE,
                        problem.name(),
                        problem.name() + ": " + problem.reason()
                                + ". Nothing needs to be done: it is left out already.");
            }
        }
    }

    private void classes() {
        var counts = dataset.classHistogram();
        if (counts.size() < 2) {
            return;
        }
        var most = counts.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .orElseThrow();
        long few = most.getValue() / 10;
        for (var count : counts.entrySet()) {
            if (count.getValue() <= few && most.getValue() >= 20) {
                List<Item> examples = dataset.items().stream()
                        .filter(item -> item.label().equals(Optional.of(count.getKey())))
                        .limit(4)
                        .toList();
                findings.addClass(
                        count.getKey(),
                        examples,
                        String.format(
                                java.util.Locale.ROOT,
                                "Class “%s” has %,d pictures, “%s” has %,d. A network sees it too seldom to learn it well;"
                                        + " more pictures of it help, fewer classes too.",
                                count.getKey(),
                                count.getValue(),
                                most.getKey(),
                                most.getValue()));
            }
        }
    }
}
