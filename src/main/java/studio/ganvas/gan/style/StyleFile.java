package studio.ganvas.gan.style;

import java.util.Map;
import java.util.Optional;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * What a file of another program turned out to be: a generator of the StyleGAN family, not yet filled, and the weights of
 * all its networks under the names that Ganvas and the official code give them.
 *
 * @param id of the system that trains such networks, as {@code stylegan2}
 * @param system title, for people
 * @param generator shapes are known, weights are not loaded
 * @param network name of the generator's weights among {@code weights}
 * @param weights network name to state; may be lazy, and then wants its file open
 * @param averageKnown whether the file has the mean w; if not, it is measured
 */
public record StyleFile(
        String id,
        String system,
        StyleGenerator generator,
        String network,
        Map<String, StateDict> weights,
        boolean averageKnown) {
    private static final int AVERAGED = 10_000;

    /** Loads the generator, in evaluation mode. */
    public StyleGenerator load(TensorStore store) {
        generator.network().load(store, weights.get(network));
        generator.network().train(false);
        if (!averageKnown && generator.classes() == 0) {
            try (Scope scope = Scope.open()) {
                Tensor z = new Rng(0).at(0, "mean w").normal(AVERAGED, generator.zDim());
                generator.average().set(generator.w(z, Optional.empty()).mean(false, 0));
            }
        }
        return generator;
    }
}
