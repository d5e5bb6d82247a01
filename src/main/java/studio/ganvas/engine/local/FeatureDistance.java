package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import studio.ganvas.engine.StudioException;
import studio.ganvas.latent.Perceptual;
import studio.ganvas.metric.FeatureNetwork;
import studio.ganvas.metric.ScriptFeatures;
import studio.ganvas.metric.ScriptInterface;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorException;
import studio.ganvas.tensor.TensorStore;

/**
 * The distance in the features of a user's network: Σ(Δ²), as NVIDIA's projector has it with its VGG16, whose squared distance
 * is LPIPS.
 */
final class FeatureDistance implements Perceptual {
    private final FeatureNetwork network;
    private final TensorStore store = new TensorStore();
    private final Tensor target;

    private FeatureDistance(FeatureNetwork network, Tensor picture) {
        this.network = network;
        target = store.own(features(picture).detach().copy());
    }

    /** @param target [1, C, S, S] in [−1, 1] */
    static FeatureDistance of(Path file, Tensor target) {
        try {
            ScriptInterface facts = ScriptInterface.of(file);
            if (facts.kind() == ScriptInterface.Kind.INCEPTION) {
                throw new StudioException(
                        file.getFileName() + " rounds pictures to whole levels, so it can't lead a search. "
                                + "Choose a VGG16 with LPIPS, or none.");
            }
            FeatureNetwork network = ScriptFeatures.load(file, facts);
            try {
                return new FeatureDistance(network, target);
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
        } catch (IOException | TensorException e) {
            throw new StudioException(file.getFileName() + " can't be used as features: " + e.getMessage(), e);
        }
    }

    private Tensor features(Tensor picture) {
        Tensor x = picture;
        while (x.size(2) > SIZE) {
            x = Ops.averagePool(x, 2, 2, 0, true);
        }
        Tensor small = x;
        return network.perceptual(small).orElseGet(() -> network.features(small));
    }

    @Override
    public Tensor distance(Tensor picture) {
        return features(picture).sub(target).square().sum();
    }

    @Override
    public void close() {
        store.close();
        network.close();
    }
}
