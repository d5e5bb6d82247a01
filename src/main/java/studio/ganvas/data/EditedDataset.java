package studio.ganvas.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the dataset that a list of edits describes. */
final class EditedDataset {
    private final Dataset original;
    private final Set<String> skipped = new HashSet<>();
    private final Map<String, String> splits = new HashMap<>();
    private final Map<String, String> partners = new LinkedHashMap<>();
    private final Map<String, List<Edit>> changes = new HashMap<>();

    private EditedDataset(Dataset original, List<Edit> edits) {
        this.original = original;
        Map<String, String> other = new HashMap<>();
        for (Pair pair : original.pairs()) {
            other.put(pair.a().name(), pair.b().name());
            other.put(pair.b().name(), pair.a().name());
        }
        for (Edit edit : edits) {
            if (edit instanceof Edit.Partner partner) {
                partners.put(partner.name(), partner.partner());
                other.put(partner.name(), partner.partner());
                other.put(partner.partner(), partner.name());
            }
        }
        for (Edit edit : edits) {
            List<String> both = other.containsKey(edit.name())
                    ? List.of(edit.name(), other.get(edit.name()))
                    : List.of(edit.name());
            if (edit instanceof Edit.Skip) {
                skipped.addAll(both);
            } else if (edit instanceof Edit.Move move) {
                both.forEach(name -> splits.put(name, move.split()));
            } else if (edit instanceof Edit.Convert || edit instanceof Edit.Fit) {
                changes.computeIfAbsent(edit.name(), any -> new ArrayList<>()).add(edit);
            }
        }
    }

    /** @param path what the new dataset says that it was opened from */
    static Dataset of(Dataset original, Path path, List<Edit> edits) {
        return new EditedDataset(original, edits).build(path, edits);
    }

    private Dataset build(Path path, List<Edit> edits) {
        List<Item> from = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        Map<Integer, Item> renumbered = new HashMap<>();
        Map<String, Item> byName = new HashMap<>();
        for (Item item : original.items()) {
            if (skipped.contains(item.name())) {
                continue;
            }
            Optional<String> split =
                    Optional.ofNullable(splits.get(item.name())).or(item::split);
            Item now = new Item(items.size(), item.name(), item.domain(), item.label(), split, item.part());
            from.add(item);
            items.add(now);
            renumbered.put(item.index(), now);
            byName.put(item.name(), now);
        }
        List<Problem> problems = new ArrayList<>(original.problems().stream()
                .filter(problem -> !skipped.contains(problem.name()))
                .toList());
        if (items.isEmpty()) {
            problems.add(new Problem(DatasetEdits.FILE, "leaves no picture over"));
        }
        return new Dataset(
                path,
                original.name(),
                original.layout(),
                items,
                original.classes(),
                pairs(renumbered, byName),
                problems,
                edits,
                new EditedStore(original, List.copyOf(from), Map.copyOf(changes)));
    }

    private List<Pair> pairs(Map<Integer, Item> renumbered, Map<String, Item> byName) {
        Set<String> taken = new HashSet<>(partners.values());
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : original.pairs()) {
            Item a = renumbered.get(pair.a().index());
            Item b = renumbered.get(pair.b().index());
            String wanted = partners.get(pair.a().name());
            if (wanted != null) {
                b = byName.get(wanted);
            } else if (taken.contains(pair.b().name())) {
                b = null;
            }
            if (a != null && b != null) {
                pairs.add(new Pair(a, b));
            }
        }
        return pairs;
    }
}
