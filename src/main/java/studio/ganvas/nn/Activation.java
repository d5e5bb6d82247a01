package studio.ganvas.nn;

import java.util.Arrays;
import java.util.Locale;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** Activations under the names of NVIDIA's networks, each with the gain that keeps the variance of its input. */
public enum Activation {
    LINEAR(0, 1),
    RELU(0, Math.sqrt(2)),
    LRELU(0.2, Math.sqrt(2)),
    TANH(0, 1),
    SIGMOID(0, 1),
    ELU(0, 1),
    SELU(0, 1),
    SOFTPLUS(0, 1),
    SWISH(0, Math.sqrt(2));

    private final double alpha;
    private final double gain;

    Activation(double alpha, double gain) {
        this.alpha = alpha;
        this.gain = gain;
    }

    /** By its official name, such as {@code lrelu}. */
    public static Activation named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The activation “" + name + "” is not known"));
    }

    /** Default slope left of zero; only {@link #LRELU} has one. */
    public double alpha() {
        return alpha;
    }

    /** Default factor on the result. */
    public double gain() {
        return gain;
    }

    /** Whether a(g·x) = g·a(x) for every g ≥ 0, so that a gain may move to where it costs least. */
    boolean isHomogeneous() {
        return this == LINEAR || this == RELU || this == LRELU;
    }

    /** Without any gain. */
    public Tensor apply(Tensor x, double slope) {
        return switch (this) {
            case LINEAR -> x;
            case RELU -> Ops.relu(x);
            case LRELU -> Ops.leakyRelu(x, slope);
            case TANH -> Ops.tanh(x);
            case SIGMOID -> Ops.sigmoid(x);
            case ELU -> Ops.elu(x);
            case SELU -> Ops.selu(x);
            case SOFTPLUS -> Ops.softplus(x);
            case SWISH -> x.mul(Ops.sigmoid(x));
        };
    }
}
