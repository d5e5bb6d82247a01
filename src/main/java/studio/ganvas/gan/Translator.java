package studio.ganvas.gan;

import java.util.List;
import studio.ganvas.tensor.Tensor;

/** Trained generators that turn a picture of one domain into one of the other; evaluation mode. */
public interface Translator {
    /**
     * A way to go.
     *
     * @param id "AtoB" or "BtoA", as the field says
     * @param network name of the generator that goes it, see {@link SystemInfo#networkNames()}
     */
    record Direction(String id, String network) {
        public static final String A_TO_B = "AtoB";
        public static final String B_TO_A = "BtoA";
    }

    /** The directions whose generators are loaded; at least one. */
    List<Direction> directions();

    /** Colour channels that go in: 1 or 3. */
    int channels();

    /** Both sides of a picture must be multiples of this. */
    int multipleOf();

    /** Edge of the pictures that it was trained on, or 0 when there is none to prefer. */
    int trainedSize();

    /** Whether pictures of {@link #trainedSize()} squared are the only ones that can be translated. */
    default boolean fixedSize() {
        return false;
    }

    /** x [N, C, H, W] in [−1, 1] → the translated pictures, same height and width, in [−1, 1]. */
    Tensor translate(Tensor x, Direction direction);
}
