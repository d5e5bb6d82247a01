package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * A linear layer with equalised learning rate (Karras et al. 2018, arXiv 1710.10196, section 4.1): the weight is stored
 * with unit variance divided by {@code lrMultiplier} and scaled when used, so that Adam moves all layers equally fast.
 */
public final class FullyConnected extends Layer {
    private final Slot weight;
    private final Slot bias;
    private final double weightGain;
    private final double biasGain;
    private final BiasAct act;

    /** x [N, in] → [N, out]; {@code biasInit} is the bias as stored. */
    public FullyConnected(long in, long out, Activation activation, double lrMultiplier, double biasInit) {
        weight = parameter("weight", Init.normal(0, 1 / lrMultiplier), out, in);
        bias = parameter("bias", Init.constant(biasInit), out);
        weightGain = lrMultiplier / Math.sqrt(in);
        biasGain = lrMultiplier;
        act = BiasAct.of(activation);
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor w = matrix();
        Tensor b = biasGain == 1 ? bias.get() : bias.get().mul(biasGain);
        if (act.activation() == Activation.LINEAR) {
            return Ops.linear(x, w, Optional.of(b));
        }
        return act.apply(Ops.linear(x, w, Optional.empty()), Optional.of(b));
    }

    /** The weight as used, [out, in]. */
    public Tensor matrix() {
        return weight.get().mul(weightGain);
    }

    /** x·1/√mean(x²) over the second axis of [N, C]: every vector gets the same length. */
    public static Tensor normalizeSecondMoment(Tensor x) {
        return x.mul(x.square().mean(true, 1).add(1e-8).rsqrt());
    }
}
