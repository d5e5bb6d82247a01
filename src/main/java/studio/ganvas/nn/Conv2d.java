package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** x [N, in, H, W] → [N, out, (H + 2·padding − kernel) / stride + 1, …]; weight [out, in, kernel, kernel]. */
public final class Conv2d extends Weighted {
    private final long stride;
    private final long padding;

    public Conv2d(long in, long out, long kernel, long stride, long padding, boolean bias) {
        super(in * kernel * kernel, out, bias, out, in, kernel, kernel);
        this.stride = stride;
        this.padding = padding;
    }

    @Override
    Tensor apply(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return Ops.conv2d(x, weight, bias, stride, padding, 1);
    }

    @Override
    Tensor asMatrix(Tensor weight) {
        return weight.flatten();
    }
}
