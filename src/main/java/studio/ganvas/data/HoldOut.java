package studio.ganvas.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Which pictures are kept aside for measuring: a pure function of their names, so that every run, whatever its seed, keeps
 * the same ones and results can be compared. In datasets with domains what bears the same file name goes together: pairs,
 * and one thing drawn in two styles, so that a test picture's twin is never trained on.
 */
final class HoldOut {
    static final String TRAIN = "train";
    static final String TEST = "test";

    private HoldOut() {}

    /** The items with a split each, {@link #TEST} for {@code n} names of each domain. */
    static List<Item> of(Dataset dataset, int n) {
        if (!dataset.splits().isEmpty()) {
            throw new IllegalArgumentException(
                    "“" + dataset.name() + "” has the sets " + String.join(", ", dataset.splits())
                            + " already, so none can be kept aside of it. Set “Keep aside” to 0.");
        }
        List<String> names = dataset.items().stream()
                .map(item -> key(dataset, item))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (n < 0 || n >= names.size()) {
            throw new IllegalArgumentException("“" + dataset.name() + "” has " + names.size()
                    + " pictures to choose from; " + n + " of them can't be kept aside.");
        }
        names.sort(Comparator.comparingLong(HoldOut::place).thenComparing(Comparator.naturalOrder()));
        Set<String> held = new HashSet<>(names.subList(0, n));
        return dataset.items().stream()
                .map(item -> new Item(
                        item.index(),
                        item.name(),
                        item.domain(),
                        item.label(),
                        Optional.of(held.contains(key(dataset, item)) ? TEST : TRAIN),
                        item.part()))
                .toList();
    }

    private static String key(Dataset dataset, Item item) {
        return dataset.domains().isEmpty() ? item.name() : stem(item);
    }

    private static String stem(Item item) {
        String file = item.name().substring(item.name().lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static long place(String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
