package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.DatasetStatistics;
import studio.ganvas.data.Item;
import studio.ganvas.data.Problem;

/** Counts what the looks say. */
final class Statistics {
    private Statistics() {}

    static DatasetStatistics of(Dataset dataset, Look[] seen) {
        List<Problem> problems = new ArrayList<>(dataset.problems());
        Map<String, Long> sizes = new TreeMap<>();
        Map<String, Long> formats = new TreeMap<>();
        Map<String, Long> channels = new TreeMap<>();
        int readable = 0;
        long bytes = 0;
        for (Item item : dataset.items()) {
            bytes += item.part() == Item.Part.RIGHT ? 0 : dataset.size(item);
            Look look = seen[item.index()];
            if (look.usable()) {
                readable++;
                sizes.merge(look.size(), 1L, Long::sum);
                formats.merge(look.format(), 1L, Long::sum);
                channels.merge(look.colours().words, 1L, Long::sum);
            } else {
                problems.add(new Problem(item.name(), look.trouble()));
            }
        }
        return new DatasetStatistics(
                dataset.items().size(),
                readable,
                bytes,
                commonestFirst(sizes),
                commonestFirst(formats),
                commonestFirst(channels),
                dataset.classHistogram(),
                List.copyOf(problems));
    }

    private static Map<String, Long> commonestFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
