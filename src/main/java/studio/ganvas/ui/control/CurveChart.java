package studio.ganvas.ui.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Curves over training steps on a canvas: wheel zooms, drag moves, double-click shows everything again; over the numbers
 * at the left both act on the values instead of the steps. It draws at most once a pulse, only when something changed,
 * and only while it is on a window.
 */
public final class CurveChart extends Region {
    private static final double ZOOM_STEP = 1.0 / 1.2;
    private static final double NARROWEST = 1e-7;

    private final Canvas canvas = new Canvas();
    private final Canvas overlay = new Canvas();
    private final CurvePainter painter = new CurvePainter();
    private final CurveValues.Extremes extremes = new CurveValues.Extremes();
    private final BooleanProperty log = new SimpleBooleanProperty(this, "log", false);
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark", true);
    private final Set<String> hidden = new HashSet<>();
    private List<CurveSeries> series = List.of();
    private List<String> names = List.of();
    private Optional<double[]> steps = Optional.empty();
    private Optional<double[]> values = Optional.empty();
    private Optional<CurvePainter.Frame> frame = Optional.empty();
    private OptionalDouble mouse = OptionalDouble.empty();
    private boolean dirty = true;
    private double dragX;
    private double dragY;
    private boolean dragValues;

    /** An empty chart. */
    public CurveChart() {
        getStyleClass().add("curve-chart");
        setMinSize(160, 96);
        setPrefSize(480, 240);
        setFocusTraversable(true);
        setCursor(Cursor.CROSSHAIR);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay.setMouseTransparent(true);
        getChildren().addAll(canvas, overlay);
        log.subscribe(() -> {
            values = Optional.empty();
            changed();
        });
        dark.subscribe(this::changed);
        setOnScroll(this::scroll);
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                showAll();
            }
        });
        setOnMouseMoved(event -> point(OptionalDouble.of(event.getX())));
        setOnMouseExited(event -> point(OptionalDouble.empty()));
        setOnKeyPressed(this::key);
    }

    /**
     * Shows these curves; the list may be empty.
     *
     * @param order names in the order of their colours; all that occur
     */
    public void show(List<CurveSeries> curves, List<String> order) {
        series = List.copyOf(curves);
        names = List.copyOf(order);
        changed();
    }

    /** Says that points were added. */
    public void changed() {
        dirty = true;
        requestLayout();
    }

    /** Hides or shows all curves of this name. */
    public void setHidden(String name, boolean hide) {
        if (hide ? hidden.add(name) : hidden.remove(name)) {
            changed();
        }
    }

    public boolean isHidden(String name) {
        return hidden.contains(name);
    }

    /** Goes back to all steps and values. */
    public void showAll() {
        steps = Optional.empty();
        values = Optional.empty();
        changed();
    }

    /** Whether only a part is in view. */
    public boolean zoomed() {
        return steps.isPresent() || values.isPresent();
    }

    /** The curves that are not hidden. */
    public List<CurveSeries> visible() {
        return series.stream().filter(curve -> !hidden.contains(curve.name())).toList();
    }

    /** Logarithmic values; what is not above 0 lies on the floor. */
    public BooleanProperty logProperty() {
        return log;
    }

    /** Whether the ground is dark. */
    public BooleanProperty darkProperty() {
        return dark;
    }

    /** A picture of the chart with its legend, twice the size on screen, on an opaque ground. */
    public WritableImage picture() {
        double width = Math.max(480, getWidth());
        double height = Math.max(240, getHeight());
        Canvas page = new Canvas(width, height + 32);
        CurvePainter.Frame whole = frame(width, height);
        GraphicsContext g = page.getGraphicsContext2D();
        g.setFill(whole.palette().ground());
        g.fillRect(0, 0, width, height + 32);
        painter.curves(g, whole, width, height);
        painter.legend(g, whole, CurvePainter.LEFT, height + 12);
        SnapshotParameters twice = new SnapshotParameters();
        twice.setTransform(new Scale(2, 2));
        return page.snapshot(twice, null);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width < 100 || height < 60) {
            return;
        }
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            overlay.setWidth(width);
            overlay.setHeight(height);
            dirty = true;
        }
        if (dirty) {
            dirty = false;
            CurvePainter.Frame now = frame(width, height);
            frame = Optional.of(now);
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.clearRect(0, 0, width, height);
            painter.curves(g, now, width, height);
            setAccessibleText(summary());
        }
        hover(width, height);
    }

    private void hover(double width, double height) {
        GraphicsContext g = overlay.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (mouse.isEmpty() || frame.isEmpty()) {
            return;
        }
        CurvePainter.Frame now = frame.get();
        double x = mouse.getAsDouble();
        if (x >= CurvePainter.LEFT && x <= width - CurvePainter.RIGHT) {
            double step = now.x().toValue(x);
            now.series().stream()
                    .filter(curve -> curve.size() > 0)
                    .mapToDouble(curve -> curve.step(curve.nearest(step)))
                    .boxed()
                    .min((a, b) -> Double.compare(Math.abs(a - step), Math.abs(b - step)))
                    .filter(nearest ->
                            nearest >= now.x().low() && nearest <= now.x().high())
                    .ifPresent(nearest -> painter.hover(g, now, nearest, width, height));
        }
    }

    private CurvePainter.Frame frame(double width, double height) {
        List<CurveSeries> curves = visible();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (CurveSeries curve : curves) {
            if (curve.size() > 0) {
                low = Math.min(low, curve.step(0));
                high = Math.max(high, curve.step(curve.size() - 1));
            }
        }
        double from = CurvePainter.LEFT;
        double to = width - CurvePainter.RIGHT;
        boolean any = low < high;
        PlotAxis all = new PlotAxis(any ? low : 0, any ? high : 100, false, from, to);
        PlotAxis x = steps.map(range -> new PlotAxis(range[0], range[1], false, from, to))
                .orElse(all);
        double bottom = height - CurvePainter.BOTTOM;
        PlotAxis y = values.map(range -> new PlotAxis(range[0], range[1], log.get(), bottom, CurvePainter.TOP))
                .orElseGet(() -> fitted(curves, x, bottom));
        List<String> runs = series.stream().map(CurveSeries::run).distinct().toList();
        return new CurvePainter.Frame(curves, names, runs, x, y, Palette.of(dark.get()));
    }

    private PlotAxis fitted(List<CurveSeries> curves, PlotAxis x, double bottom) {
        extremes.reset();
        for (CurveSeries curve : curves) {
            curve.raw().extremes(curve.lowerBound(x.low()), curve.lowerBound(Math.nextUp(x.high())), extremes);
        }
        return PlotAxis.around(extremes, log.get(), bottom, CurvePainter.TOP);
    }

    private String summary() {
        String readings = visible().stream()
                .filter(curve -> curve.size() > 0)
                .map(curve -> curve.name() + " " + Formats.figure(curve.smooth().get(curve.size() - 1)))
                .collect(Collectors.joining(", "));
        return readings.isEmpty() ? Words.of("chart.empty") : Words.of("chart.summary", readings);
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaY() == 0 || frame.isEmpty()) {
            return;
        }
        double factor = event.getDeltaY() > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
        if (event.getX() < CurvePainter.LEFT || event.isControlDown()) {
            zoomValues(frame.get().y().toValue(event.getY()), factor);
        } else {
            zoomSteps(frame.get().x().toValue(event.getX()), factor);
        }
        event.consume();
    }

    private void zoomSteps(double around, double factor) {
        frame.map(now -> now.x().zoomed(around, factor))
                .filter(CurveChart::sane)
                .ifPresent(x -> {
                    steps = Optional.of(new double[] {x.low(), x.high()});
                    changed();
                });
    }

    private void zoomValues(double around, double factor) {
        frame.map(now -> now.y().zoomed(around, factor))
                .filter(CurveChart::sane)
                .ifPresent(y -> {
                    values = Optional.of(new double[] {y.low(), y.high()});
                    changed();
                });
    }

    /** Neither so near that numbers run out of digits nor so far that they overflow. */
    private static boolean sane(PlotAxis axis) {
        double size = Math.max(Math.abs(axis.low()), Math.abs(axis.high()));
        return axis.high() - axis.low() > size * NARROWEST && size < 1e30;
    }

    private void press(MouseEvent event) {
        requestFocus();
        dragX = event.getX();
        dragY = event.getY();
        dragValues = event.getX() < CurvePainter.LEFT;
    }

    private void drag(MouseEvent event) {
        if (frame.isEmpty() || !event.isPrimaryButtonDown()) {
            return;
        }
        if (dragValues) {
            PlotAxis y = frame.get().y().moved(dragY - event.getY());
            values = Optional.of(new double[] {y.low(), y.high()});
        } else {
            PlotAxis x = frame.get().x().moved(dragX - event.getX());
            steps = Optional.of(new double[] {x.low(), x.high()});
        }
        dragX = event.getX();
        dragY = event.getY();
        mouse = OptionalDouble.empty();
        changed();
        // The next drag event measures from the axes as they are then.
        frame = Optional.of(frame(getWidth(), getHeight()));
    }

    private void point(OptionalDouble x) {
        mouse = x;
        requestLayout();
    }

    private void key(KeyEvent event) {
        if (frame.isEmpty() || event.isShortcutDown()) {
            return;
        }
        PlotAxis x = frame.get().x();
        double middle = (x.low() + x.high()) / 2;
        double quarter = (x.to() - x.from()) / 4;
        switch (event.getCode()) {
            case PLUS, EQUALS, ADD -> zoomSteps(middle, ZOOM_STEP);
            case MINUS, SUBTRACT -> zoomSteps(middle, 1 / ZOOM_STEP);
            case LEFT -> move(x.moved(-quarter));
            case RIGHT -> move(x.moved(quarter));
            case HOME, DIGIT0, NUMPAD0 -> showAll();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(PlotAxis x) {
        steps = Optional.of(new double[] {x.low(), x.high()});
        changed();
    }

    /** Names that occur in the curves, in the order of their first appearance. */
    public static List<String> namesOf(List<CurveSeries> curves) {
        return new ArrayList<>(
                curves.stream().map(CurveSeries::name).collect(Collectors.toCollection(java.util.LinkedHashSet::new)));
    }
}
