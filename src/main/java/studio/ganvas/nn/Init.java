package studio.ganvas.nn;

import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/** How a parameter's first values are drawn. */
@FunctionalInterface
public interface Init {
    Tensor draw(Draws draws, long... shape);

    static Init constant(double value) {
        return (draws, shape) -> Tensor.full(value, shape);
    }

    static Init normal(double mean, double std) {
        return (draws, shape) -> draws.normal(shape).mul(std).add(mean);
    }

    /** Uniform in [−bound, bound]. */
    static Init uniform(double bound) {
        return (draws, shape) -> draws.uniform(shape).mul(2 * bound).sub(bound);
    }

    /** PyTorch's default for weights and biases of linear and convolutional layers: uniform within 1/√fanIn. */
    static Init torchDefault(long fanIn) {
        return uniform(1 / Math.sqrt(fanIn));
    }
}
