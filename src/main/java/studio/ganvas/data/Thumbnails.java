package studio.ganvas.data;

import studio.ganvas.image.Pixels;

/** Small pictures for lists, made without decoding more than they need. */
public final class Thumbnails {
    private Thumbnails() {}

    /**
     * The item scaled down so that its longer side is {@code edge} pixels; smaller pictures stay as they are. Takes
     * milliseconds for ordinary photos: call it off the window's thread.
     *
     * @throws PictureException with a plain reason when the picture cannot be used
     */
    public static Pixels of(Dataset dataset, Item item, int edge) throws PictureException {
        return fit(dataset.read(item, edge), edge);
    }

    /** The same for the bytes of any picture file. */
    public static Pixels of(byte[] file, int edge) throws PictureException {
        return fit(PictureReader.read(file, edge), edge);
    }

    private static Pixels fit(Picture picture, int edge) {
        double scale = (double) edge / Math.max(picture.width(), picture.height());
        if (scale >= 1) {
            return picture.toPixels();
        }
        int w = Math.max(1, (int) Math.round(picture.width() * scale));
        int h = Math.max(1, (int) Math.round(picture.height() * scale));
        return Resample.resize(picture, w, h, Resample.Filter.BILINEAR).toPixels();
    }
}
