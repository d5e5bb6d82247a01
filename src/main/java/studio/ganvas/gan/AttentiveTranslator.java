package studio.ganvas.gan;

import java.util.List;
import studio.ganvas.tensor.Tensor;

/** A translator that can show where its networks look, and try other mixtures of norms than the learnt one. */
public interface AttentiveTranslator extends Translator {
    /**
     * A translation and what the generator's attention did.
     *
     * @param picture [N, C, H, W] in [−1, 1]
     * @param heatMap attention [N, h, w], not scaled to any range
     * @param logits of the auxiliary classifiers of average and of maximum [N, 2]; positive: "this is a picture of the
     *     domain that I translate from"
     */
    record Attended(Tensor picture, Tensor heatMap, Tensor logits) {}

    /**
     * A discriminator's opinion.
     *
     * @param answers score of each patch [N, 1, h', w'], near 1 for real, near 0 for made
     * @param heatMap attention [N, h, w], not scaled to any range
     * @param logits of the auxiliary classifiers of average and of maximum [N, 2], trained towards 1 for real, 0 for made
     */
    record Judged(Tensor answers, Tensor heatMap, Tensor logits) {}

    /** How much of the picture one answer of a discriminator sees. */
    enum View {
        GLOBAL,
        LOCAL
    }

    /**
     * A discriminator.
     *
     * @param network its name, see {@link SystemInfo#networkNames()}
     * @param domain "A" or "B": whose real pictures it knows
     */
    record Critic(String network, String domain, View view) {}

    /** What a layer with a ρ is. */
    enum RhoKind {
        /** γ and β come from the picture's own features. */
        ADALIN,
        /** γ and β are learnt. */
        ILN
    }

    /**
     * A layer that mixes instance and layer normalization.
     *
     * @param name the official state dict's, without {@code .rho}
     * @param values ρ per channel, from 0 (layer norm) to 1 (instance norm)
     */
    record RhoLayer(String name, RhoKind kind, List<Float> values) {
        public RhoLayer {
            values = List.copyOf(values);
        }
    }

    /**
     * A ρ to compute with instead of the learnt one.
     *
     * @param from first layer, counted from 0 in the order of {@link #rhoLayers}
     * @param to the layer after the last
     * @param value for every channel of these layers
     */
    record RhoOverride(int from, int to, double value) {
        public RhoOverride {
            if (from < 0 || to < from || !Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "Layers " + from + " to " + to + " cannot be computed with ρ = " + value);
            }
        }

        public static RhoOverride layer(int index, double value) {
            return new RhoOverride(index, index + 1, value);
        }
    }

    @Override
    default Tensor translate(Tensor x, Direction direction) {
        return attend(x, direction, List.of()).picture();
    }

    /**
     * Translates x [N, C, H, W] in [−1, 1] and reports the attention.
     *
     * @param overrides what to try instead of the learnt ρ, later ones over earlier ones; no weight changes
     */
    Attended attend(Tensor x, Direction direction, List<RhoOverride> overrides);

    /** The layers with a ρ of that direction's generator, in the order of computation. */
    List<RhoLayer> rhoLayers(Direction direction);

    /** What the mean ρ of a layer is called in a run's statistics. */
    static String rhoSeries(String network, String layer) {
        return "rho_" + network + "." + layer;
    }

    /** The discriminators that such a model has, loaded or not. */
    List<Critic> knownCritics();

    /** The discriminators that are loaded; often none, since they are needed for training only. */
    List<Critic> critics();

    /** What a discriminator makes of x [N, C, H, W] in [−1, 1]. */
    Judged judge(Tensor x, Critic critic);
}
