package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.engine.metric.MetricKind;

/** Results as they come in. */
final class Findings {
    private final Map<MetricKind, Map<String, Double>> results = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    void put(MetricKind kind, String name, double value) {
        if (Double.isNaN(value)) {
            // there is no such result, as the spread of a single subset
            return;
        }
        results.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(name, value);
    }

    void note(String words) {
        notes.add(words);
    }

    Map<MetricKind, Map<String, Double>> results() {
        return Collections.unmodifiableMap(results);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
