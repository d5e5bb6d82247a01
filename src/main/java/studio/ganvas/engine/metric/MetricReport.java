package studio.ganvas.engine.metric;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param results names as in the files ({@code fid}, {@code kid}, {@code kid_std}, {@code precision} …) to values, in the
 *     order of measuring
 * @param features title of the features
 * @param real pictures of the real set that were used
 * @param generated pictures that were compared with them
 * @param sheet generated pictures beside their nearest training pictures
 * @param notes what could not be measured and why, in words
 */
public record MetricReport(
        Map<String, Double> results,
        String features,
        int real,
        int generated,
        Duration time,
        Optional<Path> sheet,
        java.util.List<String> notes) {
    public MetricReport {
        results = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(results));
        notes = java.util.List.copyOf(notes);
    }
}
