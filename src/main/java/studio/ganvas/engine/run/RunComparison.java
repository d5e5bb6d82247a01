package studio.ganvas.engine.run;

import java.util.List;

/**
 * Several runs beside each other.
 *
 * @param runs in the order asked for
 * @param options those whose values differ
 * @param metrics the best value of each metric that any of them has
 * @param losses means over the last tenth of the steps that all have done
 * @param commonSteps up to which all have come
 */
public record RunComparison(
        List<RunEntry> runs, List<Row> options, List<Row> metrics, List<Row> losses, long commonSteps) {
    public RunComparison {
        runs = List.copyOf(runs);
        options = List.copyOf(options);
        metrics = List.copyOf(metrics);
        losses = List.copyOf(losses);
    }

    /**
     * One line.
     *
     * @param values in the order of the runs; empty text where a run has none
     */
    public record Row(String name, List<String> values) {
        public Row {
            values = List.copyOf(values);
        }
    }
}
