package studio.ganvas.data;

import java.util.Objects;

/**
 * How a picture becomes a network's input.
 *
 * @param size side of the square input, pixels
 * @param channels 1 (grey) or 3 (RGB)
 * @param mode what happens to the aspect ratio
 * @param loadSize side that the picture is resized to before a random crop of {@code size}; equal to {@code size}: no random
 *     crop
 * @param flip mirror half of the pictures at random
 * @param filter how pictures are resized
 */
public record TransformSpec(
        int size, int channels, ResizeMode mode, int loadSize, boolean flip, Resample.Filter filter) {
    /** The largest input, pixels a side. */
    public static final int MAX_SIZE = 4096;

    /** What happens to the aspect ratio of a picture that is not square. */
    public enum ResizeMode {
        /** Stretched to a square. */
        STRETCH,
        /** The shorter side is fitted, and the middle is cut out (torchvision's Resize and CenterCrop). */
        CROP,
        /** The longer side is fitted, and the rest is white. */
        PAD
    }

    public TransformSpec {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(filter);
        if (size < 1 || size > MAX_SIZE || loadSize < size || loadSize > 2 * MAX_SIZE) {
            throw new IllegalArgumentException("Pictures cannot be loaded at " + loadSize + " and cut to " + size
                    + "; sizes go from 1 to " + MAX_SIZE + ", and the load size is at least the size");
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Networks take 1 or 3 channels, not " + channels);
        }
    }

    /** Resize of the shorter side, centre crop, bilinear, no flip: DCGAN. */
    public static TransformSpec centreCrop(int size, int channels) {
        return new TransformSpec(size, channels, ResizeMode.CROP, size, false, Resample.Filter.BILINEAR);
    }

    /** Plain resize to a square with no randomness: what test pictures of the translation systems go through. */
    public static TransformSpec stretch(int size, int channels, Resample.Filter filter) {
        return new TransformSpec(size, channels, ResizeMode.STRETCH, size, false, filter);
    }

    /** Stretch to {@code loadSize} with {@code filter}, random crop, random flip: pix2pix, CycleGAN, U-GAT-IT. */
    public static TransformSpec jitter(int size, int channels, int loadSize, Resample.Filter filter) {
        return new TransformSpec(size, channels, ResizeMode.STRETCH, loadSize, true, filter);
    }

    /** The same without crop position and flip left to chance: for previews, metrics and tests. */
    public TransformSpec deterministic() {
        return new TransformSpec(size, channels, mode, size, false, filter);
    }
}
