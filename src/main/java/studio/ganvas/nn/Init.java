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

    /** Glorot and Bengio 2010, normal: std = gain·√(2 / (fanIn + fanOut)), of a weight [out, in, …]. */
    static Init xavier(double gain) {
        return (draws, shape) -> {
            double fans = fanIn(shape) + (double) fanIn(shape) / shape[1] * shape[0];
            return draws.normal(shape).mul(gain * Math.sqrt(2 / fans));
        };
    }

    /** He et al. 2015, normal: std = √(2 / fanIn), of a weight [out, in, …]. */
    static Init kaiming() {
        return (draws, shape) -> draws.normal(shape).mul(Math.sqrt(2.0 / fanIn(shape)));
    }

    /** Saxe et al. 2014: the weight as a matrix [first axis, rest] has orthonormal rows or columns, times gain. */
    static Init orthogonal(double gain) {
        return (draws, shape) -> {
            long rows = shape[0];
            long columns = fanIn(shape);
            boolean wide = rows < columns;
            Tensor tall = draws.normal(Math.max(rows, columns), Math.min(rows, columns));
            Tensor q = tall.orthonormalColumns();
            return (wide ? q.transpose(0, 1) : q).reshape(shape).mul(gain);
        };
    }

    private static long fanIn(long... shape) {
        long fan = 1;
        for (int i = 1; i < shape.length; i++) {
            fan *= shape[i];
        }
        return fan;
    }
}
