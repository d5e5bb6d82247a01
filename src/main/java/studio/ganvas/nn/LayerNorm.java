package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** Layer normalization (Ba et al. 2016, arXiv 1607.06450) over the last axes, with a weight and bias per element. */
public final class LayerNorm extends Layer {
    private final double eps;
    private final long[] shape;
    private final Slot weight;
    private final Slot bias;

    /** @param shape lengths of the last axes */
    public LayerNorm(double eps, long... shape) {
        this.eps = eps;
        this.shape = shape.clone();
        weight = parameter("weight", Init.constant(1), shape);
        bias = parameter("bias", Init.constant(0), shape);
    }

    @Override
    public Tensor forward(Tensor x) {
        return Ops.layerNorm(x, Optional.of(weight.get()), Optional.of(bias.get()), eps, shape);
    }
}
