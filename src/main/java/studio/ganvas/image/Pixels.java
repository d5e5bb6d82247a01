package studio.ganvas.image;

import java.util.Objects;

/**
 * A picture ready for the screen: row-major ARGB, 8 bits a channel, not premultiplied. The array is handed over, not
 * copied: whoever makes a {@code Pixels} must not write to it afterwards.
 */
public record Pixels(int width, int height, int[] argb) {
    public Pixels {
        Objects.requireNonNull(argb);
        if (width <= 0 || height <= 0 || (long) width * height != argb.length) {
            throw new IllegalArgumentException(
                    "A picture of " + width + "×" + height + " cannot have " + argb.length + " pixels");
        }
    }
}
