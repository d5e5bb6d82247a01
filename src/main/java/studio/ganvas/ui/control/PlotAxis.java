package studio.ganvas.ui.control;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels. {@code from} is the pixel of {@code low}, {@code to} the pixel of {@code high}; upwards axes
 * have {@code from > to}. A logarithmic axis needs {@code low > 0} and puts what is not above 0 at {@code low}.
 */
public record PlotAxis(double low, double high, boolean log, double from, double to) {
    public PlotAxis {
        if (!(low < high) || Double.isInfinite(high - low) || (log && !(low > 0))) {
            throw new IllegalArgumentException("An axis can't go from " + low + " to " + high);
        }
    }

    /**
     * An axis that shows all values of {@code seen} with a little room; some axis also when there are none, or only
     * one.
     */
    public static PlotAxis around(CurveValues.Extremes seen, boolean log, double from, double to) {
        if (log) {
            if (!(seen.minPositive() <= seen.max())) {
                return new PlotAxis(0.1, 10, true, from, to);
            }
            double low = Math.log10(seen.minPositive());
            double high = Math.log10(seen.max());
            double room = Math.max(0.02, (high - low) * 0.06);
            return new PlotAxis(Math.pow(10, low - room), Math.pow(10, high + room), true, from, to);
        }
        if (seen.empty()) {
            return new PlotAxis(0, 1, false, from, to);
        }
        double size = Math.max(Math.abs(seen.min()), Math.abs(seen.max()));
        double room = Math.max((seen.max() - seen.min()) * 0.06, size == 0 ? 0.5 : size * 1e-3);
        return new PlotAxis(seen.min() - room, seen.max() + room, false, from, to);
    }

    public double toPixel(double value) {
        if (log) {
            double clipped = Math.max(value, low);
            return from + (to - from) * (Math.log(clipped / low) / Math.log(high / low));
        }
        return from + (to - from) * ((value - low) / (high - low));
    }

    public double toValue(double pixel) {
        double share = (pixel - from) / (to - from);
        return log ? low * Math.pow(high / low, share) : low + (high - low) * share;
    }

    /** The same pixels for a range scaled by {@code factor} (below 1 zooms in) that keeps {@code value} in place. */
    public PlotAxis zoomed(double value, double factor) {
        if (log) {
            return new PlotAxis(
                    value * Math.pow(low / value, factor), value * Math.pow(high / value, factor), true, from, to);
        }
        return new PlotAxis(value + (low - value) * factor, value + (high - value) * factor, false, from, to);
    }

    /** The same pixels, moved so that what was at {@code pixel + delta} is at {@code pixel}. */
    public PlotAxis moved(double delta) {
        double newLow = toValue(from + delta);
        return new PlotAxis(newLow, toValue(to + delta), log, from, to);
    }

    /** Round values, at most about {@code most}: 1, 2 or 5 times a power of ten; on a logarithmic axis also decades. */
    public List<Double> ticks(int most) {
        if (log && Math.log10(high / low) >= 1.5) {
            return decades(most);
        }
        double step = step((high - low) / Math.max(1, most));
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(low / step);
        for (int i = 0; i <= 3 * most && (first + i) * step <= high; i++) {
            ticks.add((first + i) * step + 0.0);
        }
        return ticks;
    }

    private List<Double> decades(int most) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        int every = Math.max(1, (last - first + most) / Math.max(1, most));
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power += every) {
            ticks.add(Math.pow(10, power));
        }
        return ticks;
    }

    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        double lead = atLeast / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
