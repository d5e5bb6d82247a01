package studio.ganvas.gan.style;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * A generator from before StyleGAN, for those who explore it: there is no mapping network, and the latent enters once, at the
 * first layer. Seen as one of the family its w is that layer's input, z behind the learnt vector of the class where there is
 * one; all layers share the one row of ws, and nothing has noise.
 */
public final class DirectGenerator implements StyleGenerator {
    private final Module network;
    private final int zDim;
    private final ClassVectors classVectors;
    private final List<Stage> stages;
    private final Supplier<Tensor> entry;

    /**
     * A piece of the network that is looked at as one layer.
     *
     * @param name of its weights in the network's state dict
     * @param channels of its result
     * @param resolution edge of its result; 1 for a vector
     * @param function what it does; the first one's argument is [N, wDim]. Results are [N, channels, resolution, resolution]
     */
    public record Stage(String name, int channels, int resolution, UnaryOperator<Tensor> function) {}

    /**
     * What a network is told of classes.
     *
     * @param count number of classes; 0 for networks that are told nothing
     * @param length of a class's vector
     * @param mix [N, classes], one-hot or mixed → [N, length]
     */
    public record ClassVectors(int count, int length, UnaryOperator<Tensor> mix) {
        public static final ClassVectors NONE = new ClassVectors(0, 0, UnaryOperator.identity());
    }

    /**
     * @param stages in the order in which they run; the last makes the picture
     * @param entry the first layer as a linear map, [outputs, wDim]
     */
    public DirectGenerator(
            Module network, int zDim, ClassVectors classVectors, List<Stage> stages, Supplier<Tensor> entry) {
        this.network = network;
        this.zDim = zDim;
        this.classVectors = classVectors;
        this.stages = List.copyOf(stages);
        this.entry = entry;
    }

    private Stage last() {
        return stages.get(stages.size() - 1);
    }

    @Override
    public boolean styled() {
        return false;
    }

    @Override
    public Module network() {
        return network;
    }

    @Override
    public int zDim() {
        return zDim;
    }

    @Override
    public int classes() {
        return classVectors.count();
    }

    @Override
    public int wDim() {
        return classVectors.length() + zDim;
    }

    @Override
    public int resolution() {
        return last().resolution();
    }

    @Override
    public int channels() {
        return last().channels();
    }

    @Override
    public int numWs() {
        return 1;
    }

    @Override
    public int blocks() {
        return stages.size();
    }

    @Override
    public List<StyleLayer> layers() {
        return IntStream.range(0, blocks())
                .mapToObj(i -> new StyleLayer(
                        stages.get(i).name(),
                        0,
                        i,
                        stages.get(i).resolution(),
                        stages.get(i).channels(),
                        i == blocks() - 1))
                .toList();
    }

    @Override
    public int firstBlockOf(int row) {
        return 0;
    }

    /** The one linear map that a latent meets, that of the first layer. */
    @Override
    public Tensor affine(StyleLayer layer) {
        return entry.get();
    }

    @Override
    public Tensor w(Tensor z, Optional<Tensor> classes) {
        if (classes() == 0) {
            return z;
        }
        Tensor y = classVectors
                .mix()
                .apply(classes.orElseThrow(
                        () -> new IllegalArgumentException("A conditional network needs to be told the class.")));
        return Ops.cat(1, y, z);
    }

    /** z = 0, with all classes alike. */
    @Override
    public Tensor average() {
        return average(classes() == 0 ? Optional.empty() : Optional.of(Tensor.full(1.0 / classes(), 1, classes())));
    }

    /** z = 0, so that truncation leaves the class alone. */
    @Override
    public Tensor average(Optional<Tensor> classes) {
        return w(Tensor.zeros(1, zDim), classes).reshape(wDim());
    }

    @Override
    public Features block(int index, Optional<Features> before, Tensor ws, Rendering rendering) {
        Stage stage = stages.get(index);
        Tensor in = before.map(Features::x).orElseGet(() -> ws.select(1, 0));
        Tensor out = rendering.layer(stage.name(), () -> stage.function().apply(in));
        return new Features(out, index == blocks() - 1 ? Optional.of(out) : Optional.empty());
    }
}
