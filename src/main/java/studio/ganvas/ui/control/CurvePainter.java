package studio.ganvas.ui.control;

import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws curves, axes and what the mouse points at onto a canvas. Keeps no state but its buffers. */
final class CurvePainter {
    static final double LEFT = 64;
    static final double RIGHT = 16;
    static final double TOP = 12;
    static final double BOTTOM = 28;

    private static final double[][] DASHES = {{}, {7, 4}, {2, 4}, {9, 3, 2, 3}, {14, 5}};
    private static final double FAINT = 0.28;

    private final CurveTrace trace = new CurveTrace();
    private final Text ruler = new Text();

    /**
     * What to draw.
     *
     * @param series all visible curves
     * @param names curve names in the order of their colours
     * @param runs runs in the order of their dashes; the first is drawn solid
     */
    record Frame(
            List<CurveSeries> series, List<String> names, List<String> runs, PlotAxis x, PlotAxis y, Palette palette) {}

    void curves(GraphicsContext g, Frame frame, double width, double height) {
        axes(g, frame, width, height);
        g.save();
        g.beginPath();
        g.rect(LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
        g.clip();
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.BEVEL);
        for (CurveSeries series : frame.series()) {
            if (series.smoothed()) {
                line(g, frame, series, series.raw(), 1, FAINT);
            }
        }
        for (CurveSeries series : frame.series()) {
            line(g, frame, series, series.smooth(), series.smoothed() ? 2 : 1.25, 1);
        }
        g.restore();
    }

    static Color color(Frame frame, String name) {
        return frame.palette().curve(frame.names().indexOf(name));
    }

    private void line(
            GraphicsContext g, Frame frame, CurveSeries series, CurveValues values, double width, double opacity) {
        trace.trace(series, values, frame.x(), frame.y());
        int run = Math.max(0, frame.runs().indexOf(series.run()));
        g.setGlobalAlpha(opacity * (run == 0 ? 1 : 0.75));
        g.setStroke(color(frame, series.name()));
        g.setFill(color(frame, series.name()));
        g.setLineWidth(width);
        g.setLineDashes(DASHES[run % DASHES.length]);
        g.beginPath();
        for (int i = 0; i < trace.size(); i++) {
            if (Double.isNaN(trace.y(i))) {
                continue;
            }
            boolean begins = i == 0 || Double.isNaN(trace.y(i - 1));
            boolean alone = begins && (i + 1 == trace.size() || Double.isNaN(trace.y(i + 1)));
            if (alone) {
                g.fillOval(trace.x(i) - 2, trace.y(i) - 2, 4, 4);
            } else if (begins) {
                g.moveTo(trace.x(i), trace.y(i));
            } else {
                g.lineTo(trace.x(i), trace.y(i));
            }
        }
        g.stroke();
        g.setLineDashes();
        g.setGlobalAlpha(1);
    }

