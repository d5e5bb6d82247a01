package studio.ganvas.engine.latent;

/**
 * What to see of a layer.
 *
 * @param layer its name, see {@link LatentFacts.Layer#name()}
 * @param page of channels, from 0
 * @param pageSize channels a page, 1 to {@value #MOST}
 */
public record LayerRequest(LatentState state, String layer, Order order, int page, int pageSize) {
    public static final int MOST = 256;

    /** In which order channels come. */
    public enum Order {
        NUMBER,
        /** Those that vary most over the picture first. */
        STRONGEST
    }

    public LayerRequest {
        if (page < 0 || pageSize < 1 || pageSize > MOST) {
            throw new IllegalArgumentException("A page of channels has 1 to " + MOST + " of them.");
        }
    }
}
