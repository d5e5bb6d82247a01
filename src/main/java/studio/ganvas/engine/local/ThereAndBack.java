package studio.ganvas.engine.local;

import java.util.Optional;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.RoundTrip;
import studio.ganvas.gan.CodeSharing;
import studio.ganvas.gan.Translator;
import studio.ganvas.gan.Translator.Direction;
import studio.ganvas.image.Floats;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * A photo's way there and back, squeezed into the square of training. Between the two networks nothing is rounded to 256
 * levels, for a generator may hide in the last bits what the way back needs.
 */
final class ThereAndBack {
    private static final int UNKNOWN_SIZE = 256;

    private ThereAndBack() {}

    /**
     * Goes the way. On the compute thread.
     *
     * @throws StudioException when the model goes one way only
     */
    static RoundTrip of(Translator model, String way, Pixels photo) {
        Direction there = direction(model, way);
        Direction back = direction(model, way.equals(Direction.A_TO_B) ? Direction.B_TO_A : Direction.A_TO_B);
        int size = model.trainedSize() > 0 ? model.trainedSize() : UNKNOWN_SIZE;
        Pixels square = PhotoTiles.resize(photo, size, size);
        try (Scope scope = Scope.open()) {
            Tensor x = PhotoTiles.tiled(model, square, size, 0).tensor(0, model.channels()); // [1, C, S, S]
            Tensor translated = model.translate(x, there);
            Tensor returned = model.translate(translated, back);
            Tensor same = model.translate(x, back);
            return new RoundTrip(
                    picture(x),
                    picture(translated),
                    picture(returned),
                    picture(same),
                    difference(translated, x),
                    difference(returned, x),
                    difference(same, x),
                    model instanceof CodeSharing sharing
                            ? Optional.of(code(sharing, x, translated, there, back))
                            : Optional.empty());
        }
    }

    private static RoundTrip.Code code(
            CodeSharing model, Tensor x, Tensor translated, Direction there, Direction back) {
        Tensor code = model.encode(x, there);
        Tensor own = model.decode(code, back);
        Tensor ofTranslation = model.encode(translated, back);
        double scale = Math.max(code.abs().mean().item(), 1e-12);
        return new RoundTrip.Code(
                picture(own),
                difference(own, x),
                Math.toIntExact(code.numel()),
                code.square().mean().item(),
                difference(ofTranslation, code) / scale);
    }

    private static double difference(Tensor a, Tensor b) {
        return Ops.meanAbsoluteError(a, b).item();
    }

    private static Direction direction(Translator model, String id) {
        return model.directions().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new StudioException("There and back needs both generators; this model lacks the one from "
                                + id.replace("to", " to ") + "."));
    }

    private static Pixels picture(Tensor x) {
        return Floats.toPixels(x.toFloats(), (int) x.size(1), (int) x.size(2), (int) x.size(3), -1, 1);
    }
}
