package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.engine.StudioException;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.AttentiveTranslator.Attended;
import studio.ganvas.gan.AttentiveTranslator.RhoOverride;
import studio.ganvas.gan.Translator;
import studio.ganvas.gan.Translator.Direction;
import studio.ganvas.image.ColourMap;
import studio.ganvas.image.Floats;
import studio.ganvas.image.HeatMap;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * The strip of seven panels, one under the other, that U-GAT-IT's test script writes: x; attention and result of G_{t→s}(x);
 * of G_{s→t}(x); of G_{t→s}(G_{s→t}(x)).
 */
final class CamStrip {
    private static final int UNKNOWN_SIZE = 256;

    private CamStrip() {}

    /**
     * Makes the strip of a photo, which is squeezed into the square of training as there. On the compute thread.
     *
     * @throws StudioException when the model shows no attention or lacks a direction
     */
    static Pixels of(Translator translator, String way, Pixels photo, List<RhoOverride> rho) {
        if (!(translator instanceof AttentiveTranslator model)) {
            throw new StudioException(
                    "This model has no attention maps, so there is no strip of them. U-GAT-IT models have.");
        }
        Direction there = direction(model, way);
        Direction back = direction(model, way.equals(Direction.A_TO_B) ? Direction.B_TO_A : Direction.A_TO_B);
        int size = model.trainedSize() > 0 ? model.trainedSize() : UNKNOWN_SIZE;
        Pixels square = PhotoTiles.resize(photo, size, size);
        PhotoTiles whole = PhotoTiles.tiled(model, square, size, 0);
        List<Pixels> panels = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Tensor x = whole.tensor(0, model.channels());
            panels.add(picture(x));
            panels(model.attend(x, back, List.of()), panels);
            Attended translated = model.attend(x, there, rho);
            panels(translated, panels);
            panels(model.attend(translated.picture(), back, List.of()), panels);
        }
        return Montage.grid(panels, 1, 0, 0xFF000000);
    }

    private static Direction direction(AttentiveTranslator model, String id) {
        return model.directions().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StudioException("The strip needs both generators; this model lacks the one from "
                        + id.replace("to", " to ") + "."));
    }

    private static void panels(Attended seen, List<Pixels> panels) {
        Pixels made = picture(seen.picture());
        panels.add(coloured(seen.heatMap(), made.width(), made.height()));
        panels.add(made);
    }

    private static Pixels picture(Tensor x) {
        return Floats.toPixels(x.toFloats(), (int) x.size(1), (int) x.size(2), (int) x.size(3), -1, 1);
    }

    /** In 256 levels, cut off, before it is enlarged, and then in JET: as OpenCV does it there. */
    private static Pixels coloured(Tensor heatMap, int width, int height) {
        float[] share = new HeatMap((int) heatMap.size(2), (int) heatMap.size(1), heatMap.toFloats())
                .normalized()
                .values();
        for (int i = 0; i < share.length; i++) {
            share[i] = (int) (255 * share[i]);
        }
        HeatMap levels = new HeatMap((int) heatMap.size(2), (int) heatMap.size(1), share).resized(width, height);
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = ColourMap.JET.argb(Math.round(levels.values()[i]));
        }
        return new Pixels(width, height, argb);
    }
}
