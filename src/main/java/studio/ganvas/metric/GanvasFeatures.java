package studio.ganvas.metric;

import java.util.List;
import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The features that ship with Ganvas: {@link ResidualFeatures} with weights that Ganvas trained on its starter pictures.
 * Their numbers compare pictures with one another on one machine or in one paper that says so, never with published FID or
 * KID, which are of Inception-v3.
 */
public final class GanvasFeatures implements FeatureNetwork {
    private static final String CLASS_HEAD = "classes.bias";

    private final String id;
    private final TensorStore store = new TensorStore();
    private final ResidualFeatures network;

    /**
     * @param id of these weights; other weights must have another
     * @param weights half or single precision
     * @throws IllegalArgumentException when the weights are of another network
     */
    public GanvasFeatures(String id, StateDict weights) {
        this.id = id;
        int classes = weights.get(CLASS_HEAD)
                .map(bias -> Math.toIntExact(bias.size()))
                .orElseThrow(() -> new IllegalArgumentException("These are no weights of Ganvas' features"));
        network = new ResidualFeatures(classes);
        try {
            network.load(store, weights);
        } catch (IllegalArgumentException e) {
            store.close();
            throw e;
        }
        network.train(false);
        network.parameterList().forEach(each -> each.requiresGrad(false));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "Ganvas features";
    }

    @Override
    public int dimensions() {
        return ResidualFeatures.FEATURES;
    }

    @Override
    public Tensor features(Tensor pictures) {
        return network.features(colour(resized(pictures)));
    }

    @Override
    public Optional<Tensor> probabilities(Tensor pictures) {
        return Optional.of(Ops.softmax(network.classes(features(pictures)), 1));
    }

    /** Pictures of more than 64 pixels are averaged down first. */
    @Override
    public Optional<Tensor> perceptual(Tensor pictures) {
        List<Tensor> activations = network.activations(colour(resized(pictures)));
        return Optional.of(Lpips.embed(activations, Optional.empty()));
    }

    private static Tensor resized(Tensor x) {
        int side = ResidualFeatures.SIZE;
        return x.size(2) == side && x.size(3) == side ? x : Ops.bilinear(x, side, side, false, true);
    }

    private static Tensor colour(Tensor x) {
        return x.size(1) == 3 ? x : x.expand(x.size(0), 3, x.size(2), x.size(3));
    }

    @Override
    public void close() {
        store.close();
    }
}
