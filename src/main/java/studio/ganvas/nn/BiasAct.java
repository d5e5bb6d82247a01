package studio.ganvas.nn;

import java.util.Optional;
import java.util.OptionalDouble;
import studio.ganvas.tensor.Tensor;

/**
 * What ends a layer: add a bias per channel, activate, multiply, clamp to ±{@code clamp}.
 *
 * @param alpha slope of {@link Activation#LRELU}
 */
public record BiasAct(Activation activation, double alpha, double gain, OptionalDouble clamp) {
    /** With the activation's own slope and gain, and no clamp. */
    public static BiasAct of(Activation activation) {
        return new BiasAct(activation, activation.alpha(), activation.gain(), OptionalDouble.empty());
    }

    public BiasAct withClamp(OptionalDouble limit) {
        return new BiasAct(activation, alpha, gain, limit);
    }

    /** Gain and clamp times {@code factor}, as residual branches need. */
    public BiasAct scaled(double factor) {
        OptionalDouble limit = clamp.isPresent() ? OptionalDouble.of(clamp.getAsDouble() * factor) : clamp;
        return new BiasAct(activation, alpha, gain * factor, limit);
    }

    /** x [N, C, …], bias [C]. */
    public Tensor apply(Tensor x, Optional<Tensor> bias) {
        Tensor y = activation.apply(
                bias.map(b -> x.add(alongChannels(b, x.rank()))).orElse(x), alpha);
        return clamped(gain == 1 ? y : y.mul(gain));
    }

    /** What remains to be done with x·gain + bias·gain, for activations with {@link Activation#isHomogeneous()}. */
    Tensor finish(Tensor x) {
        return clamped(activation.apply(x, alpha));
    }

    private Tensor clamped(Tensor y) {
        return clamp.isPresent() ? y.clamp(-clamp.getAsDouble(), clamp.getAsDouble()) : y;
    }

    /** [C] as [1, C, 1 …]. */
    static Tensor alongChannels(Tensor bias, int rank) {
        long[] shape = new long[rank];
        java.util.Arrays.fill(shape, 1);
        shape[1] = -1;
        return bias.reshape(shape);
    }
}
