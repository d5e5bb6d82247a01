package studio.ganvas.gan.stylegan1;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** D of progressive growing (arXiv 1710.10196, table 2): the generator's sizes in reverse, blended at its top likewise. */
public final class Discriminator extends Module {
    private static final double EPS = 1e-8;

    private final int sizes;
    private final List<Block> blocks = new ArrayList<>();
    private final List<FromRgb> fromRgb = new ArrayList<>();
    private final Scaled.Linear linear;

    /** Blocks are numbered from the largest size down. */
    public Discriminator(NetworkSpec spec) {
        sizes = spec.sizes();
        for (int i = 0; i < sizes; i++) {
            blocks.add(child("progression." + i, new Block(spec, sizes - 1 - i)));
        }
        for (int i = 0; i < sizes; i++) {
            fromRgb.add(child(
                    "from_rgb." + i, new FromRgb(spec.channels(), spec.width(sizes - 1 - i), spec.activateRgb())));
        }
        linear = child("linear", new Scaled.Linear(spec.width(0), 1, Init.constant(0)));
    }

    /** Name of the block, and of the layer from colours, that take pictures of a size. */
    int number(int size) {
        return sizes - 1 - size;
    }

    /** x [N, channels, R, R] at a stage → scores [N, 1]. */
    public Tensor forward(Tensor x, Stage stage) {
        int first = number(stage.size());
        Tensor y = fromRgb.get(first).forward(x);
        for (int i = first; i < sizes; i++) {
            y = i == sizes - 1 ? withDeviation(y) : y;
            y = blocks.get(i).forward(y);
            if (i == first && stage.fades()) {
                Tensor old = fromRgb.get(i + 1).forward(Ops.averagePool(x, 2, 2, 0, true));
                y = old.mul(1 - stage.alpha()).add(y.mul(stage.alpha()));
            }
        }
        return linear.forward(y.flatten());
    }

    /** How much the pictures of the batch differ: one number for all of them, as a channel. */
    private static Tensor withDeviation(Tensor x) {
        Tensor deviation = x.var(false, false, 0).add(EPS).sqrt().mean();
        return Ops.cat(1, x, deviation.reshape(1, 1, 1, 1).expand(x.size(0), 1, x.size(2), x.size(3)));
    }

    /** Colours to features; the activation takes a level of names. */
    private static final class FromRgb extends Layer {
        private final Scaled.Conv conv;
        private final boolean activate;

        FromRgb(int channels, int width, boolean activate) {
            this.activate = activate;
            Scaled.Conv layer = new Scaled.Conv(channels, width, 1, 0);
            if (activate) {
                conv = child("0", layer);
            } else {
                conv = layer;
                layer.children().forEach(this::child);
            }
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = conv.forward(x);
            return activate ? Ops.leakyRelu(y, Generator.SLOPE) : y;
        }
    }

    /** One size down; at 4 pixels to one. */
    private static final class Block extends Layer {
        private final Scaled.Conv conv1;
        private final List<Layer> reduce = new ArrayList<>();

        Block(NetworkSpec spec, int index) {
            int in = spec.width(index);
            boolean last = index == 0;
            int out = last ? in : spec.width(index - 1);
            conv1 = child("conv1.0", new Scaled.Conv(last ? in + 1 : in, out, 3, 1));
            if (last) {
                reduce.add(child("conv2.0", new Scaled.Conv(out, out, 4, 0)));
            } else {
                reduce.add(child("conv2.0", new Scaled.Blur(out)));
                if (spec.fusedAt(index)) {
                    reduce.add(child("conv2.1", new Scaled.Resampling(out, out, false)));
                } else {
                    reduce.add(child("conv2.1", new Scaled.Conv(out, out, 3, 1)));
                    reduce.add(new Halving());
                }
            }
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = Ops.leakyRelu(conv1.forward(x), Generator.SLOPE);
            for (Layer layer : reduce) {
                y = layer.forward(y);
            }
            return Ops.leakyRelu(y, Generator.SLOPE);
        }
    }

    /** The mean of each 2×2 pixels. */
    private static final class Halving extends Layer {
        @Override
        public Tensor forward(Tensor x) {
            return Ops.averagePool(x, 2, 2, 0, true);
        }
    }
}
