package studio.ganvas.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshot that the measurements of a run prefer. Only measurements of one kind are compared: those that decide, with
 * the features and the numbers of pictures of the newest.
 *
 * @param metric the result that decides; lower is better
 * @param since how many later snapshots were measured and are no better
 */
public record BestSnapshot(String metric, long step, double value, int since) {
    /** Results of which the first that was measured decides: distances of distributions before the rest. */
    private static final List<String> DECIDING =
            List.of("fid", "mean_kid", "kid", "lpips_truth", "l1", "ppl_w", "ppl_z");

    /** Of a run's lines in the order of {@link MetricLog#read}; empty when none decides. */
    public static Optional<BestSnapshot> of(List<MetricLog.Line> lines) {
        for (String metric : DECIDING) {
            Map<Long, Double> values = comparable(lines, metric);
            if (!values.isEmpty()) {
                return Optional.of(best(metric, values));
            }
        }
        return Optional.empty();
    }

    /** Value of each step, ascending; of a step that was measured twice, the later one. */
    private static Map<Long, Double> comparable(List<MetricLog.Line> lines, String metric) {
        List<MetricLog.Line> having = new ArrayList<>();
        MetricLog.Line newest = null;
        for (MetricLog.Line line : lines) {
            if (Double.isFinite(line.results().getOrDefault(metric, Double.NaN))) {
                having.add(line);
                newest = newest == null || line.timestamp() >= newest.timestamp() ? line : newest;
            }
        }
        Map<Long, Double> values = new LinkedHashMap<>();
        for (MetricLog.Line line : having) {
            if (line.features().equals(newest.features())
                    && line.real() == newest.real()
                    && line.generated() == newest.generated()) {
                values.put(line.step(), line.results().get(metric));
            }
        }
        return values;
    }

    private static BestSnapshot best(String metric, Map<Long, Double> values) {
        long step = -1;
        double best = Double.POSITIVE_INFINITY;
        int since = 0;
        for (Map.Entry<Long, Double> each : values.entrySet()) {
            if (each.getValue() < best) {
                best = each.getValue();
                step = each.getKey();
                since = 0;
            } else {
                since++;
            }
        }
        return new BestSnapshot(metric, step, best, since);
    }
}
