package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * A convolution whose weights are scaled by a style of each sample and, demodulated, brought back to unit norm per
 * output channel (Karras et al. 2020, arXiv 1912.04958, section 2.2, equations 1 and 3). Two ways lead to the same
 * numbers: scaling the weights of each sample (fused), or the inputs and outputs (unfused).
 *
 * @param conv resampling around the convolution, with one group
 */
public record ModulatedConv(ResampledConv conv, boolean demodulate) {
    private static final double EPS = 1e-8;

    /**
     * x [N, in, H, W] → [N, out, H', W'].
     *
     * @param weight [out, in, k, k]
     * @param styles [N, in]
     * @param noise added to the result: [N, 1, H', W'] or [H', W']
     * @param fused whether each sample gets weights of its own
     */
    public Tensor apply(
            Tensor x, Tensor weight, Tensor styles, Optional<Tensor> noise, Optional<Tensor> filter, boolean fused) {
        return fused ? fused(x, weight, styles, noise, filter) : unfused(x, weight, styles, noise, filter);
    }

    private Tensor unfused(Tensor x, Tensor weight, Tensor styles, Optional<Tensor> noise, Optional<Tensor> filter) {
        long n = x.size(0);
        Tensor y = conv.apply(x.mul(styles.reshape(n, -1, 1, 1)), weight, filter, Optional.empty());
        if (demodulate) {
            Tensor d = demodulation(weight, styles).reshape(n, -1, 1, 1);
            return noise.map(map -> map.addcmul(y, d)).orElseGet(() -> y.mul(d));
        }
        return noise.map(y::add).orElse(y);
    }

    private Tensor fused(Tensor x, Tensor weight, Tensor styles, Optional<Tensor> noise, Optional<Tensor> filter) {
        long n = x.size(0);
        long out = weight.size(0);
        long in = weight.size(1);
        Tensor w = weight.unsqueeze(0).mul(styles.reshape(n, 1, in, 1, 1)); // [N, out, in, k, k]
        if (demodulate) {
            w = w.mul(demodulation(weight, styles).reshape(n, out, 1, 1, 1));
        }
        ResampledConv grouped = new ResampledConv(conv.up(), conv.down(), conv.padding(), n, conv.correlate());
        Tensor y = grouped.apply(
                x.reshape(1, n * in, x.size(2), x.size(3)),
                w.reshape(n * out, in, weight.size(2), weight.size(3)),
                filter,
                Optional.empty());
        Tensor apart = y.reshape(n, out, y.size(2), y.size(3));
        return noise.map(apart::add).orElse(apart);
    }

    /** 1/√(Σ (w·s)²) per sample and output channel, [N, out], without making the weights of each sample. */
    private static Tensor demodulation(Tensor weight, Tensor styles) {
        Tensor energy = weight.square().sum(false, 2, 3); // [out, in]
        return Ops.matmul(styles.square(), energy.transpose(0, 1)).add(EPS).rsqrt();
    }
}
