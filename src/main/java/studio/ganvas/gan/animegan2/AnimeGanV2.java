package studio.ganvas.gan.animegan2;

import java.util.List;
import studio.ganvas.gan.Translator;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** Published AnimeGANv2 generators, such as {@code face_paint_512_v2.pt}, as translators; they can't be trained here. */
public final class AnimeGanV2 implements Translator {
    private static final Direction PAINT = new Direction(Direction.A_TO_B, "G");
    private static final int TRAINED_SIZE = 512;
    private static final int HALVED_TWICE = 4;

    private final AnimeGenerator generator;
    private final boolean alignCorners;

    private AnimeGanV2(AnimeGenerator generator, boolean alignCorners) {
        this.generator = generator;
        this.alignCorners = alignCorners;
    }

    /** Whether names in a file are those of this generator. */
    public static boolean recognises(StateDict file) {
        return file.names().equals(new AnimeGenerator(true).shapes().keySet());
    }

    /**
     * A generator from a file.
     *
     * @param alignCorners see {@link AnimeGenerator}; true is what the face painters were published with
     * @param store owns the weights
     * @throws IllegalArgumentException when the file is of another network
     */
    public static Translator of(StateDict file, boolean alignCorners, TensorStore store) {
        AnimeGenerator generator = new AnimeGenerator(alignCorners);
        generator.load(store, file);
        generator.train(false);
        return new AnimeGanV2(generator, alignCorners);
    }

    @Override
    public List<Direction> directions() {
        return List.of(PAINT);
    }

    @Override
    public int channels() {
        return 3;
    }

    @Override
    public int multipleOf() {
        return alignCorners ? 1 : HALVED_TWICE;
    }

    @Override
    public int trainedSize() {
        return TRAINED_SIZE;
    }

    @Override
    public Tensor translate(Tensor x, Direction direction) {
        return generator.forward(x);
    }
}
