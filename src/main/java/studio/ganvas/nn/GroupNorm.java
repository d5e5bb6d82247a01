package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Group normalization (Wu and He 2018, arXiv 1803.08494) of [N, C, H, W]: one mean and biased variance for each sample and
 * group of channels, then a weight and a bias per channel.
 */
public final class GroupNorm extends Layer {
    private final long groups;
    private final double eps;
    private final Slot weight;
    private final Slot bias;

    public GroupNorm(long groups, long features, double eps) {
        this.groups = groups;
        this.eps = eps;
        weight = parameter("weight", Init.constant(1), features);
        bias = parameter("bias", Init.constant(0), features);
    }

    @Override
    public Tensor forward(Tensor x) {
        if (PictureStatistics.inUse()) {
            Tensor grouped = x.reshape(x.size(0), groups, -1);
            return PictureStatistics.normalized(grouped, eps, 2)
                    .reshape(x.shape())
                    .mul(weight.get().reshape(1, -1, 1, 1))
                    .add(bias.get().reshape(1, -1, 1, 1));
        }
        return Ops.groupNorm(x, groups, Optional.of(weight.get()), Optional.of(bias.get()), eps);
    }
}
