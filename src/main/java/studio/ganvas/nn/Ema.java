package studio.ganvas.nn;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * An exponential moving average of a network's parameters in a second network of the same make: average ← β·average +
 * (1 − β)·parameter. Buffers are copied, never averaged.
 */
public final class Ema {
    private final List<Tensor> average;
    private final List<Tensor> source;
    private final Map<String, Tensor> averageBuffers;
    private final Map<String, Tensor> sourceBuffers;

    /** Both networks are filled already; the first update decides what the average starts from. */
    public Ema(Module average, Module source) {
        if (!average.parameters().keySet().equals(source.parameters().keySet())) {
            throw new IllegalArgumentException("An average must have the same parameters as its network");
        }
        this.average = average.parameterList();
        this.source = source.parameterList();
        averageBuffers = average.buffers();
        sourceBuffers = source.buffers();
    }

    /** One step with decay {@code beta}; 0 copies. */
    public void update(double beta) {
        try (Autograd.Recording none = Autograd.pause()) {
            Ops.lerpAll(average, source, 1 - beta);
            averageBuffers.forEach((name, buffer) -> buffer.set(sourceBuffers.get(name)));
        }
    }

    /**
     * StyleGAN's decay: the weight of a parameter halves every {@code halfLife} pictures; with {@code rampUp} the
     * half-life is at most that share of the pictures seen so far, so the average forgets the start quickly.
     *
     * @param seen pictures before this step
     */
    public static double decay(int batch, double halfLife, OptionalDouble rampUp, double seen) {
        double pictures = rampUp.isPresent() ? Math.min(halfLife, seen * rampUp.getAsDouble()) : halfLife;
        return Math.pow(0.5, batch / Math.max(pictures, 1e-8));
    }
}
