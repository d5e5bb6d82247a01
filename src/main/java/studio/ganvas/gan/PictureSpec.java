package studio.ganvas.gan;

/**
 * What a system wants its training pictures to be.
 *
 * @param size edge of the square that the networks see, in pixels
 * @param loadSize edge to which a picture is resized before a random {@code size} crop; equal to {@code size} for none
 * @param channels 1 for grey, 3 for RGB
 * @param keepAspect resize the shorter side and crop the middle; otherwise stretch
 * @param flip mirror at random
 * @param resize how pictures are resized
 */
public record PictureSpec(
        int size, int loadSize, int channels, boolean keepAspect, boolean flip, Interpolation resize) {
    /** As PIL has them: over all pixels that a smaller one covers. */
    public enum Interpolation {
        BILINEAR,
        BICUBIC
    }

    /** Resized bilinearly. */
    public PictureSpec(int size, int loadSize, int channels, boolean keepAspect, boolean flip) {
        this(size, loadSize, channels, keepAspect, flip, Interpolation.BILINEAR);
    }
}
