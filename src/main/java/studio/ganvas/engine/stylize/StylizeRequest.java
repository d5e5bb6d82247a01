package studio.ganvas.engine.stylize;

import studio.ganvas.image.Pixels;

/**
 * A photo to translate.
 *
 * @param direction {@code AtoB} or {@code BtoA}
 * @param photo with its transparency, which the result keeps
 */
public record StylizeRequest(String modelId, String direction, Pixels photo, SizeMode size) {}
