package studio.ganvas.gan.stylegan2;

import java.util.OptionalDouble;
import studio.ganvas.nn.Activation;

/**
 * What a mapping network is made of.
 *
 * @param zDim length of z; 0 for the discriminator's, which maps classes alone
 * @param cDim number of classes, 0 without
 * @param wDim length of w
 * @param layers fully connected layers
 * @param embed length of an embedded class
 * @param hidden length between the layers
 * @param lrMultiplier learning rate of its layers over that of the rest
 * @param averageDecay of {@code w_avg}; empty without such a buffer
 */
public record MappingSpec(
        int zDim,
        int cDim,
        int wDim,
        int layers,
        int embed,
        int hidden,
        double lrMultiplier,
        Activation activation,
        OptionalDouble averageDecay) {
    static final double AVERAGE_DECAY = 0.995;
    static final double LR_MULTIPLIER = 0.01;

    /** With the published settings for all but the sizes. */
    public static MappingSpec of(int zDim, int cDim, int wDim, int layers) {
        return new MappingSpec(
                zDim,
                cDim,
                wDim,
                layers,
                wDim,
                wDim,
                LR_MULTIPLIER,
                Activation.LRELU,
                zDim > 0 ? OptionalDouble.of(AVERAGE_DECAY) : OptionalDouble.empty());
    }

    static MappingSpec of(int zDim, int cDim, int wDim, Kwargs kwargs) {
        OptionalDouble decay = kwargs.real("w_avg_beta");
        return new MappingSpec(
                zDim,
                cDim,
                wDim,
                kwargs.integer("num_layers", 8),
                kwargs.integer("embed_features", wDim),
                kwargs.integer("layer_features", wDim),
                kwargs.real("lr_multiplier").orElse(LR_MULTIPLIER),
                kwargs.activation(),
                zDim == 0 ? OptionalDouble.empty() : OptionalDouble.of(decay.orElse(AVERAGE_DECAY)));
    }
}
