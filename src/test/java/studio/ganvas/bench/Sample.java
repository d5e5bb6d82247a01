package studio.ganvas.bench;

import java.util.Arrays;
import java.util.List;

/** Measured values, sorted. */
record Sample(double[] values) {
    Sample {
        values = values.clone();
        Arrays.sort(values);
    }

    static Sample of(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The value below which the share {@code p} of all lies. */
    double quantile(double p) {
        return values.length == 0
                ? Double.NaN
                : values[(int) Math.min(values.length - 1, Math.floor(p * values.length))];
    }

    double median() {
        return quantile(0.5);
    }
}
