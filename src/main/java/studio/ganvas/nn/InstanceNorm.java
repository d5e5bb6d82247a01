package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Instance normalization (Ulyanov et al. 2016, arXiv 1607.08022) of [N, C, H, W]: per sample and channel, biased
 * variance, the same in training and evaluation.
 */
public final class InstanceNorm extends Layer {
    private final double eps;
    private final Optional<Slot> weight;
    private final Optional<Slot> bias;

    /** @param affine whether a weight and a bias per channel follow */
    public InstanceNorm(long features, boolean affine, double eps) {
        this.eps = eps;
        weight = affine ? Optional.of(parameter("weight", Init.constant(1), features)) : Optional.empty();
        bias = affine ? Optional.of(parameter("bias", Init.constant(0), features)) : Optional.empty();
    }

    @Override
    public Tensor forward(Tensor x) {
        if (PictureStatistics.inUse()) {
            return affine(PictureStatistics.normalized(x, eps, 2, 3));
        }
        return Ops.instanceNorm(x, weight.map(Slot::get), bias.map(Slot::get), eps);
    }

    private Tensor affine(Tensor x) {
        Tensor scaled = weight.map(w -> x.mul(w.get().reshape(1, -1, 1, 1))).orElse(x);
        return bias.map(b -> scaled.add(b.get().reshape(1, -1, 1, 1))).orElse(scaled);
    }
}
