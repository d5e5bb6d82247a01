package studio.ganvas.engine.stylize;

import java.time.Duration;
import java.util.Optional;
import studio.ganvas.image.Pixels;

/**
 * A translated photo at full strength; {@code Blend.mix} weakens it.
 *
 * @param picture as large and as transparent as the photo
 * @param tiles in how many pieces it went through the network
 * @param tileWidth of a piece, pixels; {@code tileHeight} likewise
 * @param took computing alone, without waiting
 * @param attention where the generator looked meanwhile; empty for a model that has no attention
 */
public record Stylized(
        Pixels picture, int tiles, int tileWidth, int tileHeight, Duration took, Optional<Attention> attention) {
    /** Of a model without attention. */
    public Stylized(Pixels picture, int tiles, int tileWidth, int tileHeight, Duration took) {
        this(picture, tiles, tileWidth, tileHeight, took, Optional.empty());
    }
}
