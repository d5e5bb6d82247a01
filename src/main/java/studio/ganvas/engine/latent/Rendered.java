package studio.ganvas.engine.latent;

import java.time.Duration;
import studio.ganvas.image.Pixels;

/**
 * A picture of a state.
 *
 * @param preview whether a better one follows; it is then smaller than the model's pictures
 * @param blocksRun how many blocks of the network had to run; the others were remembered
 * @param took computing alone, from the begin of the request, without waiting
 */
public record Rendered(LatentState state, Pixels picture, boolean preview, int blocksRun, int blocks, Duration took) {}
