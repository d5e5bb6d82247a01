package studio.ganvas.ui.stylize;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import studio.ganvas.image.ColourMap;
import studio.ganvas.ui.control.Words;

/** How many channels have which ρ: twenty bars from layer norm (0) to instance norm (1), in the colours of the strips. */
final class RhoHistogram extends Region {
    static final int BARS = 20;
    private static final double GAP = 1;

    private final List<Region> bars = IntStream.range(0, BARS)
            .mapToObj(i -> {
                Region bar = new Region();
                int colour = ColourMap.CIVIDIS.argb((i + 0.5f) / BARS);
                bar.setStyle(String.format("-fx-background-color: #%06x;", colour & 0xFFFFFF));
                return bar;
            })
            .toList();
    private int[] counts = new int[BARS];

    RhoHistogram() {
        setId("rho-histogram");
        getStyleClass().add("rho-histogram");
        setMinHeight(48);
        setPrefHeight(56);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().addAll(bars);
    }

    /** Values per bar. */
    static int[] count(List<Float> values) {
        int[] counts = new int[BARS];
        values.forEach(value -> counts[(int) Math.max(0, Math.min(BARS - 1, value * BARS))]++);
        return counts;
    }

    void show(List<Float> values) {
        counts = count(values);
        double mean = values.stream().mapToDouble(Float::doubleValue).average().orElse(0);
        setAccessibleText(Words.of("rho.histogram.text", values.size(), mean));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double top = getInsets().getTop();
        double height = getHeight() - top - getInsets().getBottom();
        double width = (getWidth() - GAP * (BARS - 1)) / BARS;
        int most = Math.max(1, IntStream.of(counts).max().orElse(1));
        for (int i = 0; i < BARS; i++) {
            // a single channel must still be seen
            double tall = counts[i] == 0 ? 0 : Math.max(2, Math.rint(height * counts[i] / most));
            bars.get(i).resizeRelocate(i * (width + GAP), top + height - tall, width, tall);
        }
    }
}
