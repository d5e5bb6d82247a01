package studio.ganvas.data.tool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.Pair;

/**
 * Which pictures make the test set: the same part of every class, and of every domain where there are no pairs. The order
 * is that of a hash of seed and name, so that a picture that comes or goes hardly moves the others.
 */
final class Division {
    private Division() {}

    /** Places in {@link Dataset#items()} of the test set. */
    static Set<Integer> test(Dataset dataset, double part, long seed) {
        if (!(part > 0 && part < 1)) {
            throw new IllegalArgumentException("The part for testing lies between 0 and 1, not at " + part);
        }
        if (!dataset.splits().isEmpty()) {
            throw new IllegalArgumentException(
                    "“" + dataset.name() + "” is split already, into " + String.join(", ", dataset.splits()));
        }
        Set<Integer> second = new HashSet<>();
        Map<Integer, Integer> partner = new TreeMap<>();
        for (Pair pair : dataset.pairs()) {
            second.add(pair.b().index());
            partner.put(pair.a().index(), pair.b().index());
        }
        Map<String, List<Item>> groups = new TreeMap<>();
        for (Item item : dataset.items()) {
            if (!second.contains(item.index())) {
                String domain = dataset.paired() ? "" : item.domain().orElse("");
                groups.computeIfAbsent(domain + "/" + item.label().orElse(""), any -> new ArrayList<>())
                        .add(item);
            }
        }
        Set<Integer> test = new HashSet<>();
        for (List<Item> group : groups.values()) {
            group.sort(Comparator.comparing((Item item) -> hash(seed, item.name())));
            long wanted = Math.round(part * group.size());
            // a class of two or more is in both sets
            long count = group.size() < 2 ? 0 : Math.max(1, Math.min(group.size() - 1, wanted));
            for (Item item : group.subList(0, (int) count)) {
                test.add(item.index());
                if (partner.containsKey(item.index())) {
                    test.add(partner.get(item.index()));
                }
            }
        }
        return test;
    }

    private static String hash(long seed, String name) {
        return UUID.nameUUIDFromBytes((seed + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
