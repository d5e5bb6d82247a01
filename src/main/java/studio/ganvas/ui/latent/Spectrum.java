package studio.ganvas.ui.latent;

import java.util.List;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Mean power of a layer by spatial frequency, in dB: coarse structure at the left, finest at the right. */
final class Spectrum extends Region {
    private static final double PAD = 8;
    private static final double FOOT = 18;

    private final Polyline line = new Polyline();
    private final Label low = Nodes.label("", "text-small", "text-muted", "figures");
    private final Label high = Nodes.label("", "text-small", "text-muted", "figures");
    private final Label foot = Nodes.words("latent.layers.frequency", "text-small", "text-muted");
    private List<Double> values = List.of();

    Spectrum() {
        setId("latent-spectrum");
        getStyleClass().add("spectrum");
        setMinSize(120, 96);
        setPrefSize(220, 120);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        line.getStyleClass().add("spectrum-line");
        getChildren().addAll(line, low, high, foot);
    }

    void show(List<Double> decibels) {
        values = decibels;
        double least = decibels.stream().mapToDouble(each -> each).min().orElse(0);
        double most = decibels.stream().mapToDouble(each -> each).max().orElse(0);
        low.setText(String.format(Locale.ROOT, "%.0f dB", least));
        high.setText(String.format(Locale.ROOT, "%.0f dB", most));
        setAccessibleText(Words.of("latent.layers.spectrum.accessible", low.getText(), high.getText()));
        requestLayout();
    }

    /** What is drawn, in dB. */
    List<Double> values() {
        return values;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 2 * PAD;
        double height = getHeight() - FOOT - PAD;
        double least = values.stream().mapToDouble(each -> each).min().orElse(0);
        double range =
                Math.max(1e-6, values.stream().mapToDouble(each -> each).max().orElse(0) - least);
        line.getPoints().clear();
        for (int i = 0; i < values.size(); i++) {
            line.getPoints().add(PAD + width * i / Math.max(1, values.size() - 1));
            line.getPoints().add(PAD + height * (1 - (values.get(i) - least) / range));
        }
        for (Label label : List.of(low, high, foot)) {
            label.autosize();
        }
        high.relocate(getWidth() - PAD - high.getWidth(), 2);
        low.relocate(PAD, getHeight() - FOOT - low.getHeight());
        foot.relocate(PAD, getHeight() - FOOT);
    }
}
