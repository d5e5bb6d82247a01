package studio.ganvas.gan;

import java.util.Optional;
import java.util.function.BiFunction;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/** A network seen as a {@link NoiseGenerator}: evaluation mode during the call, the former mode afterwards. */
public record LatentGenerator(
        Module network, int zDim, int classes, BiFunction<Tensor, Optional<Tensor>, Tensor> function)
        implements NoiseGenerator {
    @Override
    public Tensor generate(Tensor z, Optional<Tensor> labels) {
        boolean before = network.training();
        network.train(false);
        try {
            return function.apply(z, labels);
        } finally {
            network.train(before);
        }
    }
}
