package studio.ganvas.nn;

import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** A learned vector for each class: int64 [N] → [N, dim]; standard normal at first. */
public final class Embedding extends Layer {
    private final Slot weight;

    public Embedding(long classes, long dim) {
        weight = parameter("weight", Init.normal(0, 1), classes, dim);
    }

    @Override
    public Tensor forward(Tensor labels) {
        return Ops.embedding(weight.get(), labels);
    }

    /** The vectors of several classes, mixed: [N, classes] shares → [N, dim]. */
    public Tensor mixed(Tensor shares) {
        return Ops.matmul(shares, weight.get());
    }
}
