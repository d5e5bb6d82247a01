package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * x [N, in, H, W] → [N, out, (H − 1)·stride − 2·padding + kernel + outputPadding, …]; weight [in, out, kernel, kernel],
 * the first two axes swapped against {@link Conv2d}.
 */
public final class ConvTranspose2d extends Weighted {
    private final long stride;
    private final long padding;
    private final long outputPadding;

    public ConvTranspose2d(
            long in, long out, long kernel, long stride, long padding, long outputPadding, boolean bias) {
        // PyTorch counts the fan-in on the weight's second axis, here the outputs
        super(out * kernel * kernel, out, bias, in, out, kernel, kernel);
        this.stride = stride;
        this.padding = padding;
        this.outputPadding = outputPadding;
    }

    @Override
    Tensor apply(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return Ops.convTranspose2d(x, weight, bias, stride, padding, outputPadding, 1);
    }

    @Override
    Tensor asMatrix(Tensor weight) {
        return weight.transpose(0, 1).flatten();
    }
}
