package studio.ganvas.nn;

import java.util.function.UnaryOperator;
import studio.ganvas.tensor.Tensor;

/** A layer without weights: activation, padding, resizing. */
final class Stateless extends Layer {
    private final UnaryOperator<Tensor> function;

    Stateless(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    @Override
    public Tensor forward(Tensor x) {
        return function.apply(x);
    }
}
