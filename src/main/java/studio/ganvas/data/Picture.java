package studio.ganvas.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import studio.ganvas.image.Pixels;

/**
 * A decoded picture as a person sees it: 8-bit sRGB or grey, upright, opaque. The array is handed over, not copied:
 * nobody writes to it afterwards.
 *
 * @param width pixels
 * @param height pixels
 * @param channels 1 (grey) or 3 (RGB)
 * @param bytes row-major, channels interleaved, {@code height·width·channels} samples
 * @param notes what was converted on the way, such as "16 bits a sample scaled to 8"; often empty
 */
public record Picture(int width, int height, int channels, byte[] bytes, List<String> notes) {
    public Picture {
        Objects.requireNonNull(bytes);
        notes = List.copyOf(notes);
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("A picture has 1 or 3 channels, not " + channels);
        }
        if (width <= 0 || height <= 0 || (long) width * height * channels != bytes.length) {
            throw new IllegalArgumentException("A picture of " + width + "×" + height + "×" + channels + " cannot have "
                    + bytes.length + " samples");
        }
    }

    public Picture(int width, int height, int channels, byte[] bytes) {
        this(width, height, channels, bytes, List.of());
    }

    /** The rectangle at (x, y); it must lie inside the picture. */
    public Picture crop(int x, int y, int w, int h) {
        if (x < 0 || y < 0 || w < 1 || h < 1 || x + w > width || y + h > height) {
            throw new IllegalArgumentException("A crop of " + w + "×" + h + " at (" + x + ", " + y
                    + ") does not lie inside a picture of " + width + "×" + height);
        }
        if (w == width && h == height) {
            return this;
        }
        byte[] out = new byte[w * h * channels];
        for (int row = 0; row < h; row++) {
            System.arraycopy(bytes, ((y + row) * width + x) * channels, out, row * w * channels, w * channels);
        }
        return new Picture(w, h, channels, out, notes);
    }

    /**
     * This picture with 1 or 3 channels. Grey is Pillow's luma {@code (19595 R + 38470 G + 7471 B + 2¹⁵) >> 16}
     * (ITU-R 601), as {@code Image.convert("L")} and torchvision's {@code Grayscale} give it.
     */
    public Picture withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        int n = width * height;
        byte[] out = new byte[n * wanted];
        if (wanted == 3) {
            for (int i = 0; i < n; i++) {
                Arrays.fill(out, 3 * i, 3 * i + 3, bytes[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                int r = bytes[3 * i] & 255, g = bytes[3 * i + 1] & 255, b = bytes[3 * i + 2] & 255;
                out[i] = (byte) ((19595 * r + 38470 * g + 7471 * b + 0x8000) >> 16);
            }
        }
        return new Picture(width, height, wanted, out, notes);
    }

    /** Mirrored left to right. */
    public Picture flipped() {
        byte[] out = new byte[bytes.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(
                        bytes, (y * width + width - 1 - x) * channels, out, (y * width + x) * channels, channels);
            }
        }
        return new Picture(width, height, channels, out, notes);
    }

    /** For the screen: opaque ARGB. */
    public Pixels toPixels() {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            int p = i * channels;
            int r = bytes[p] & 255;
            int g = channels == 1 ? r : bytes[p + 1] & 255;
            int b = channels == 1 ? r : bytes[p + 2] & 255;
            argb[i] = 0xff000000 | r << 16 | g << 8 | b;
        }
        return new Pixels(width, height, argb);
    }

    /**
     * The pixels that show this picture when they are laid on white.
     *
     * @param alpha of the same size, grey: 0 transparent, 255 opaque
     */
    Pixels withAlpha(Picture alpha) {
        int[] argb = toPixels().argb();
        for (int i = 0; i < argb.length; i++) {
            int a = alpha.bytes[i] & 255;
            int p = argb[i];
            argb[i] =
                    a << 24 | offWhite(p >> 16 & 255, a) << 16 | offWhite(p >> 8 & 255, a) << 8 | offWhite(p & 255, a);
        }
        return new Pixels(width, height, argb);
    }

    /** The inverse of {@link #onWhite}, which 8 bits hold the less exactly the less it shows. */
    private static int offWhite(int sample, int alpha) {
        return alpha == 0 ? 255 : Math.max(0, Math.min(255, 255 - (255 * (255 - sample) + alpha / 2) / alpha));
    }

    /** The opaque picture that {@code pixels} shows on a white ground. */
    public static Picture of(Pixels pixels) {
        byte[] out = new byte[pixels.argb().length * 3];
        int p = 0;
        for (int argb : pixels.argb()) {
            int alpha = argb >>> 24;
            out[p++] = onWhite(argb >> 16 & 255, alpha);
            out[p++] = onWhite(argb >> 8 & 255, alpha);
            out[p++] = onWhite(argb & 255, alpha);
        }
        return new Picture(pixels.width(), pixels.height(), 3, out);
    }

    /** One sample (0…255) with alpha (0…255) over white, rounded to the nearest. */
    static byte onWhite(int sample, int alpha) {
        return (byte) ((sample * alpha + 255 * (255 - alpha) + 127) / 255);
    }

    /** Whether the file has transparent parts; they are white here. */
    public boolean hadTransparency() {
        return notes.contains(Decoded.TRANSPARENCY);
    }

    Picture noting(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Picture(width, height, channels, bytes, all);
    }
}
