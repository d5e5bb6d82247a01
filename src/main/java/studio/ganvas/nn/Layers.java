package studio.ganvas.nn;

import studio.ganvas.tensor.Ops;

/**
 * One short word for each layer, so that a network reads like the table in its paper. Arguments are in PyTorch's order:
 * in, out, kernel, stride, padding.
 */
public final class Layers {
    private Layers() {}

    public static Sequential sequential(Layer... layers) {
        return new Sequential(layers);
    }

    // ---- with weights -------------------------------------------------------------------------------------------

    public static Linear linear(long in, long out) {
        return new Linear(in, out, true);
    }

    public static Linear linearNoBias(long in, long out) {
        return new Linear(in, out, false);
    }

    /** With a bias. */
    public static Conv2d conv(long in, long out, long kernel, long stride, long padding) {
        return new Conv2d(in, out, kernel, stride, padding, true);
    }

    /** Without a bias, which a following norm would take away again. */
    public static Conv2d convNoBias(long in, long out, long kernel, long stride, long padding) {
        return new Conv2d(in, out, kernel, stride, padding, false);
    }

    /** With a bias. */
    public static ConvTranspose2d convTranspose(long in, long out, long kernel, long stride, long padding) {
        return new ConvTranspose2d(in, out, kernel, stride, padding, 0, true);
    }

    /** Without a bias. */
    public static ConvTranspose2d convTransposeNoBias(long in, long out, long kernel, long stride, long padding) {
        return new ConvTranspose2d(in, out, kernel, stride, padding, 0, false);
    }

    public static Embedding embedding(long classes, long dim) {
        return new Embedding(classes, dim);
    }

    public static SpectralNorm spectralNorm(Weighted layer) {
        return new SpectralNorm(layer);
    }

    // ---- norms --------------------------------------------------------------------------------------------------

    public static BatchNorm batchNorm(long features) {
        return batchNorm(features, BatchNorm.EPS);
    }

    public static BatchNorm batchNorm(long features, double eps) {
        return new BatchNorm(features, eps, BatchNorm.MOMENTUM);
    }

    /** Without weights, as the translation papers use it. */
    public static InstanceNorm instanceNorm(long features) {
        return new InstanceNorm(features, false, 1e-5);
    }

    /** One mean and variance a group of channels; with one group, over the whole picture. */
    public static GroupNorm groupNorm(long groups, long features) {
        return new GroupNorm(groups, features, 1e-5);
    }

    public static LayerNorm layerNorm(long... shape) {
        return new LayerNorm(1e-5, shape);
    }

    // ---- without weights ----------------------------------------------------------------------------------------

    public static Layer relu() {
        return new Stateless(Ops::relu);
    }

    public static Layer leakyRelu(double slope) {
        return new Stateless(x -> Ops.leakyRelu(x, slope));
    }

    public static Layer tanh() {
        return new Stateless(Ops::tanh);
    }

    public static Layer sigmoid() {
        return new Stateless(Ops::sigmoid);
    }

    public static Dropout dropout(double p) {
        return new Dropout(p, false);
    }

    public static Dropout dropout2d(double p) {
        return new Dropout(p, true);
    }

    /** Does nothing: keeps the official numbers where the official code has a layer whose work is done elsewhere. */
    public static Layer nothing() {
        return new Stateless(x -> x);
    }

    /** Nearest neighbour, {@code factor} times as high and wide. */
    public static Layer upsample(int factor) {
        return new Stateless(x -> Ops.nearest(x, x.size(2) * factor, x.size(3) * factor));
    }

    public static Layer reflectionPad(long border) {
        return new Stateless(x -> Ops.reflectionPad(x, border));
    }

    public static Layer reflectionPad(long left, long right, long top, long bottom) {
        return new Stateless(x -> Ops.reflectionPad(x, left, right, top, bottom));
    }

    /** [N, …] to [N, D]. */
    public static Layer flatten() {
        return new Stateless(x -> x.flatten());
    }

    /** [N, …] to [N, shape…]. */
    public static Layer view(long... shape) {
        long[] full = new long[shape.length + 1];
        full[0] = -1;
        System.arraycopy(shape, 0, full, 1, shape.length);
        return new Stateless(x -> x.reshape(full));
    }
}
