package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Edit;
import studio.ganvas.data.Item;
import studio.ganvas.data.Pair;

/** Collects findings and makes their fixes. A file that is reported as one thing is not reported as a lesser one too. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private final Set<String> named = new LinkedHashSet<>();
    private final Map<Integer, Item> partners = new HashMap<>();

    Findings(Dataset dataset) {
        for (Pair pair : dataset.pairs()) {
            partners.put(pair.a().index(), pair.b());
            partners.put(pair.b().index(), pair.a());
        }
    }

    List<Finding> all() {
        return all;
    }

    /** The other picture of the pair, or the item itself. */
    Item partner(Item item) {
        return partners.getOrDefault(item.index(), item);
    }

    boolean paired(Item item) {
        return partners.containsKey(item.index());
    }

    /** Whether something was found about the item, by which it will go or change. */
    boolean has(Item item) {
        return named.contains(item.name());
    }

    void add(FaultKind kind, List<Item> items, String words, Fix... fixes) {
        String name = items.get(0).name();
        named.add(name);
        List<Fix> ways = new ArrayList<>(List.of(fixes));
        ways.add(keep(kind, name));
        all.add(new Finding(kind, items.stream().map(Item::index).toList(), name, words, ways));
    }

    void addFile(FaultKind kind, String name, String words) {
        all.add(new Finding(kind, List.of(), name, words, List.of(keep(kind, name))));
    }

    void addClass(String name, List<Item> examples, String words) {
        all.add(new Finding(
                FaultKind.CLASS_IMBALANCE,
                examples.stream().map(Item::index).toList(),
                name,
                words,
                List.of(keep(FaultKind.CLASS_IMBALANCE, name))));
    }

    private static Fix keep(FaultKind kind, String name) {
        return new Fix(Fix.Way.KEEP, false, List.of(new Edit.Keep(name, kind.name())));
    }

    Fix skip(Item item, String why, boolean safe) {
        return new Fix(Fix.Way.SKIP, safe, List.of(new Edit.Skip(item.name(), why)));
    }

    Fix skipAll(List<Item> items, String why) {
        return new Fix(
                Fix.Way.SKIP_ALL,
                false,
                items.stream()
                        .map(Item::name)
                        .distinct()
                        .map(name -> (Edit) new Edit.Skip(name, why))
                        .toList());
    }
}
