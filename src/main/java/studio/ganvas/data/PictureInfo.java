package studio.ganvas.data;

import java.util.Objects;

/**
 * What a picture's header says.
 *
 * @param format the file format, such as {@code PNG}
 * @param width pixels, as seen (after EXIF orientation)
 * @param height pixels, as seen
 * @param channels samples a pixel in the file: 1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha or CMYK; a palette counts as
 *     what it stands for
 * @param bits bits a sample
 */
public record PictureInfo(String format, int width, int height, int channels, int bits) {
    public PictureInfo {
        Objects.requireNonNull(format);
    }
}
