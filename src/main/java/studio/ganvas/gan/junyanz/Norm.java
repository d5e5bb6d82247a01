package studio.ganvas.gan.junyanz;

import java.util.Locale;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Layers;

/** The norm between layers; only instance norm leaves the convolutions before it their biases. */
public enum Norm {
    BATCH,
    INSTANCE,
    NONE;

    /** By the word of an option: {@code batch}, {@code instance} or {@code none}. */
    public static Norm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    Layer layer(long features) {
        return switch (this) {
            case BATCH -> Layers.batchNorm(features);
            case INSTANCE -> Layers.instanceNorm(features);
            case NONE -> Layers.sequential();
        };
    }

    boolean bias() {
        return this == INSTANCE;
    }

    /** Whether a picture comes out the same whatever else is in its batch. */
    public boolean perSample() {
        return this != BATCH;
    }
}
