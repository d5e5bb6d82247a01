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

import java.util.Map;
import java.util.List;
import studio.ganvas.nn.Linear;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.DirectGenerator;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.Update;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The architecture that eriklindernoren/PyTorch-GAN calls DCGAN, and its loop: upsampling instead of transposed
 * convolutions, dropout in D, norms after the activations; the generator learns first, the discriminator from the mean
 * of its two losses. It keeps of the paper the all-convolutional idea, the first values and Adam's settings.
 */
final class PytorchGan extends TwoPlayers {
    /** The reference passes 0.8 where it meant momentum; it arrives as epsilon and belongs to the published weights. */
    private static final double NORM_EPS = 0.8;

    private final Layer g;
    private final Layer d;
    private final int zDim;

    PytorchGan(Options options, Layer g, Layer d, TensorStore store) {
        super(g, d, options, store);
        this.g = g;
        this.d = d;
        zDim = options.integer(CommonOptions.Z_DIM);
    }

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
                            new DirectGenerator.Stage("l1.0", wide, start, x -> convBlocks.forward(
                                    l1.forward(x).reshape(-1, wide, start, start), 0, 1)),
                            new DirectGenerator.Stage(
                                    "conv_blocks.2", wide, 2 * start, x -> convBlocks.forward(x, 1, 5)),
                            new DirectGenerator.Stage(
                                    "conv_blocks.6", narrow, 4 * start, x -> convBlocks.forward(x, 5, 9)),
                            new DirectGenerator.Stage("conv_blocks.9", nc, 4 * start, x -> convBlocks.forward(x, 9, 11))),
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

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        try (StepScope step = StepScope.open(draws, update, g, d)) {
            Losses losses = new Losses();
            noise.advance();
            Tensor x = noise.on(batch.real(), draws);
            Tensor fake = g.forward(draws.normal(x.size(0), zDim));

            // maximise log D(G(z))
            if (update.generator()) {
                Tensor answer = d.forward(noise.on(fake, draws));
                Tensor lossG = Ops.binaryCrossEntropy(answer, 1);
                adamG.minimize(lossG);
                losses.put("G_loss", lossG).putMean("D_G_z2", answer);
            }

            // maximise ½ log D(x) + ½ log(1 − D(G(z))), on the same fakes as above
            if (update.discriminator()) {
                Tensor answerReal = d.forward(x);
                Tensor answerFake = d.forward(noise.on(fake.detach(), draws));
                Tensor lossReal = Ops.binaryCrossEntropy(answerReal, 1);
                Tensor lossFake = Ops.binaryCrossEntropy(answerFake, 0);
                Tensor lossD = lossReal.add(lossFake).mul(0.5);
                adamD.minimize(lossD);
                losses.put("D_loss", lossD).put("D_real", lossReal).put("D_fake", lossFake);
                losses.putMean("D_x", answerReal).putMean("D_G_z1", answerFake);
            }
            return losses.read();
        }
    }

    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        long count = fixed.real().size(0);
        Tensor z = draws.normal(count, zDim);
        return sheet(g, count, 8, draws, () -> g.forward(z));
    }
}
