package studio.ganvas.gan.stylegan1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleNoise;
import studio.ganvas.nn.FullyConnected;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/** G = g ∘ f (arXiv 1812.04948, figure 1b), with a layer to colours at every size so that it can grow. */
public final class Generator extends Module {
    /** Counts the real pictures that the training has seen; of this studio, not of the official files. */
    static final String SEEN = "ganvas.images_seen";

    static final double SLOPE = 0.2;
    private static final double EPS = 1e-5;

    private final NetworkSpec spec;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Scaled.Conv> toRgb = new ArrayList<>();
    private final List<Scaled.Linear> mapping = new ArrayList<>();
    private final Slot seen;

    public Generator(NetworkSpec spec) {
        this.spec = spec;
        for (int i = 0; i < spec.sizes(); i++) {
            blocks.add(child("generator.progression." + i, new Block(spec, i)));
        }
        for (int i = 0; i < spec.sizes(); i++) {
            toRgb.add(child("generator.to_rgb." + i, new Scaled.Conv(spec.width(i), spec.channels(), 1, 0)));
        }
        for (int i = 0; i < spec.mappingLayers(); i++) {
            Scaled.Linear layer = new Scaled.Linear(spec.zDim(), spec.zDim(), Init.constant(0));
            mapping.add(child("style." + (2 * i + 1), layer));
        }
        seen = counter(SEEN);
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** Real pictures that the training had seen when these weights were kept; 0 in files of other programs. */
    long imagesSeen() {
        try (Scope scope = Scope.open()) {
            return (long) seen.get().item();
        }
    }

    void imagesSeen(long images) {
        seen.get().set(Tensor.of(new long[] {images}));
    }

    /** f: z [N, zDim] → w [N, zDim]. */
    public Tensor w(Tensor z) {
        Tensor x = FullyConnected.normalizeSecondMoment(z);
        for (Scaled.Linear layer : mapping) {
            x = Ops.leakyRelu(layer.forward(x), SLOPE);
        }
        return x;
    }

    /** The layers of one size, with two rows of ws. */
    static int rows(Stage stage) {
        return 2 * (stage.size() + 1);
    }

    /** g at a stage: ws [N, 2·(size + 1), zDim] → [N, channels, R, R]. */
    public Tensor synthesise(Tensor ws, Stage stage, Rendering rendering) {
        Optional<Features> features = Optional.empty();
        for (int i = 0; i <= stage.size(); i++) {
            features = Optional.of(block(i, features, ws, stage, rendering));
        }
        return features.flatMap(Features::picture).orElseThrow();
    }

    /** One size; a picture comes from the last one of the stage alone. */
    Features block(int index, Optional<Features> before, Tensor ws, Stage stage, Rendering rendering) {
        Tensor x = blocks.get(index).forward(before.map(Features::x), ws, rendering);
        if (index < stage.size()) {
            return new Features(x, Optional.empty());
        }
        Tensor picture = toRgb.get(index).forward(x);
        if (stage.fades()) {
            Tensor small = toRgb.get(index - 1).forward(before.orElseThrow().x());
            Tensor old = Ops.nearest(small, picture.size(2), picture.size(3));
            picture = old.mul(1 - stage.alpha()).add(picture.mul(stage.alpha()));
        }
        return new Features(x, Optional.of(picture));
    }

    /** The linear map from w to the styles of row {@code row}, as used: [2·C, zDim]. */
    Tensor affine(int row) {
        Block block = blocks.get(row / 2);
        return (row % 2 == 0 ? block.adain1 : block.adain2).matrix();
    }

    /** Two layers of one size: convolution, noise, activation, style. */
    private static final class Block extends Module {
        private final int index;
        private final int resolution;
        private final int width;
        private final Optional<Slot> constant;
        private final List<Layer> enlarge = new ArrayList<>();
        private final Scaled.Noise noise1;
        private final Scaled.Linear adain1;
        private final Scaled.Conv conv2;
        private final Scaled.Noise noise2;
        private final Scaled.Linear adain2;

        Block(NetworkSpec spec, int index) {
            this.index = index;
            resolution = 4 << index;
            width = spec.width(index);
            constant = index == 0
                    ? Optional.of(parameter("conv1.input", Init.normal(0, 1), 1, width, 4, 4))
                    : Optional.empty();
            if (index > 0) {
                int in = spec.width(index - 1);
                int next = 0;
                if (spec.fusedAt(index)) {
                    enlarge.add(child("conv1." + next++, new Scaled.Resampling(in, width, true)));
                } else {
                    enlarge.add(new Doubling());
                    next++;
                    enlarge.add(child("conv1." + next++, new Scaled.Conv(in, width, 3, 1)));
                }
                enlarge.add(child("conv1." + next, new Scaled.Blur(width)));
            }
            noise1 = child("noise1", new Scaled.Noise(width));
            adain1 = child("adain1.style", style(spec.zDim()));
            conv2 = child("conv2", new Scaled.Conv(width, width, 3, 1));
            noise2 = child("noise2", new Scaled.Noise(width));
            adain2 = child("adain2.style", style(spec.zDim()));
        }

        /** Scales begin at 1 and shifts at 0. */
        private Scaled.Linear style(int wDim) {
            Init oneThenZero = (draws, shape) -> Ops.cat(0, Tensor.full(1, width), Tensor.zeros(width));
            return new Scaled.Linear(wDim, 2L * width, oneThenZero);
        }

        Tensor forward(Optional<Tensor> before, Tensor ws, Rendering rendering) {
            long n = ws.size(0);
            int row = 2 * index;
            Supplier<Tensor> shared = once(n);
            Tensor x = rendering.layer(
                    layerName(row), () -> layer(begin(before, n), noise1, adain1, ws, row, rendering, shared));
            return rendering.layer(
                    layerName(row + 1), () -> layer(conv2.forward(x), noise2, adain2, ws, row + 1, rendering, shared));
        }

        /** The constant, or twice as large what the block before gave. */
        private Tensor begin(Optional<Tensor> before, long n) {
            if (constant.isPresent()) {
                return constant.get().get().expand(n, -1, -1, -1);
            }
            Tensor x = before.orElseThrow();
            for (Layer layer : enlarge) {
                x = layer.forward(x);
            }
            return x;
        }

        /** Both layers add the same map, as in the official port. */
        private Supplier<Tensor> once(long n) {
            Tensor[] map = new Tensor[1];
            return () -> {
                if (map[0] == null) {
                    map[0] = Draws.current().normal(n, 1, resolution, resolution);
                }
                return map[0];
            };
        }

        private Tensor layer(
                Tensor x,
                Scaled.Noise noise,
                Scaled.Linear style,
                Tensor ws,
                int row,
                Rendering rendering,
                Supplier<Tensor> fresh) {
            StyleNoise.Place place = new StyleNoise.Place(row, index, resolution, Optional.empty(), fresh);
            Tensor noisy = rendering
                    .noise()
                    .at(place)
                    .map(map -> noise.forward(x, map))
                    .orElse(x);
            Tensor normal = Ops.instanceNorm(Ops.leakyRelu(noisy, SLOPE), Optional.empty(), Optional.empty(), EPS);
            Tensor styles = style.forward(ws.select(1, row)); // [N, 2·C]
            Tensor scale = styles.narrow(1, 0, width).reshape(-1, width, 1, 1);
            Tensor shift = styles.narrow(1, width, 2L * width).reshape(-1, width, 1, 1);
            return shift.addcmul(normal, scale);
        }
    }

    /** As the watcher of a {@link Rendering} hears of row {@code row}. */
    static String layerName(int row) {
        return "progression." + row / 2 + ".adain" + (row % 2 + 1);
    }

    /** Every pixel four times. */
    private static final class Doubling extends Layer {
        @Override
        public Tensor forward(Tensor x) {
            return Ops.nearest(x, 2 * x.size(2), 2 * x.size(3));
        }
    }
}
