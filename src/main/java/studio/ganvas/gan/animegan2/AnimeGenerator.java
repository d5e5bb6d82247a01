package studio.ganvas.gan.animegan2;

import static studio.ganvas.nn.Layers.convNoBias;
import static studio.ganvas.nn.Layers.groupNorm;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.reflectionPad;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.tanh;

import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * The generator of AnimeGANv2 (Chen, Liu and Chen, "AnimeGAN: a novel lightweight GAN for photo animation", 2020, and its
 * second version of the same year), under the names of bryandlee/animegan2-pytorch: convolutions with layer norms (group
 * norms of one group) around inverted residual blocks (Sandler et al. 2018, arXiv 1801.04381).
 *
 * <p>x [N, 3, H, W] → [N, 3, H, W] in [−1, 1]. With aligned corners any size comes back as it was; otherwise H and W are
 * multiples of 4.
 */
public final class AnimeGenerator extends Layer {
    private final boolean alignCorners;
    private final Sequential blockA;
    private final Sequential blockB;
    private final Sequential blockC;
    private final Sequential blockD;
    private final Sequential blockE;
    private final Sequential outLayer;

    /** @param alignCorners how pictures are enlarged: true for the face painters, false as in the official test script */
    public AnimeGenerator(boolean alignCorners) {
        this.alignCorners = alignCorners;
        blockA = child("block_a", sequential(conv(3, 32, 7), halving(32, 64), conv(64, 64, 3))); // [N, 64, H/2, W/2]
        blockB = child("block_b", sequential(halving(64, 128), conv(128, 128, 3))); // [N, 128, H/4, W/4]
        blockC = child(
                "block_c",
                sequential(
                        conv(128, 128, 3),
                        new InvertedResidual(128, 256),
                        new InvertedResidual(256, 256),
                        new InvertedResidual(256, 256),
                        new InvertedResidual(256, 256), // [N, 256, H/4, W/4]
                        conv(256, 128, 3))); // [N, 128, H/4, W/4]
        blockD = child("block_d", sequential(conv(128, 128, 3), conv(128, 128, 3))); // [N, 128, H/2, W/2]
        blockE = child("block_e", sequential(conv(128, 64, 3), conv(64, 64, 3), conv(64, 32, 7))); // [N, 32, H, W]
        outLayer = child("out_layer", sequential(convNoBias(32, 3, 1, 1, 0), tanh())); // [N, 3, H, W]
    }

    private static Sequential conv(long in, long out, long kernel) {
        return sequential(
                reflectionPad((kernel - 1) / 2), convNoBias(in, out, kernel, 1, 0), groupNorm(1, out), leakyRelu(0.2));
    }

    private static Sequential halving(long in, long out) {
        return sequential(reflectionPad(0, 1, 0, 1), convNoBias(in, out, 3, 2, 0), groupNorm(1, out), leakyRelu(0.2));
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor half = blockA.forward(x);
        Tensor quarter = blockC.forward(blockB.forward(half));
        Tensor doubled = blockD.forward(enlarge(quarter, half));
        return outLayer.forward(blockE.forward(enlarge(doubled, x)));
    }

    /** To the size of {@code like}, or to twice its own. */
    private Tensor enlarge(Tensor x, Tensor like) {
        return alignCorners
                ? Ops.bilinear(x, like.size(2), like.size(3), true, false)
                : Ops.bilinear(x, 2 * x.size(2), 2 * x.size(3), false, false);
    }

    /** Twice as wide, a depthwise convolution, narrow again without activation; x is added where widths allow. */
    private static final class InvertedResidual extends Layer {
        private final Sequential layers;
        private final boolean residual;

        InvertedResidual(long in, long out) {
            long wide = 2 * in;
            residual = in == out;
            layers = child(
                    "layers",
                    sequential(
                            conv(in, wide, 1),
                            sequential(
                                    reflectionPad(1),
                                    new Conv2d(wide, wide, 3, 1, 0, wide, true),
                                    groupNorm(1, wide),
                                    leakyRelu(0.2)),
                            convNoBias(wide, out, 1, 1, 0),
                            groupNorm(1, out)));
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = layers.forward(x);
            return residual ? x.add(y) : y;
        }
    }
}
