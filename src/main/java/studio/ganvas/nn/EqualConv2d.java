package studio.ganvas.nn;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.ganvas.tensor.Tensor;

/**
 * A convolution with equalised learning rate (Karras et al. 2018, arXiv 1710.10196, section 4.1) that keeps, doubles or
 * halves the size, with bias and activation. Names: {@code weight} [out, in, k, k], {@code bias} [out], {@code
 * resample_filter}.
 */
public final class EqualConv2d extends Layer {
    private final Slot weight;
    private final Optional<Slot> bias;
    private final Slot filter;
    private final double weightGain;
    private final ResampledConv conv;
    private final BiasAct act;

    /**
     * What a layer is besides its shape.
     *
     * @param up factor of enlarging before the convolution
     * @param down factor of reducing after it
     * @param clamp limit of the result at gain 1
     * @param taps of the resampling filter
     * @param trainable whether weight and bias learn; if not, they are buffers
     */
    public record Settings(
            boolean bias,
            Activation activation,
            long up,
            long down,
            OptionalDouble clamp,
            List<Float> taps,
            boolean trainable) {
        public Settings {
            taps = List.copyOf(taps);
        }
    }

    public EqualConv2d(long in, long out, long kernel, Settings settings) {
        weight = either("weight", Init.normal(0, 1), settings.trainable(), out, in, kernel, kernel);
        bias = settings.bias()
                ? Optional.of(either("bias", Init.constant(0), settings.trainable(), out))
                : Optional.empty();
        filter = resampleFilter(this, settings.taps());
        weightGain = 1 / Math.sqrt((double) in * kernel * kernel);
        conv = new ResampledConv(settings.up(), settings.down(), Fir.Padding.all(kernel / 2), 1, settings.up() == 1);
        act = BiasAct.of(settings.activation()).withClamp(settings.clamp());
    }

    private Slot either(String name, Init init, boolean trainable, long... shape) {
        return trainable ? parameter(name, init, shape) : buffer(name, init, shape);
    }

    /** Declares the buffer {@code resample_filter}, which every convolution of NVIDIA's networks has. */
    public static Slot resampleFilter(Module owner, List<Float> taps) {
        float[] values = new float[taps.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = taps.get(i);
        }
        return owner.buffer("resample_filter", (draws, shape) -> Fir.filter(values), Fir.filterShape(values.length));
    }

    @Override
    public Tensor forward(Tensor x) {
        return forward(x, 1);
    }

    /** With the result, and its clamp, times {@code gain}. */
    public Tensor forward(Tensor x, double gain) {
        BiasAct last = act.scaled(gain);
        Optional<Tensor> b = bias.map(Slot::get);
        Optional<Tensor> f = Optional.of(filter.get());
        if (last.activation().isHomogeneous()) {
            // the gain costs nothing on the weights and a pass over the picture on the result
            Tensor w = weight.get().mul(weightGain * last.gain());
            return last.finish(conv.apply(x, w, f, b.map(each -> last.gain() == 1 ? each : each.mul(last.gain()))));
        }
        return last.apply(conv.apply(x, weight.get().mul(weightGain), f, Optional.empty()), b);
    }
}
