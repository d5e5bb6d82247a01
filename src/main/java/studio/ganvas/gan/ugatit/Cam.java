package studio.ganvas.gan.ugatit;

import java.util.function.UnaryOperator;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Module.Slot;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * The attention of section 2.1.1 (class activation map, Zhou et al. 2016): two auxiliary classifiers, one on the average of
 * each feature map and one on its maximum, whose weights then say how much each map counts.
 *
 * @param attended the weighted features a(x) [N, C, h, w]
 * @param logits η of the average and of the maximum [N, 2]
 */
record Cam(Tensor attended, Tensor logits) {
    /**
     * Looks at features [N, C, h, w].
     *
     * @param gapFc the classifier of averages, [N, C] → [N, 1]
     * @param gmpFc the classifier of maxima
     * @param gapWeight the weight [1, C] that gates; in the discriminators not the one that classifies
     * @param conv1x1 2C → C, bias
     */
    static Cam of(
            Tensor features,
            UnaryOperator<Tensor> gapFc,
            UnaryOperator<Tensor> gmpFc,
            Slot gapWeight,
            Slot gmpWeight,
            Conv2d conv1x1,
            UnaryOperator<Tensor> activation) {
        long c = features.size(1);
        Tensor gap = gapFc.apply(features.mean(false, 2, 3)); // [N, 1]
        Tensor gmp = gmpFc.apply(features.amax(false, 2, 3)); // [N, 1]
        // conv1x1([x·w_gap, x·w_gmp]) is one convolution C → C with the gates drawn into its kernel: half the work
        Tensor kernel = conv1x1.weight().get(); // [C, 2C, 1, 1]
        Tensor gated = kernel.narrow(1, 0, c)
                .mul(gapWeight.get().reshape(1, c, 1, 1))
                .addcmul(kernel.narrow(1, c, 2 * c), gmpWeight.get().reshape(1, c, 1, 1)); // [C, C, 1, 1]
        Tensor mixed = Ops.conv2d(features, gated, conv1x1.bias().map(Slot::get), 1, 0, 1);
        return new Cam(activation.apply(mixed), Ops.cat(1, gap, gmp));
    }

    /** The map that is shown: the sum over the channels [N, h, w]. */
    Tensor heatMap() {
        return attended.sum(false, 1);
    }
}
