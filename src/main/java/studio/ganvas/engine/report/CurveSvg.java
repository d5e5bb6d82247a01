package studio.ganvas.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Curves over steps as inline SVG: the moving average as a line, the values themselves as a pale band behind it. Colours
 * come from the style sheet. Values beyond the middle 98 per cent don't set the scale.
 */
final class CurveSvg {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 250;
    private static final int LEFT = 62;
    private static final int RIGHT = 10;
    private static final int TOP = 10;
    private static final int BOTTOM = 26;
    private static final int COLUMNS = 324;

    private CurveSvg() {}

    /**
     * A chart; empty text when there is nothing to draw.
     *
     * @param title for people who can't see it
     * @param curves colours go by their place in the list
     */
    static String of(String title, List<Series> curves) {
        List<Series> drawn = curves.stream().filter(curve -> curve.size() > 1).toList();
        if (drawn.isEmpty()) {
            return "";
        }
        long from = drawn.stream().mapToLong(curve -> curve.step(0)).min().orElseThrow();
        long to = Math.max(
                from + 1,
                drawn.stream()
                        .mapToLong(curve -> curve.step(curve.size() - 1))
                        .max()
                        .orElseThrow());
        double[] range = range(drawn);
        DoubleUnaryOperator x = step -> LEFT + (step - from) * (WIDTH - LEFT - RIGHT) / (to - from);
        DoubleUnaryOperator y =
                value -> clamp(HEIGHT - BOTTOM - (value - range[0]) * (HEIGHT - TOP - BOTTOM) / (range[1] - range[0]));
        StringBuilder svg = new StringBuilder("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" aria-label=\"" + Html.text(title) + "\">");
        grid(svg, from, to, range, x, y);
        for (int i = 0; i < curves.size(); i++) {
            if (curves.get(i).size() > 1) {
                svg.append("<path class=\"band c").append(i % 8).append("\" d=\"");
                svg.append(band(curves.get(i), from, to, x, y)).append("\"/>");
            }
        }
        for (int i = 0; i < curves.size(); i++) {
            if (curves.get(i).size() > 1) {
                svg.append("<path class=\"line c").append(i % 8).append("\" d=\"");
                svg.append(line(curves.get(i).smooth(), from, to, x, y)).append("\"/>");
            }
        }
        return svg.append("</svg>").toString();
    }

    private static double clamp(double y) {
        return Math.max(TOP, Math.min(HEIGHT - BOTTOM, y));
    }

    /** What the middle 98 per cent of the values and all moving averages span. */
    private static double[] range(List<Series> curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Series curve : curves) {
            double[] finite = new double[curve.size()];
            int n = 0;
            for (int i = 0; i < curve.size(); i++) {
                if (Double.isFinite(curve.value(i))) {
                    finite[n++] = curve.value(i);
                }
            }
            if (n > 0) {
                Arrays.sort(finite, 0, n);
                low = Math.min(low, finite[n / 100]);
                high = Math.max(high, finite[n - 1 - n / 100]);
            }
        }
        if (!(low < high)) {
            double middle = Double.isFinite(low) ? low : 0;
            return new double[] {middle - 1, middle + 1};
        }
        double margin = (high - low) * 0.04;
        return new double[] {low - margin, high + margin};
    }

    private static void grid(
            StringBuilder svg, long from, long to, double[] range, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        for (double value : ticks(range[0], range[1], 5)) {
            double at = y.applyAsDouble(value);
            svg.append(format(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, at, at));
            svg.append(format(
                    "<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>",
                    LEFT - 8, at + 4, number(value)));
        }
        for (double step : ticks(from, to, 6)) {
            double at = x.applyAsDouble(step);
            String anchor = at > WIDTH - 40 ? "end" : "middle";
            svg.append(format(
                    "<text class=\"tick\" text-anchor=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>",
                    anchor, at, HEIGHT - 6, number(step)));
        }
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (size < 1e-12) {
            return "0";
        }
        if (size >= 1000 && size < 1e9 && value == Math.rint(value)) {
            return Figures.count((long) value);
        }
        return size != 0 && (size >= 1e6 || size < 1e-3)
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
    }

    /** Round numbers inside a range, about so many. */
    static List<Double> ticks(double low, double high, int about) {
        double raw = (high - low) / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double unit =
                raw / power < 1.5 ? power : raw / power < 3.5 ? 2 * power : raw / power < 7.5 ? 5 * power : 10 * power;
        List<Double> ticks = new ArrayList<>();
        for (double tick = Math.ceil(low / unit); tick * unit <= high + unit * 1e-9; tick++) {
            ticks.add(tick * unit);
        }
        return ticks;
    }

    /** Lowest and highest value of each column of pixels, there and back. */
    private static String band(Series curve, long from, long to, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        double[] low = filled(Double.POSITIVE_INFINITY);
        double[] high = filled(Double.NEGATIVE_INFINITY);
        for (int i = 0; i < curve.size(); i++) {
            if (Double.isFinite(curve.value(i))) {
                int column = column(curve.step(i), from, to);
                low[column] = Math.min(low[column], curve.value(i));
                high[column] = Math.max(high[column], curve.value(i));
            }
        }
        StringBuilder there = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int c = 0; c < COLUMNS; c++) {
            if (low[c] <= high[c]) {
                double at = x.applyAsDouble(from + (double) c * (to - from) / (COLUMNS - 1));
                there.append(format("%s%.1f %.1f", there.isEmpty() ? "M" : "L", at, y.applyAsDouble(high[c])));
                back.insert(0, format("L%.1f %.1f", at, y.applyAsDouble(low[c])));
            }
        }
        return there.isEmpty() ? "" : there.append(back).append('Z').toString();
    }

    private static double[] filled(double value) {
        double[] all = new double[COLUMNS];
        Arrays.fill(all, value);
        return all;
    }

    private static int column(long step, long from, long to) {
        return (int) ((step - from) * (COLUMNS - 1) / (to - from));
    }

    /** At most one point a column: the last. */
    private static String line(Series curve, long from, long to, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < curve.size(); i++) {
            boolean last =
                    i == curve.size() - 1 || column(curve.step(i), from, to) != column(curve.step(i + 1), from, to);
            if (last) {
                path.append(format(
                        "%s%.1f %.1f",
                        path.isEmpty() ? "M" : "L", x.applyAsDouble(curve.step(i)), y.applyAsDouble(curve.value(i))));
            }
        }
        return path.toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
