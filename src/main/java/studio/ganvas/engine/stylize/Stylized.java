package studio.ganvas.engine.stylize;

import java.time.Duration;
import studio.ganvas.image.Pixels;

/**
 * A translated photo at full strength; {@code Blend.mix} weakens it.
 *
 * @param picture as large and as transparent as the photo
 * @param tiles in how many pieces it went through the network
 * @param tileWidth of a piece, pixels; {@code tileHeight} likewise
 * @param took computing alone, without waiting
 */
public record Stylized(Pixels picture, int tiles, int tileWidth, int tileHeight, Duration took) {}
