package studio.ganvas.engine.stylize;

import studio.ganvas.image.Pixels;

/**
 * Asks where a network of a model looks.
 *
 * @param network see {@link Looker#network()}; a discriminator is loaded when it is first asked for
 * @param picture a photo or a translation
 * @param size how the picture goes through the network
 */
public record AttentionRequest(String modelId, String network, Pixels picture, SizeMode size) {}
