package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.nn.Winograd.Border;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** x [N, in, H, W] → [N, out, (H + 2·padding − kernel) / stride + 1, …]; weight [out, in / groups, kernel, kernel]. */
public final class Conv2d extends Weighted {
    private final long stride;
    private final long padding;
    private final long groups;
    private final Border border;

    public Conv2d(long in, long out, long kernel, long stride, long padding, boolean bias) {
        this(in, out, kernel, stride, padding, 1, bias);
    }

    /** @param groups into which channels are divided, each convolved apart; {@code in} of them is a depthwise one */
    public Conv2d(long in, long out, long kernel, long stride, long padding, long groups, boolean bias) {
        this(in, out, kernel, stride, padding, groups, bias, Border.ZEROS);
    }

    private Conv2d(
            long in, long out, long kernel, long stride, long padding, long groups, boolean bias, Border border) {
        super(in / groups * kernel * kernel, out, bias, out, in / groups, kernel, kernel);
        this.stride = stride;
        this.padding = padding;
        this.groups = groups;
        this.border = border;
    }

    /** 3×3, of stride 1, with the picture reflected beyond its edges: [N, in, H, W] → [N, out, H, W]. */
    public static Conv2d reflected(long in, long out, boolean bias) {
        return new Conv2d(in, out, 3, 1, 1, 1, bias, Border.REFLECTION);
    }

    /** Whether, for large enough pictures, training computes it in a way that is faster and keeps more tensors. */
    public boolean mayTransform() {
        return stride == 1 && groups == 1 && Winograd.mayLearn(weight().shape());
    }

    @Override
    Tensor apply(Tensor x, Tensor weight, Optional<Tensor> bias) {
        if (mayTransform() && Winograd.pays(x, weight, padding)) {
            return Winograd.convolve(x, weight, bias, padding, border);
        }
        return border == Border.REFLECTION
                ? Ops.conv2d(Ops.reflectionPad(x, padding), weight, bias, stride, 0, groups)
                : Ops.conv2d(x, weight, bias, stride, padding, groups);
    }

    @Override
    Tensor asMatrix(Tensor weight) {
        return weight.flatten();
    }
}
