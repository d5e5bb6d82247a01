package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** x [N, in] → [N, out]; weight [out, in]. */
public final class Linear extends Weighted {
    public Linear(long in, long out, boolean bias) {
        super(in, out, bias, out, in);
    }

    @Override
    Tensor apply(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return Ops.linear(x, weight, bias);
    }

    @Override
    Tensor asMatrix(Tensor weight) {
        return weight;
    }
}
