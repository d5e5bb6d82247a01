package studio.ganvas.gan;

import java.util.Map;
import studio.ganvas.nn.Layer;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The loop of eriklindernoren/PyTorch-GAN: algorithm 1 of Goodfellow et al. 2014 (arXiv 1406.2661) with k = 1 and the
 * non-saturating loss of section 3; the generator learns first, the discriminator from the mean of its two losses on the
 * same fakes.
 *
 * <pre>
 *   g, d          G, D
 *   z             z ~ p_z (normal here)
 *   x             x ~ p_data
 *   fake          G(z)
 *   batch size    m
 * </pre>
 */
public final class GeneratorFirst extends TwoPlayers {
    private final Layer g;
    private final Layer d;
    private final int zDim;

    /**
     * @param g z [N, zDim] → pictures
     * @param d pictures → the probability that they are real
     */
    public GeneratorFirst(Options options, Layer g, Layer d, TensorStore store) {
        super(g, d, options, store);
        this.g = g;
        this.d = d;
        zDim = options.integer(CommonOptions.Z_DIM);
    }

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        try (StepScope step = StepScope.open(draws, update, g, d)) {
            Losses losses = new Losses();
            noise.advance();
            Tensor x = noise.on(batch.real(), draws);
            Tensor z = draws.normal(x.size(0), zDim);
            Tensor fake = g.forward(z);

            // maximise log D(G(z)), section 3
            if (update.generator()) {
                Tensor answer = d.forward(noise.on(fake, draws));
                Tensor lossG = Ops.binaryCrossEntropy(answer, 1);
                adamG.minimize(lossG);
                losses.put("G_loss", lossG).putMean("D_G_z2", answer);
            }

            // maximise ½ log D(x) + ½ log(1 − D(G(z)))
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
        return sheet(g, zDim, fixed.real().size(0), draws);
    }
}
