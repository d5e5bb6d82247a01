package studio.ganvas.gan.stylegan2;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleNoise;
import studio.ganvas.nn.Activation;
import studio.ganvas.nn.BiasAct;
import studio.ganvas.nn.EqualConv2d;
import studio.ganvas.nn.Fir;
import studio.ganvas.nn.FullyConnected;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.ModulatedConv;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.ResampledConv;
import studio.ganvas.tensor.Tensor;

/** One style block of figure 2d (arXiv 1912.04958): modulation, convolution, demodulation, noise, bias, activation. */
public final class SynthesisLayer extends Module {
    private final int resolution;
    private final Slot weight;
    private final Optional<Slot> noiseStrength;
    private final Slot bias;
    private final Slot filter;
    private final Optional<Slot> noiseConst;
    private final FullyConnected affine;
    private final ModulatedConv conv;
    private final BiasAct act;

    /** @param up 2 where the resolution doubles, otherwise 1 */
    SynthesisLayer(
            int in,
            int out,
            int wDim,
            int resolution,
            int up,
            boolean noise,
            Activation activation,
            OptionalDouble clamp,
            List<Float> taps) {
        this.resolution = resolution;
        weight = parameter("weight", Init.normal(0, 1), out, in, 3, 3);
        noiseStrength = noise ? Optional.of(parameter("noise_strength", Init.constant(0))) : Optional.empty();
        bias = parameter("bias", Init.constant(0), out);
        filter = EqualConv2d.resampleFilter(this, taps);
        noiseConst = noise
                ? Optional.of(buffer("noise_const", Init.normal(0, 1), resolution, resolution))
                : Optional.empty();
        affine = child("affine", new FullyConnected(wDim, in, Activation.LINEAR, 1, 1));
        conv = new ModulatedConv(new ResampledConv(up, 1, Fir.Padding.all(1), 1, up == 1), true);
        act = BiasAct.of(activation).withClamp(clamp);
    }

    /**
     * x [N, in, R / up, R / up] and w [N, wDim] → [N, out, R, R].
     *
     * @param row of ws that w is
     * @param gain factor on the result and its clamp
     */
    Tensor forward(Tensor x, Tensor w, int row, Rendering rendering, double gain) {
        Tensor styles = affine.forward(w); // [N, in]
        boolean fused = rendering.fuses(training(), x.size(0));
        Optional<Tensor> noise = noise(rendering.noise(), row, x.size(0));
        Tensor y = conv.apply(x, weight.get(), styles, noise, Optional.of(filter.get()), fused);
        return act.scaled(gain).apply(y, Optional.of(bias.get()));
    }

    private Optional<Tensor> noise(StyleNoise noise, int row, long n) {
        return noiseStrength.flatMap(
                strength -> noise.at(StyleNoise.Place.of(row, n, resolution, noiseConst.map(Slot::get)))
                        .map(map -> map.mul(strength.get())));
    }

    /** [in, wDim] as used. */
    Tensor styles() {
        return affine.matrix();
    }
}
