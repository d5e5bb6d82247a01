package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Batch normalization (Ioffe and Szegedy 2015, arXiv 1502.03167) of [N, C] or [N, C, H, W]. In training the batch's
 * biased variance normalises, and the running variance moves towards the unbiased one; otherwise the running statistics
 * normalise.
 */
public final class BatchNorm extends Layer {
    public static final double EPS = 1e-5;
    public static final double MOMENTUM = 0.1;

    private final double eps;
    private final double momentum;
    private final Slot weight;
    private final Slot bias;
    private final Slot runningMean;
    private final Slot runningVar;
    private final Slot batches;

    public BatchNorm(long features, double eps, double momentum) {
        this.eps = eps;
        this.momentum = momentum;
        weight = parameter("weight", Init.constant(1), features);
        bias = parameter("bias", Init.constant(0), features);
        runningMean = buffer("running_mean", Init.constant(0), features);
        runningVar = buffer("running_var", Init.constant(1), features);
        batches = counter("num_batches_tracked");
    }

    /** @throws IllegalArgumentException in training, when a feature has a single value and so no variance */
    @Override
    public Tensor forward(Tensor x) {
        if (training()) {
            if (x.numel() == x.size(1)) {
                throw new IllegalArgumentException(
                        "Batch norm cannot learn from a batch of one picture. Choose a batch size of at least 2.");
            }
            batches.get().increment();
        }
        return Ops.batchNorm(
                x,
                Optional.of(weight.get()),
                Optional.of(bias.get()),
                Optional.of(new Ops.Running(runningMean.get(), runningVar.get())),
                training(),
                momentum,
                eps);
    }

    public Slot weight() {
        return weight;
    }

    public Slot bias() {
        return bias;
    }
}
