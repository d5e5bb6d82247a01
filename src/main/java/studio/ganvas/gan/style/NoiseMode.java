package studio.ganvas.gan.style;

/** Where the noise of the synthesis layers comes from. */
public enum NoiseMode {
    NONE,
    /** The maps that are stored with the network. */
    CONST,
    /** Fresh maps from {@link studio.ganvas.tensor.Draws#current()}. */
    RANDOM
}
