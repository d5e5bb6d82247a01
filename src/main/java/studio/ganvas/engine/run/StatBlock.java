package studio.ganvas.engine.run;

import java.util.List;

/**
 * Consecutive statistics, column by column: {@code columns[s][i]} is series {@code names.get(s)} at step
 * {@code steps[i]}; NaN where a step has no value for it.
 */
public record StatBlock(List<String> names, long[] steps, double[][] columns) {
    public static final StatBlock EMPTY = new StatBlock(List.of(), new long[0], new double[0][]);

    public int size() {
        return steps.length;
    }
}
