package studio.ganvas.engine.metric;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of a run's snapshots.
 *
 * @param rows one for each step and set-up, ascending
 * @param best the best snapshot; empty while nothing was measured that tells good from bad
 * @param sheet the newest sheet of nearest training pictures
 */
public record MetricHistory(List<Row> rows, Optional<Best> best, Optional<Path> sheet) {
    public static final MetricHistory EMPTY = new MetricHistory(List.of(), Optional.empty(), Optional.empty());

    /** Results of one snapshot with the same features and numbers of pictures. */
    public record Row(long step, Map<String, Double> results, String features, int real, int generated) {}

    /**
     * @param metric the result that decides, for example {@code fid}
     * @param since how many later snapshots were measured and are no better
     */
    public record Best(String metric, long step, double value, int since) {}

    public MetricHistory {
        rows = List.copyOf(rows);
    }
}
