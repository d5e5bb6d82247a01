package studio.ganvas.ui.control;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.ganvas.image.Pixels;

/** Pictures of the engine as JavaFX images. The conversion may run on any thread. */
public final class PixelImages {
    private PixelImages() {}

    /** The picture for the screen. */
    public static Image of(Pixels pixels) {
        IntBuffer buffer = IntBuffer.wrap(premultiplied(pixels.argb()));
        return new WritableImage(
                new PixelBuffer<>(pixels.width(), pixels.height(), buffer, PixelFormat.getIntArgbPreInstance()));
    }

    /** The pixels of an image, for example of the clipboard. On the FX thread. */
    public static Pixels pixels(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[Math.multiplyExact(width, height)];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return new Pixels(width, height, argb);
    }

    /** Every pixel as a square of {@code factor} × {@code factor} pixels. */
    public static Image enlarged(Image image, int factor) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
        int[] large = new int[pixels.length * factor * factor];
        int row = width * factor;
        for (int y = 0; y < height; y++) {
            int start = y * factor * row;
            for (int x = 0; x < width; x++) {
                int at = start + x * factor;
                Arrays.fill(large, at, at + factor, pixels[y * width + x]);
            }
            for (int copy = 1; copy < factor; copy++) {
                System.arraycopy(large, start, large, start + copy * row, row);
            }
        }
        IntBuffer buffer = IntBuffer.wrap(large);
        return new WritableImage(new PixelBuffer<>(row, height * factor, buffer, PixelFormat.getIntArgbPreInstance()));
    }

    /** Colours times alpha, rounded. Opaque pictures, nearly all, come back as the same array. */
    static int[] premultiplied(int[] argb) {
        int first = 0;
        while (first < argb.length && argb[first] >>> 24 == 255) {
            first++;
        }
        if (first == argb.length) {
            return argb;
        }
        int[] result = argb.clone();
        for (int i = first; i < result.length; i++) {
            int p = result[i];
            int alpha = p >>> 24;
            result[i] = alpha << 24
                    | times(p >> 16 & 255, alpha) << 16
                    | times(p >> 8 & 255, alpha) << 8
                    | times(p & 255, alpha);
        }
        return result;
    }

    private static int times(int channel, int alpha) {
        return (channel * alpha + 127) / 255;
    }
}
