package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** x [N, in, H, W] → [N, out, (H + 2·padding − kernel) / stride + 1, …]; weight [out, in / groups, kernel, kernel]. */
public final class Conv2d extends Weighted {
    private final long stride;
    private final long padding;
    private final long groups;

    public Conv2d(long in, long out, long kernel, long stride, long padding, boolean bias) {
        this(in, out, kernel, stride, padding, 1, bias);
    }

    /** @param groups into which channels are divided, each convolved apart; {@code in} of them is a depthwise one */
    public Conv2d(long in, long out, long kernel, long stride, long padding, long groups, boolean bias) {
        super(in / groups * kernel * kernel, out, bias, out, in / groups, kernel, kernel);
        this.stride = stride;
        this.padding = padding;
        this.groups = groups;
    }

    @Override
    Tensor apply(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return Ops.conv2d(x, weight, bias, stride, padding, groups);
    }

    @Override
    Tensor asMatrix(Tensor weight) {
        return weight.flatten();
    }
}