    private static void axes(GraphicsContext g, Frame frame, double width, double height) {
        double right = width - RIGHT;
        double bottom = height - BOTTOM;
        g.setFont(Font.font(11));
        g.setLineWidth(1);
        g.setStroke(frame.palette().grid());
        g.setFill(frame.palette().ink());
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (double value : frame.y().ticks((int) Math.max(2, (bottom - TOP) / 40))) {
            double y = Math.rint(frame.y().toPixel(value)) + 0.5;
            g.strokeLine(LEFT, y, right, y);
            g.fillText(tick(value), LEFT - 8, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        for (double value : frame.x().ticks((int) Math.max(2, (right - LEFT) / 64))) {
            double x = Math.rint(frame.x().toPixel(value)) + 0.5;
            g.strokeLine(x, TOP, x, bottom);
            g.fillText(tick(value), x, bottom + 8);
        }
    }

    /** The crosshair with a card of values at the step nearest to the mouse. */
    void hover(GraphicsContext g, Frame frame, double step, double width, double height) {
        double x = Math.rint(frame.x().toPixel(step)) + 0.5;
        g.setLineWidth(1);
        g.setStroke(frame.palette().ink());
        g.strokeLine(x, TOP, x, height - BOTTOM);
        List<Reading> readings = frame.series().stream()
                .filter(series -> series.size() > 0)
                .map(series -> Reading.of(frame, series, step))
                .toList();
        for (Reading reading : readings) {
            if (!Double.isNaN(reading.value())) {
                g.setFill(reading.color());
                g.fillOval(x - 3.5, frame.y().toPixel(reading.value()) - 3.5, 7, 7);
            }
        }
        card(g, frame, readings, step, x, width, height);
    }

    private record Reading(String words, double value, Color color) {
        static Reading of(Frame frame, CurveSeries series, double step) {
            int index = series.nearest(step);
            double value = series.smooth().get(index);
            String raw =
                    series.smoothed() ? "   (" + Formats.figure(series.raw().get(index)) + ")" : "";
            String run = frame.runs().size() > 1 ? "  " + shortRun(series.run()) : "";
            return new Reading(
                    series.name() + run + "   " + Formats.figure(value) + raw,
                    value,
                    CurvePainter.color(frame, series.name()));
        }
    }

    /** The number that leads the name of a run directory. */
    private static String shortRun(String run) {
        int dash = run.indexOf('-');
        return dash > 0 ? run.substring(0, dash) : run;
    }

    private void card(
            GraphicsContext g,
            Frame frame,
            List<Reading> readings,
            double step,
            double x,
            double width,
            double height) {
        Font font = Font.font(12);
        ruler.setFont(font);
        String head = Words.of("chart.step", Formats.count(Math.round(step)));
        double wide = widthOf(head);
        for (Reading reading : readings) {
            wide = Math.max(wide, widthOf(reading.words()) + 16);
        }
        double cardWidth = wide + 24;
        double cardHeight = 20.0 * (readings.size() + 1) + 12;
        double left = x + 12 + cardWidth > width - RIGHT ? x - 12 - cardWidth : x + 12;
        double top = Math.max(4, Math.min(TOP + 8, height - BOTTOM - cardHeight));
        g.setFill(frame.palette().card());
        g.setGlobalAlpha(0.94);
        g.fillRoundRect(left, top, cardWidth, cardHeight, 8, 8);
        g.setGlobalAlpha(1);
        g.setStroke(frame.palette().grid());
        g.strokeRoundRect(left, top, cardWidth, cardHeight, 8, 8);
        g.setFont(font);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(frame.palette().ink());
        double line = top + 16;
        g.fillText(head, left + 12, line);
        for (Reading reading : readings) {
            line += 20;
            g.setFill(reading.color());
            g.fillOval(left + 12, line - 4, 8, 8);
            g.setFill(frame.palette().ink());
            g.fillText(reading.words(), left + 28, line);
        }
    }

    private double widthOf(String text) {
        ruler.setText(text);
        return ruler.getLayoutBounds().getWidth();
    }

    /** Names and colours in a row, for pictures that leave the program. */
    void legend(GraphicsContext g, Frame frame, double left, double middle) {
        ruler.setFont(Font.font(12));
        g.setFont(Font.font(12));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        double x = left;
        for (CurveSeries series : frame.series()) {
            String words = series.name() + "  " + series.run();
            g.setStroke(color(frame, series.name()));
            g.setLineWidth(2);
            g.setLineDashes(DASHES[Math.max(0, frame.runs().indexOf(series.run())) % DASHES.length]);
            g.strokeLine(x, middle, x + 24, middle);
            g.setLineDashes();
            g.setFill(frame.palette().ink());
            g.fillText(words, x + 32, middle);
            x += widthOf(words) + 56;
        }
    }

    /** "0.25", "1,200", "40k", "1e-05". */
    static String tick(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e6) {
            return trimmed(String.format(Locale.ROOT, "%.2f", value / 1e6)) + "M";
        }
        if (size >= 1e4) {
            return trimmed(String.format(Locale.ROOT, "%.2f", value / 1e3)) + "k";
        }
        return size < 1e-4
                ? String.format(Locale.ROOT, "%.0e", value)
                : trimmed(String.format(Locale.ROOT, "%.6f", value));
    }

    private static String trimmed(String number) {
        return number.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
