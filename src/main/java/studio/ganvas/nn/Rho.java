package studio.ganvas.nn;

import java.util.OptionalDouble;
import studio.ganvas.tensor.Tensor;

/**
 * The learnt mixture of instance and layer normalization in {@link AdaLin} and {@link Iln} (Kim et al. 2020, U-GAT-IT,
 * arXiv 1907.10830, equation 1), of x [N, C, H, W]; all variances are unbiased, as in the official PyTorch code:
 *
 * <pre>
 *   y = γ·(ρ·(x − μ_I)/√(σ²_I + ε) + (1 − ρ)·(x − μ_L)/√(σ²_L + ε)) + β
 * </pre>
 *
 * <p>Two passes over x instead of six: one for mean and variance of each channel, from which those of the whole sample
 * follow (squares within the channels plus squares between them); one for y = b + a·x, since all else is per channel.
 */
public final class Rho {
    private static final double EPS = 1e-5;

    private final Module.Slot slot;
    private OptionalDouble forced = OptionalDouble.empty();

    Rho(Module.Slot slot) {
        this.slot = slot;
    }

    /** The learnt values [1, C, 1, 1]: 0 is layer normalization, 1 instance normalization. */
    public Module.Slot slot() {
        return slot;
    }

    /** Computes with this value in every channel instead of the learnt ones, which stay; empty ends that. */
    public void force(OptionalDouble value) {
        forced = value;
    }

    /** @param gamma scale and {@code beta} shift, both broadcast to [N, C, 1, 1] */
    Tensor mix(Tensor x, Tensor gamma, Tensor beta) {
        double channels = x.size(1);
        double pixels = (double) x.size(2) * x.size(3);
        Tensor.VarMean instance = x.varMean(true, true, 2, 3); // [N, C, 1, 1]
        Tensor meanI = PictureStatistics.of(instance::mean);
        Tensor varI = PictureStatistics.of(instance::var);
        Tensor meanL = meanI.mean(true, 1); // [N, 1, 1, 1]
        Tensor within = varI.sum(true, 1).mul(pixels - 1);
        Tensor between = meanI.sub(meanL).square().sum(true, 1).mul(pixels);
        Tensor varL = within.add(between).div(channels * pixels - 1);

        Tensor learnt = slot.get();
        Tensor rho = forced.isPresent() ? learnt.detach().like(forced.getAsDouble()) : learnt;
        Tensor scaleI = rho.mul(varI.add(EPS).rsqrt()); // [N, C, 1, 1]
        Tensor scaleL = rho.neg().add(1).mul(varL.add(EPS).rsqrt());
        Tensor a = gamma.mul(scaleI.add(scaleL));
        Tensor b = beta.sub(gamma.mul(scaleI.mul(meanI).add(scaleL.mul(meanL))));
        return b.addcmul(x, a);
    }
}
