package studio.ganvas.engine.stylize;

import studio.ganvas.image.Pixels;

/**
 * Asks for a photo's way there and back.
 *
 * @param direction of the first half, {@code AtoB} or {@code BtoA}
 */
public record RoundTripRequest(String modelId, String direction, Pixels photo) {}
