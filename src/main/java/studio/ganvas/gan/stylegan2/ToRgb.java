package studio.ganvas.gan.stylegan2;

import java.util.Optional;
import java.util.OptionalDouble;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.nn.Activation;
import studio.ganvas.nn.BiasAct;
import studio.ganvas.nn.FullyConnected;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.ModulatedConv;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.ResampledConv;
import studio.ganvas.tensor.Tensor;

/** From features to a picture: a modulated 1×1 convolution without demodulation. */
final class ToRgb extends Module {
    private final double weightGain;
    private final Slot weight;
    private final Slot bias;
    private final FullyConnected affine;
    private final ModulatedConv conv = new ModulatedConv(ResampledConv.same(1, 1, 1), false);
    private final BiasAct act;

    ToRgb(int in, int channels, int wDim, OptionalDouble clamp) {
        weightGain = 1 / Math.sqrt(in);
        weight = parameter("weight", Init.normal(0, 1), channels, in, 1, 1);
        bias = parameter("bias", Init.constant(0), channels);
        affine = child("affine", new FullyConnected(wDim, in, Activation.LINEAR, 1, 1));
        act = BiasAct.of(Activation.LINEAR).withClamp(clamp);
    }

    /** x [N, in, R, R] and w [N, wDim] → [N, channels, R, R]. */
    Tensor forward(Tensor x, Tensor w, Rendering rendering) {
        Tensor styles = affine.forward(w).mul(weightGain);
        boolean fused = rendering.fuses(training(), x.size(0));
        Tensor y = conv.apply(x, weight.get(), styles, Optional.empty(), Optional.empty(), fused);
        return act.apply(y, Optional.of(bias.get()));
    }

    /** [in, wDim] as used. */
    Tensor styles() {
        return affine.matrix().mul(weightGain);
    }
}
