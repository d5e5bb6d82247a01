package studio.ganvas.ui.stylize;

import java.util.List;
import java.util.OptionalDouble;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import studio.ganvas.engine.stylize.RhoLayer;
import studio.ganvas.image.ColourMap;
import studio.ganvas.ui.control.PixelImages;

/** The channels of a layer side by side, coloured from layer norm (0) to instance norm (1). */
final class RhoStrip extends Region {
    /** Perceptually uniform, blue to yellow for every eye. */
    static final ColourMap COLOURS = ColourMap.CIVIDIS;

    private static final double HEIGHT = 14;

    private final ImageView view = new ImageView();

    RhoStrip() {
        setMinSize(32, HEIGHT);
        setPrefSize(96, HEIGHT);
        setMaxSize(Double.MAX_VALUE, HEIGHT);
        view.setSmooth(false);
        getChildren().add(view);
    }

    /** @param forced one value for all channels instead of the learnt ones */
    void show(RhoLayer layer, OptionalDouble forced) {
        List<Float> values = layer.values();
        int[] argb = new int[values.size()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = COLOURS.argb((float) forced.orElse(values.get(i)));
        }
        view.setImage(PixelImages.of(Legend.stripe(argb, (int) HEIGHT)));
    }

    @Override
    protected void layoutChildren() {
        view.setFitWidth(getWidth());
        view.setFitHeight(getHeight());
    }
}
