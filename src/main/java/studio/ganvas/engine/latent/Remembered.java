package studio.ganvas.engine.latent;

import java.time.Instant;
import studio.ganvas.image.Pixels;

/**
 * A state that was seen.
 *
 * @param thumbnail of at most 96 pixels
 */
public record Remembered(String id, LatentState state, Pixels thumbnail, boolean favourite, Instant when) {}
