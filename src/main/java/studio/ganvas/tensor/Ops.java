package studio.ganvas.tensor;

import java.util.List;
import java.util.Optional;

/**
 * What networks are made of, with PyTorch's semantics (2.7). Pictures are [N, C, H, W]. Optional tensors (biases, affine
 * parameters) may be absent.
 */
public final class Ops {
    private Ops() {}

    // ---- linear maps --------------------------------------------------------------------------------------------

    /** x [N, in], weight [out, in], bias [out] → [N, out]. */
    public static Tensor linear(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return Kernels.one("linear", x, weight, bias.orElse(null));
    }

    public static Tensor matmul(Tensor a, Tensor b) {
        return Kernels.one("matmul", a, b);
    }

    /** |DFT|² over the last two axes. */
    public static Tensor powerSpectrum(Tensor x) {
        return Kernels.one("power_spectrum", x);
    }

    /** x [N, in, H, W], weight [out, in / groups, kH, kW]. */
    public static Tensor conv2d(
            Tensor x, Tensor weight, Optional<Tensor> bias, long stride, long padding, long groups) {
        return Kernels.one("conv2d", x, weight, bias.orElse(null), pair(stride), pair(padding), pair(1), groups);
    }

    /** x [N, in, H, W], weight [in, out / groups, kH, kW]: the first two axes are swapped against {@link #conv2d}. */
    public static Tensor convTranspose2d(
            Tensor x,
            Tensor weight,
            Optional<Tensor> bias,
            long stride,
            long padding,
            long outputPadding,
            long groups) {
        return Kernels.one(
                "conv_transpose2d",
                x,
                weight,
                bias.orElse(null),
                pair(stride),
                pair(padding),
                pair(outputPadding),
                groups);
    }

    /** As {@link #conv2d(Tensor, Tensor, Optional, long, long, long)}; stride and padding are {height, width}. */
    public static Tensor conv2d(
            Tensor x, Tensor weight, Optional<Tensor> bias, long[] stride, long[] padding, long groups) {
        return Kernels.one("conv2d", x, weight, bias.orElse(null), stride, padding, pair(1), groups);
    }

    /** Transposed convolution without a bias; stride and padding are {height, width}. */
    public static Tensor convTranspose2d(Tensor x, Tensor weight, long[] stride, long[] padding, long groups) {
        return Kernels.one("conv_transpose2d", x, weight, null, stride, padding, pair(0), groups);
    }

    /** weight [classes, dim], index int64 [N] → [N, dim]. */
    public static Tensor embedding(Tensor weight, Tensor index) {
        return Kernels.one("embedding", weight, index);
    }

    /** int64 [N] → float32 [N, classes]. */
    public static Tensor oneHot(Tensor index, long classes) {
        return Kernels.one("one_hot", index, classes);
    }

    // ---- borders ------------------------------------------------------------------------------------------------

    public static Tensor reflectionPad(Tensor x, long left, long right, long top, long bottom) {
        return Kernels.one("reflection_pad2d", x, new long[] {left, right, top, bottom});
    }

    public static Tensor reflectionPad(Tensor x, long border) {
        return reflectionPad(x, border, border, border, border);
    }

    public static Tensor replicationPad(Tensor x, long left, long right, long top, long bottom) {
        return Kernels.one("replication_pad2d", x, new long[] {left, right, top, bottom});
    }

    /** Negative borders crop. */
    public static Tensor constantPad(Tensor x, double value, long left, long right, long top, long bottom) {
        return Kernels.one("constant_pad_nd", x, new long[] {left, right, top, bottom}, value);
    }

    // ---- activations --------------------------------------------------------------------------------------------

    public static Tensor relu(Tensor x) {
        return Kernels.one("relu", x);
    }

    public static Tensor leakyRelu(Tensor x, double slope) {
        return Kernels.one("leaky_relu", x, slope);
    }

    public static Tensor tanh(Tensor x) {
        return Kernels.one("tanh", x);
    }

    public static Tensor sigmoid(Tensor x) {
        return Kernels.one("sigmoid", x);
    }

    /** x where positive, else e^x − 1. */
    public static Tensor elu(Tensor x) {
        return Kernels.one("elu", x);
    }

    /** Klambauer et al. 2017, arXiv 1706.02515. */
    public static Tensor selu(Tensor x) {
        return Kernels.one("selu", x);
    }

    public static Tensor softplus(Tensor x) {
        return Kernels.one("softplus", x);
    }

    public static Tensor softmax(Tensor x, long axis) {
        return Kernels.one("softmax", x, axis);
    }

    // ---- norms --------------------------------------------------------------------------------------------------

    /** Running statistics and their use; in training they move by {@code momentum}, with the unbiased variance. */
    public record Running(Tensor mean, Tensor var) {}

