package studio.ganvas.engine.latent;

import studio.ganvas.image.Pixels;

/**
 * What a projection found.
 *
 * @param state a picture with this w, stored noise and ψ 1, to be edited like any other
 * @param distance at the end, see {@link ProjectionProgress#distance()}
 */
public record Projection(LatentState state, Code w, Pixels picture, Pixels target, double distance) {}
