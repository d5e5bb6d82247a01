package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Tensor;

/**
 * A layer that is one linear map with an optional bias: the weight under the name {@code weight}, the bias under {@code
 * bias}, both with PyTorch's default first values. {@link SpectralNorm} divides the weight before use.
 */
public abstract sealed class Weighted extends Layer permits Linear, Conv2d, ConvTranspose2d {
    private final Slot weight;
    private final Optional<Slot> bias;

    /** @param fanIn inputs that one output sees, by PyTorch's count */
    Weighted(long fanIn, long outputs, boolean bias, long... weightShape) {
        weight = parameter("weight", Init.torchDefault(fanIn), weightShape);
        this.bias = bias ? Optional.of(parameter("bias", Init.torchDefault(fanIn), outputs)) : Optional.empty();
    }

    @Override
    public final Tensor forward(Tensor x) {
        return apply(x, weight.get(), bias.map(Slot::get));
    }

    /** The map with another weight and bias than its own. */
    abstract Tensor apply(Tensor x, Tensor weight, Optional<Tensor> bias);

    /** A weight of this layer's shape as a matrix [outputs, everything else]. */
    abstract Tensor asMatrix(Tensor weight);

    public final Slot weight() {
        return weight;
    }

    public final Optional<Slot> bias() {
        return bias;
    }
}
