package studio.ganvas.nn;

import java.util.OptionalInt;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Minibatch standard deviation (Karras et al. 2018, arXiv 1710.10196, section 3): how much the samples of a group differ
 * from each other, as extra channels, so that the discriminator sees when all pictures are alike. Samples i, i + N/G, i +
 * 2N/G … form a group.
 */
public final class MinibatchStd extends Layer {
    private final OptionalInt group;
    private final int channels;

    /**
     * @param group samples compared with each other; empty for the whole batch
     * @param channels how many maps are added, each of its share of the channels
     */
    public MinibatchStd(OptionalInt group, int channels) {
        this.group = group;
        this.channels = channels;
    }

    /** x [N, C, H, W] → [N, C + channels, H, W]; N must be a multiple of the group, unless it is smaller. */
    @Override
    public Tensor forward(Tensor x) {
        long n = x.size(0);
        long g = group.isPresent() ? Math.min(group.getAsInt(), n) : n;
        if (n % g != 0) {
            throw new IllegalArgumentException("A batch of " + n + " pictures can't be divided into groups of " + g
                    + ". Choose a batch size that is a multiple of the minibatch-std group.");
        }
        Tensor y = x.reshape(g, n / g, channels, x.size(1) / channels, x.size(2), x.size(3));
        Tensor std = y.var(false, false, 0).add(1e-8).sqrt(); // [N/G, F, C/F, H, W]
        Tensor map = std.mean(true, 2, 3, 4).squeeze(2).repeat(g, 1, x.size(2), x.size(3)); // [N, F, H, W]
        return Ops.cat(1, x, map);
    }
}