    /** x [N, C, …]. In training the batch's biased variance normalises; otherwise the running statistics do. */
    public static Tensor batchNorm(
            Tensor x,
            Optional<Tensor> weight,
            Optional<Tensor> bias,
            Optional<Running> running,
            boolean training,
            double momentum,
            double eps) {
        return Kernels.one(
                "batch_norm",
                x,
                weight.orElse(null),
                bias.orElse(null),
                running.map(Running::mean).orElse(null),
                running.map(Running::var).orElse(null),
                training,
                momentum,
                eps);
    }

    /** x [N, C, H, W], normalised per sample and channel with the biased variance. */
    public static Tensor instanceNorm(Tensor x, Optional<Tensor> weight, Optional<Tensor> bias, double eps) {
        return Kernels.one("instance_norm", x, weight.orElse(null), bias.orElse(null), eps);
    }

    /** Normalises over the last axes, whose lengths are {@code shape}. */
    public static Tensor layerNorm(
            Tensor x, Optional<Tensor> weight, Optional<Tensor> bias, double eps, long... shape) {
        return Kernels.one("layer_norm", x, shape, weight.orElse(null), bias.orElse(null), eps);
    }

    public static Tensor groupNorm(Tensor x, long groups, Optional<Tensor> weight, Optional<Tensor> bias, double eps) {
        return Kernels.one("group_norm", x, groups, weight.orElse(null), bias.orElse(null), eps);
    }

    // ---- sizes --------------------------------------------------------------------------------------------------

    public static Tensor nearest(Tensor x, long height, long width) {
        return Kernels.one("upsample_nearest2d", x, new long[] {height, width});
    }

    public static Tensor bilinear(Tensor x, long height, long width, boolean alignCorners, boolean antialias) {
        return Kernels.one(
                antialias ? "upsample_bilinear2d_aa" : "upsample_bilinear2d",
                x,
                new long[] {height, width},
                alignCorners);
    }

    public static Tensor bicubic(Tensor x, long height, long width, boolean alignCorners, boolean antialias) {
        return Kernels.one(
                antialias ? "upsample_bicubic2d_aa" : "upsample_bicubic2d",
                x,
                new long[] {height, width},
                alignCorners);
    }

    public static Tensor averagePool(Tensor x, long kernel, long stride, long padding, boolean countPadding) {
        return Kernels.one("avg_pool2d", x, pair(kernel), pair(stride), pair(padding), countPadding);
    }

    /**
     * PyTorch's own bilinear sampling, zero outside ({@code border}: the nearest pixel of the border), without a second
     * derivative: for that see {@link GridSample}.
     *
     * @param grid [N, H', W', 2] in [−1, 1], x then y
     */
    public static Tensor gridSample(Tensor x, Tensor grid, boolean border, boolean alignCorners) {
        return Kernels.one("grid_sampler_bilinear", x, grid, border, alignCorners);
    }

    // ---- joining ------------------------------------------------------------------------------------------------

    public static Tensor cat(long axis, Tensor... parts) {
        return Kernels.one("cat", List.of(parts), axis);
    }

    public static Tensor cat(long axis, List<Tensor> parts) {
        return Kernels.one("cat", parts, axis);
    }

    public static Tensor stack(long axis, List<Tensor> parts) {
        return Kernels.one("stack", parts, axis);
    }

    // ---- losses (means over all elements) -----------------------------------------------------------------------

    /** −mean(t·log p + (1−t)·log(1−p)) of probabilities, the logarithms clamped at −100 as PyTorch does. */
    public static Tensor binaryCrossEntropy(Tensor probability, double target) {
        return Kernels.one(
                "binary_cross_entropy", probability, probability.detach().like(target));
    }

    /** Binary cross-entropy of logits, stable for large values. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor logits, double target) {
        return Kernels.one(
                "binary_cross_entropy_with_logits", logits, logits.detach().like(target));
    }

    public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor target) {
        return Kernels.one("binary_cross_entropy_with_logits", logits, target);
    }

    /**
     * −mean log softmax(x)[target].
     *
     * @param x logits [N, classes]
     * @param target int64 [N]; rows whose target is {@code ignore} don't count
     */
    public static Tensor crossEntropy(Tensor x, Tensor target, long ignore) {
        return Kernels.one("cross_entropy", x, target, ignore);
    }

    public static Tensor meanSquaredError(Tensor x, Tensor target) {
        return Kernels.one("mse_loss", x, target);
    }

    public static Tensor meanSquaredError(Tensor x, double target) {
        return meanSquaredError(x, x.detach().like(target));
    }

    public static Tensor meanAbsoluteError(Tensor x, Tensor target) {
        return Kernels.one("l1_loss", x, target);
    }

    // ---- weights ------------------------------------------------------------------------------------------------

    /** {@code into += weight·(towards − into)} for many tensors at once, outside any graph. */
    public static void lerpAll(List<Tensor> into, List<Tensor> towards, double weight) {
        Kernels.run("foreach_lerp_", into, towards, weight);
    }

    /** The same gradients with NaN as 0 and ±∞ as ±{@code limit}. */
    public static List<Tensor> finite(List<Tensor> gradients, double limit) {
        return Kernels.many("finite", gradients, limit);
    }

    private static long[] pair(long value) {
        return new long[] {value, value};
    }
}
