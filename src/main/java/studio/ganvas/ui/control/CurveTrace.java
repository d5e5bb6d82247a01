package studio.ganvas.ui.control;

import java.util.Arrays;

/**
 * What of a curve reaches the screen: a line through pixels whose length depends on the width of the plot, not on the
 * number of points. Where a pixel column holds several points the line passes its first, lowest, highest and last
 * value, so that no spike is lost. NaN in {@link #y} is a gap.
 */
public final class CurveTrace {
    private final CurveValues.Extremes extremes = new CurveValues.Extremes();
    private double[] x = new double[1024];
    private double[] y = new double[1024];
    private int size;

    /** Traces {@code values} (one per step of {@code series}) over the visible range of the axes. */
    public void trace(CurveSeries series, CurveValues values, PlotAxis across, PlotAxis up) {
        size = 0;
        int from = Math.max(0, series.lowerBound(across.low()) - 1);
        int to = Math.min(series.size(), series.lowerBound(across.high()) + 1);
        double columns = Math.abs(across.to() - across.from());
        if (to - from <= columns * 2) {
            for (int i = from; i < to; i++) {
                point(across.toPixel(series.step(i)), values.get(i), up);
            }
        } else {
            decimate(series, values, across, up, from, to);
        }
    }

    private void decimate(CurveSeries series, CurveValues values, PlotAxis across, PlotAxis up, int from, int to) {
        int columns = (int) Math.ceil(Math.abs(across.to() - across.from()));
        int begin = from;
        for (int column = 0; column <= columns && begin < to; column++) {
            double pixel = across.from() + column;
            int end = column == columns ? to : Math.min(to, series.lowerBound(across.toValue(pixel + 1)));
            if (end > begin) {
                values.extremes(begin, end, extremes.reset());
                column(pixel + 0.5, values.get(begin), values.get(end - 1), end - begin, up);
                begin = end;
            }
        }
    }

    private void column(double pixel, double first, double last, int count, PlotAxis up) {
        if (extremes.empty()) {
            gap(pixel);
            return;
        }
        if (count == 1) {
            point(pixel, first, up);
            return;
        }
        if (!Double.isNaN(first)) {
            point(pixel, first, up);
        }
        if (extremes.min() < extremes.max()) {
            point(pixel, extremes.min(), up);
            point(pixel, extremes.max(), up);
        }
        if (!Double.isNaN(last)) {
            point(pixel, last, up);
        }
    }

    private void point(double pixel, double value, PlotAxis up) {
        if (Double.isNaN(value)) {
            gap(pixel);
        } else {
            // Far outside the plot a line needs no exact place, but it must not overflow the rasterizer.
            double clipped = Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE / 4, value) : value;
            add(pixel, Math.max(-1e5, Math.min(1e5, up.toPixel(clipped))));
        }
    }

    private void gap(double pixel) {
        if (size > 0 && !Double.isNaN(y[size - 1])) {
            add(pixel, Double.NaN);
        }
    }

    private void add(double px, double py) {
        if (size == x.length) {
            x = Arrays.copyOf(x, size * 2);
            y = Arrays.copyOf(y, size * 2);
        }
        x[size] = px;
        y[size++] = py;
    }

    /** Number of corners of the line. */
    public int size() {
        return size;
    }

    public double x(int index) {
        return x[index];
    }

    /** NaN where the line is interrupted. */
    public double y(int index) {
        return y[index];
    }
}
