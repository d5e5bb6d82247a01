package studio.ganvas.engine.local;

import studio.ganvas.data.Picture;
import studio.ganvas.data.Resample;
import studio.ganvas.image.Pixels;

/** Sizes of pictures that are already pixels. */
final class PixelPictures {
    private PixelPictures() {}

    /** Not larger than {@code edge} on either side; itself when it is not. */
    static Pixels atMost(Pixels pixels, int edge) {
        int longer = Math.max(pixels.width(), pixels.height());
        if (longer <= edge) {
            return pixels;
        }
        int w = Math.max(1, Math.round(pixels.width() * (float) edge / longer));
        int h = Math.max(1, Math.round(pixels.height() * (float) edge / longer));
        return Resample.resize(Picture.of(pixels), w, h, Resample.Filter.BILINEAR)
                .toPixels();
    }

    /** The middle square in the size of a network's pictures, scaled with Lanczos' filter as NVIDIA's projector does. */
    static Pixels middleSquare(Pixels pixels, int edge) {
        int side = Math.min(pixels.width(), pixels.height());
        Picture square = Picture.of(pixels).crop((pixels.width() - side) / 2, (pixels.height() - side) / 2, side, side);
        return Resample.resize(square, edge, edge, Resample.Filter.LANCZOS).toPixels();
    }
}
