package studio.ganvas.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/**
 * Learned perceptual similarity (Zhang et al. 2018, arXiv 1801.03924, section 3): the activations of some layers are made
 * unit length along the channels, their squared differences weighted by channel, averaged over the places and added up.
 *
 * <p>The result is written as an embedding whose squared Euclidean distance is that sum, so that one embedding of each
 * picture serves any number of comparisons.
 */
public final class Lpips {
    /** Keeps the length of an all-zero activation from dividing by zero; the official value. */
    private static final double EPS = 1e-10;

    private Lpips() {}

    /**
     * The weights of an official file ({@code lin0.model.1.weight} [1, C, 1, 1], …), one [C] for each layer.
     *
     * @throws IllegalArgumentException when the file is another one, or a weight is negative, which no distance has
     */
    public static List<float[]> heads(StateDict file) {
        List<float[]> heads = new ArrayList<>();
        while (true) {
            Optional<HostTensor> head = file.get("lin" + heads.size() + ".model.1.weight");
            if (head.isEmpty()) {
                break;
            }
            float[] weights = head.get().toFloats();
            for (float weight : weights) {
                if (weight < 0) {
                    throw new IllegalArgumentException("These LPIPS weights have a negative one among them");
                }
            }
            heads.add(weights);
        }
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("This file holds no linear heads of LPIPS (lin0.model.1.weight …)");
        }
        return heads;
    }

    /**
     * Embeds activations.
     *
     * @param layers activations [N, C, H, W] of each layer
     * @param heads weights [C] of each layer; empty: all 1/C, so that every layer counts alike
     * @return [N, P]
     */
    public static Tensor embed(List<Tensor> layers, Optional<List<float[]>> heads) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Tensor x = layers.get(i);
            int channels = (int) x.size(1);
            Tensor length = x.square().sum(true, 1).sqrt().add(EPS);
            double places = (double) x.size(2) * x.size(3);
            Tensor unit = x.div(length);
            int layer = i;
            Tensor weighted = heads.map(all -> unit.mul(Tensor.of(roots(all.get(layer), channels), 1, channels, 1, 1)))
                    .orElseGet(() -> unit.mul(Math.sqrt(1.0 / channels)));
            parts.add(weighted.mul(1 / Math.sqrt(places)).flatten());
        }
        return Ops.cat(1, parts);
    }

    private static float[] roots(float[] weights, int channels) {
        if (weights.length != channels) {
            throw new IllegalArgumentException(
                    "These LPIPS weights are for " + weights.length + " channels, the layer has " + channels);
        }
        float[] roots = new float[channels];
        for (int i = 0; i < channels; i++) {
            roots[i] = (float) Math.sqrt(weights[i]);
        }
        return roots;
    }

    /** Distances of embeddings row by row: [N, P], [N, P] → [N]. */
    public static Tensor distance(Tensor a, Tensor b) {
        return a.sub(b).square().sum(false, 1);
    }
}
