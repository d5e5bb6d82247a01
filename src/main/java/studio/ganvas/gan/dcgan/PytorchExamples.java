package studio.ganvas.gan.dcgan;

import static studio.ganvas.nn.Layers.batchNorm;
import static studio.ganvas.nn.Layers.convNoBias;
import static studio.ganvas.nn.Layers.convTransposeNoBias;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.relu;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.sigmoid;
import static studio.ganvas.nn.Layers.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.style.DirectGenerator;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.ConvTranspose2d;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The paper's architecture (section 3, figure 1) and the loop of pytorch/examples: the discriminator learns first, from
 * the sum of its two losses; the generator then faces the discriminator that has just learnt, with the same fakes.
 *
 * <pre>
 *   g, d       G, D
 *   z          Z, "100 dim. uniform" in figure 1, normal in pytorch/examples
 *   ngf, ndf   a quarter of figure 1's 1024, …, 128 by default: 512, 256, 128, 64
 * </pre>
 */
final class PytorchExamples extends TwoPlayers {
    private final Layer g;
    private final Layer d;
    private final int zDim;

    PytorchExamples(Options options, Layer g, Layer d, TensorStore store) {
        super(g, d, options, store);
        this.g = g;
        this.d = d;
        zDim = options.integer(CommonOptions.Z_DIM);
    }

    /** Doublings between 4 pixels and the picture: 3 for 32 pixels, 4 for 64, 5 for 128. */
    private static int stages(int size) {
        int stages = Integer.numberOfTrailingZeros(size) - 2;
        if (stages < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("DCGAN makes pictures of 16, 32, 64, 128 … pixels, not of " + size);
        }
        return stages;
    }

    /** z [N, nz] or [N, nz, 1, 1] → [N, nc, S, S] in [−1, 1]. */
    static final class Generator extends Layer {
        private final int nz;
        private final int nc;
        private final int ngf;
        /** Stages before the picture. */
        private final int hidden;

        private final Sequential main;

        Generator(int nz, int size, int nc, int ngf) {
            this.nz = nz;
            this.nc = nc;
            this.ngf = ngf;
            hidden = stages(size);
            int width = ngf << (hidden - 1);
            Sequential layers = sequential();
            layers.add(convTransposeNoBias(nz, width, 4, 1, 0))
                    .add(batchNorm(width))
                    .add(relu()); // [N, 8·ngf, 4, 4]
            for (; width > ngf; width /= 2) {
                layers.add(convTransposeNoBias(width, width / 2, 4, 2, 1)); // 4·ngf, 8² · 2·ngf, 16² · ngf, 32²
                layers.add(batchNorm(width / 2)).add(relu());
            }
            layers.add(convTransposeNoBias(ngf, nc, 4, 2, 1)).add(tanh()); // [N, nc, 64, 64]
            main = child("main", layers);
            Dcgan.initialValues(this);
        }

        @Override
        public Tensor forward(Tensor z) {
            return main.forward(z.reshape(-1, nz, 1, 1));
        }

        /** The network for those who explore it: each transposed convolution with its norm and activation is a stage. */
        StyleGenerator direct() {
            List<DirectGenerator.Stage> stages = new ArrayList<>();
            stages.add(new DirectGenerator.Stage(
                    "main.0", ngf << (hidden - 1), 4, z -> main.forward(z.reshape(-1, nz, 1, 1), 0, 3)));
            for (int i = 1; i < hidden; i++) {
                int from = 3 * i;
                stages.add(new DirectGenerator.Stage(
                        "main." + from, ngf << (hidden - 1 - i), 4 << i, x -> main.forward(x, from, from + 3)));
            }
            int last = 3 * hidden;
            stages.add(
                    new DirectGenerator.Stage("main." + last, nc, 4 << hidden, x -> main.forward(x, last, last + 2)));
            return new DirectGenerator(this, nz, DirectGenerator.ClassVectors.NONE, stages, this::entry);
        }

        /** The first layer as a matrix, [8·ngf·4·4, nz]: over one pixel it is a linear map. */
        private Tensor entry() {
            Tensor weight =
                    ((ConvTranspose2d) main.children().get("0")).weight().get(); // [nz, 8·ngf, 4, 4]
            return weight.flatten().transpose(0, 1);
        }
    }

    /** x [N, nc, S, S] → [N], the probability that x is real. */
    static final class Discriminator extends Layer {
        private final Sequential main;

        Discriminator(int size, int nc, int ndf) {
            int last = ndf << (stages(size) - 1);
            Sequential layers = sequential(convNoBias(nc, ndf, 4, 2, 1), leakyRelu(0.2)); // [N, ndf, 32, 32]
            for (int width = ndf; width < last; width *= 2) {
                layers.add(convNoBias(width, 2 * width, 4, 2, 1)); // 2·ndf, 16² · 4·ndf, 8² · 8·ndf, 4²
                layers.add(batchNorm(2 * width)).add(leakyRelu(0.2));
            }
            layers.add(convNoBias(last, 1, 4, 1, 0)).add(sigmoid()); // [N, 1, 1, 1]
            main = child("main", layers);
            Dcgan.initialValues(this);
        }

        @Override
        public Tensor forward(Tensor x) {
            return main.forward(x).reshape(-1);
        }
    }

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        try (StepScope step = StepScope.open(draws, update, g, d)) {
            Losses losses = new Losses();
            noise.advance();
            Tensor x = noise.on(batch.real(), draws);
            Tensor fake = g.forward(draws.normal(x.size(0), zDim));

            // maximise log D(x) + log(1 − D(G(z))); real and fake pass D apart, each with its own batch statistics
            if (update.discriminator()) {
                Tensor answerReal = d.forward(x);
                Tensor answerFake = d.forward(noise.on(fake.detach(), draws));
                Tensor lossReal = Ops.binaryCrossEntropy(answerReal, 1);
                Tensor lossFake = Ops.binaryCrossEntropy(answerFake, 0);
                Tensor lossD = lossReal.add(lossFake);
                adamD.minimize(lossD);
                losses.put("D_loss", lossD).put("D_real", lossReal).put("D_fake", lossFake);
                losses.putMean("D_x", answerReal).putMean("D_G_z1", answerFake);
            }

            // maximise log D(G(z))
            if (update.generator()) {
                Tensor answer = d.forward(noise.on(fake, draws));
                Tensor lossG = Ops.binaryCrossEntropy(answer, 1);
                adamG.minimize(lossG);
                losses.put("G_loss", lossG).putMean("D_G_z2", answer);
            }
            return losses.read();
        }
    }

    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        return sheet(g, zDim, fixed.real().size(0), draws);
    }
}
