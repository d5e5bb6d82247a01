package studio.ganvas.engine.latent;

import studio.ganvas.image.Pixels;

/**
 * How far a projection is.
 *
 * @param step finished ones
 * @param distance between the features of picture and target; falls
 * @param picture of the w of this step
 * @param target the middle square of the photo, in the size of the model
 */
public record ProjectionProgress(int step, int steps, double distance, Pixels picture, Pixels target) {}
