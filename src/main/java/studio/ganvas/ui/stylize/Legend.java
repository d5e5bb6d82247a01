package studio.ganvas.ui.stylize;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import studio.ganvas.image.ColourMap;
import studio.ganvas.image.HeatMap;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** The colours from least to most, with what the ends stand for. */
final class Legend extends VBox {
    private static final double HEIGHT = 10;

    private final ImageView bar = new ImageView();
    private final Label least = new Label();
    private final Label most = new Label();

    Legend(String id) {
        super(2);
        setId(id);
        Pane frame = new Pane(bar);
        frame.setMinHeight(HEIGHT);
        bar.setFitHeight(HEIGHT);
        bar.fitWidthProperty().bind(frame.widthProperty());
        least.getStyleClass().addAll("text-small", "text-muted");
        most.getStyleClass().addAll("text-small", "text-muted");
        getChildren().addAll(frame, new HBox(least, Nodes.spring(), most));
    }

    void colours(ColourMap map) {
        int[] levels = new int[256];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = map.argb(i);
        }
        bar.setImage(PixelImages.of(stripe(levels, (int) HEIGHT)));
    }

    /** Colours side by side, as high as they are shown: the software pipeline smears what is one pixel high. */
    static Pixels stripe(int[] colours, int height) {
        int[] argb = new int[colours.length * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(colours, 0, argb, y * colours.length, colours.length);
        }
        return new Pixels(colours.length, height, argb);
    }

    void words(String atLeast, String atMost) {
        least.setText(atLeast);
        most.setText(atMost);
    }

    /** The range of a map, whose colours always use the whole bar. */
    void ends(Optional<HeatMap> map) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : map.map(HeatMap::values).orElse(new float[0])) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        boolean known = low <= high;
        words(
                known ? Words.of("attention.least", Formats.figure(low)) : Words.of("attention.least.plain"),
                known ? Words.of("attention.most", Formats.figure(high)) : Words.of("attention.most.plain"));
    }
}
