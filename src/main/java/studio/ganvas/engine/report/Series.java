package studio.ganvas.engine.report;

import java.util.Arrays;

/** One column of the statistics of a run: values at steps, ascending. */
final class Series {
    private final String name;
    private long[] steps = new long[256];
    private double[] values = new double[256];
    private int size;

    Series(String name) {
        this.name = name;
    }

    void add(long step, double value) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        steps[size] = step;
        values[size++] = value;
    }

    String name() {
        return name;
    }

    int size() {
        return size;
    }

    long step(int i) {
        return steps[i];
    }

    double value(int i) {
        return values[i];
    }

    /** The moving average with a decay that forgets over about a fiftieth of the run. */
    Series smooth() {
        double beta = 1 - 1 / Math.max(1, size / 50.0);
        Series smooth = new Series(name);
        double mean = 0;
        double weight = 0;
        for (int i = 0; i < size; i++) {
            if (Double.isFinite(values[i])) {
                mean = beta * mean + (1 - beta) * values[i];
                weight = beta * weight + (1 - beta);
                smooth.add(steps[i], mean / weight);
            }
        }
        return smooth;
    }

    /** Mean of the finite values at steps in {@code (from, to]}; NaN without any. */
    double mean(long from, long to) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (steps[i] > from && steps[i] <= to && Double.isFinite(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
