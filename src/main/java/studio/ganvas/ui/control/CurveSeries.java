package studio.ganvas.ui.control;

import java.util.Arrays;

/**
 * One curve: steps that never decrease, the values as they came, and the same smoothed by an exponential moving average
 * without the bias of its start: {@code s ← βs + (1−β)y}, shown as {@code s / (1 − βⁿ)} (Kingma and Ba 2015, section
 * 3). NaN makes a gap in both and leaves the average alone.
 */
public final class CurveSeries {
    private final String run;
    private final String name;
    private final CurveValues raw = new CurveValues();
    private final CurveValues smooth = new CurveValues();
    private double[] steps = new double[64];
    private double beta;
    private double average;
    private double weight;

    /**
     * @param run which run it belongs to, for legends and files
     * @param name what it measures, for example {@code G_loss}; curves of one name share a colour
     */
    public CurveSeries(String run, String name) {
        this.run = run;
        this.name = name;
    }

    public String run() {
        return run;
    }

    public String name() {
        return name;
    }

    /** Adds a point; {@code step} is not below the last one. */
    public void append(double step, double value) {
        int size = raw.size();
        if (size > 0 && step < steps[size - 1]) {
            throw new IllegalArgumentException("Step " + step + " comes after step " + steps[size - 1]);
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
        }
        steps[size] = step;
        raw.append(value);
        smoothOne(value);
    }

    /** Sets β in [0, 1): 0 leaves the curve as it is. Works through all points once. */
    public void smooth(double newBeta) {
        if (!(newBeta >= 0 && newBeta < 1)) {
            throw new IllegalArgumentException("The smoothing must be at least 0 and below 1, not " + newBeta);
        }
        if (newBeta != beta) {
            beta = newBeta;
            smooth.clear();
            average = 0;
            weight = 0;
            for (int i = 0; i < raw.size(); i++) {
                smoothOne(raw.get(i));
            }
        }
    }

    private void smoothOne(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            smooth.append(Double.NaN);
            return;
        }
        average = beta * average + (1 - beta) * value;
        weight = beta * weight + (1 - beta);
        smooth.append(average / weight);
    }

    public int size() {
        return raw.size();
    }

    public boolean smoothed() {
        return beta > 0;
    }

    public double step(int index) {
        if (index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        return steps[index];
    }

    /** The values as they came. */
    public CurveValues raw() {
        return raw;
    }

    /** The smoothed values; the same as {@link #raw()} while nothing is smoothed. */
    public CurveValues smooth() {
        return smooth;
    }

    /** The first index whose step is at least {@code step}; {@link #size()} when there is none. */
    public int lowerBound(double step) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps[middle] < step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index whose step is nearest; −1 when the curve is empty. */
    public int nearest(double step) {
        int after = lowerBound(step);
        if (after == size()) {
            return size() - 1;
        }
        return after > 0 && step - steps[after - 1] <= steps[after] - step ? after - 1 : after;
    }
}
