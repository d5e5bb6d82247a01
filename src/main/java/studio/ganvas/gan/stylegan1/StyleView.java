package studio.ganvas.gan.stylegan1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

/** A generator at one stage of its growth, for those who explore it. The official port keeps no mean w: it is measured. */
final class StyleView implements StyleGenerator {
    private static final int ROUNDS = 10;
    private static final int ROUND = 1024;

    private final Generator g;
    private final Supplier<Stage> grown;
    private Optional<Stage> stage = Optional.empty();
    private Optional<HostTensor> average = Optional.empty();

    StyleView(Generator g, Stage stage) {
        this(g, () -> stage);
    }

    /** @param grown the stage; asked for when something of the filled network is first wanted */
    StyleView(Generator g, Supplier<Stage> grown) {
        this.g = g;
        this.grown = grown;
    }

    private Stage stage() {
        if (stage.isEmpty()) {
            stage = Optional.of(grown.get());
        }
        return stage.get();
    }

    @Override
    public Module network() {
        return g;
    }

    @Override
    public int zDim() {
        return g.spec().zDim();
    }

    @Override
    public int classes() {
        return 0;
    }

    @Override
    public int wDim() {
        return g.spec().zDim();
    }

    @Override
    public int resolution() {
        return stage().resolution();
    }

    @Override
    public int channels() {
        return g.spec().channels();
    }

    @Override
    public int numWs() {
        return Generator.rows(stage());
    }

    @Override
    public int blocks() {
        return stage().size() + 1;
    }

    @Override
    public List<StyleLayer> layers() {
        List<StyleLayer> layers = new ArrayList<>();
        for (int row = 0; row < numWs(); row++) {
            int block = row / 2;
            layers.add(new StyleLayer(
                    Generator.layerName(row), row, block, 4 << block, g.spec().width(block), false));
        }
        return layers;
    }

    @Override
    public int firstBlockOf(int row) {
        return row / 2;
    }

    @Override
    public Tensor affine(StyleLayer layer) {
        return g.affine(layer.row());
    }

    @Override
    public Tensor w(Tensor z, Optional<Tensor> classes) {
        return g.w(z);
    }

    /** Of 10 240 latents, as in the official port; they are the same every time. */
    @Override
    public Tensor average() {
        if (average.isEmpty()) {
            Rng rng = new Rng(0);
            Tensor sum = Tensor.zeros(wDim());
            for (int round = 0; round < ROUNDS; round++) {
                Tensor z = rng.at(round, "mean w").normal(ROUND, zDim());
                sum = sum.add(g.w(z).mean(false, 0));
            }
            average = Optional.of(sum.div(ROUNDS).toHost());
        }
        return Tensor.of(average.get());
    }

    @Override
    public Features block(int index, Optional<Features> before, Tensor ws, Rendering rendering) {
        return g.block(index, before, ws, stage(), rendering);
    }
}
