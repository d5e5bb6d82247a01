package studio.ganvas.gan.dcgan;

import static studio.ganvas.nn.Layers.batchNorm;
import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.dropout2d;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.linear;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.sigmoid;
import static studio.ganvas.nn.Layers.tanh;
import static studio.ganvas.nn.Layers.upsample;

import java.util.List;
import studio.ganvas.gan.GeneratorFirst;
import studio.ganvas.gan.style.DirectGenerator;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Linear;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Tensor;

/**
 * The architecture that eriklindernoren/PyTorch-GAN calls DCGAN, learnt with {@link
 * GeneratorFirst}: upsampling instead of transposed convolutions, dropout in D, norms after the activations. It keeps of the paper the all-convolutional idea, the first values and Adam's settings.
 */
final class PytorchGan {
    /** The reference passes 0.8 where it meant momentum; it arrives as epsilon and belongs to the published weights. */
    private static final double NORM_EPS = 0.8;

    private PytorchGan() {}

    /** z [N, zDim] → [N, nc, S, S] in [−1, 1]. */
    static final class Generator extends Layer {
        private final int zDim;
        private final int nc;
        private final int wide;
        private final int narrow;
        private final int start;
        private final Sequential l1;
        private final Sequential convBlocks;

        /**
         * @param wide channels of the first two stages (128)
         * @param narrow channels of the last (64)
         */
        Generator(int zDim, int size, int nc, int wide, int narrow) {
            this.zDim = zDim;
            this.nc = nc;
            this.wide = wide;
            this.narrow = narrow;
            start = size / 4;
            l1 = child("l1", sequential(linear(zDim, (long) wide * start * start)));
            convBlocks = child(
                    "conv_blocks",
                    sequential(
                            batchNorm(wide), // [N, 128, S/4, S/4]
                            upsample(2),
                            conv(wide, wide, 3, 1, 1), // [N, 128, S/2, S/2]
                            batchNorm(wide, NORM_EPS),
                            leakyRelu(0.2),
                            upsample(2),
                            conv(wide, narrow, 3, 1, 1), // [N, 64, S, S]
                            batchNorm(narrow, NORM_EPS),
                            leakyRelu(0.2),
                            conv(narrow, nc, 3, 1, 1), // [N, nc, S, S]
                            tanh()));
            Dcgan.initialValues(this);
        }

        @Override
        public Tensor forward(Tensor z) {
            return convBlocks.forward(l1.forward(z).reshape(-1, wide, start, start));
        }

        /** The network for those who explore it, a stage for each layer with weights and what follows it. */
        StyleGenerator direct() {
            return new DirectGenerator(
                    this,
                    zDim,
                    DirectGenerator.ClassVectors.NONE,
                    List.of(
                            new DirectGenerator.Stage(
                                    "l1.0",
                                    wide,
                                    start,
                                    x -> convBlocks.forward(l1.forward(x).reshape(-1, wide, start, start), 0, 1)),
                            new DirectGenerator.Stage(
                                    "conv_blocks.2", wide, 2 * start, x -> convBlocks.forward(x, 1, 5)),
                            new DirectGenerator.Stage(
                                    "conv_blocks.6", narrow, 4 * start, x -> convBlocks.forward(x, 5, 9)),
                            new DirectGenerator.Stage(
                                    "conv_blocks.9", nc, 4 * start, x -> convBlocks.forward(x, 9, 11))),
                    () -> ((Linear) l1.children().get("0")).weight().get());
        }
    }

    /** x [N, nc, S, S] → [N, 1], the probability that x is real. */
    static final class Discriminator extends Layer {
        private final Sequential model;
        private final Sequential advLayer;

        /** @param widths channels of the stages (16, 32, 64, 128), each of which halves the edge */
        Discriminator(int size, int nc, int... widths) {
            Sequential layers = sequential();
            long in = nc;
            long edge = size;
            for (int i = 0; i < widths.length; i++) {
                layers.add(conv(in, widths[i], 3, 2, 1)).add(leakyRelu(0.2)).add(dropout2d(0.25)); // [N, 16 …, S/2 …]
                if (i > 0) {
                    layers.add(batchNorm(widths[i], NORM_EPS));
                }
                in = widths[i];
                edge = (edge + 1) / 2;
            }
            model = child("model", layers);
            advLayer = child("adv_layer", sequential(linear(in * edge * edge, 1), sigmoid())); // [N, 1]
            Dcgan.initialValues(this);
        }

        @Override
        public Tensor forward(Tensor x) {
            return advLayer.forward(model.forward(x).flatten());
        }
    }
}
