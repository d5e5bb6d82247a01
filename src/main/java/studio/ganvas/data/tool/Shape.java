package studio.ganvas.data.tool;

import java.util.Arrays;
import java.util.Objects;
import studio.ganvas.data.Picture;
import studio.ganvas.data.Resample;
import studio.ganvas.data.TransformSpec;

/**
 * The size that pictures are brought to.
 *
 * @param width pixels
 * @param height pixels
 */
public record Shape(int width, int height, Fit fit, Resample.Filter filter) {
    /** What happens where the aspect ratio is another. */
    public enum Fit {
        /** The largest centred part of the shape is cut out: NVIDIA's center-crop. */
        CROP,
        /** The whole picture, with white beside it. */
        PAD,
        /** Stretched. */
        STRETCH
    }

    public Shape {
        Objects.requireNonNull(fit);
        Objects.requireNonNull(filter);
        if (width < 1 || height < 1 || width > TransformSpec.MAX_SIZE || height > TransformSpec.MAX_SIZE) {
            throw new IllegalArgumentException("Pictures can't be made " + width + "×" + height
                    + "; sides go from 1 to " + TransformSpec.MAX_SIZE + " pixels");
        }
    }

    /** The picture in this shape. */
    public Picture apply(Picture p) {
        return switch (fit) {
            case STRETCH -> Resample.resize(p, width, height, filter);
            case CROP -> {
                int w = (int) Math.max(1, Math.min(p.width(), Math.round((double) p.height() * width / height)));
                int h = (int) Math.max(1, Math.min(p.height(), Math.round((double) p.width() * height / width)));
                Picture middle = p.crop((p.width() - w) / 2, (p.height() - h) / 2, w, h);
                yield Resample.resize(middle, width, height, filter);
            }
            case PAD -> pad(p);
        };
    }

    private Picture pad(Picture p) {
        double scale = Math.min((double) width / p.width(), (double) height / p.height());
        int w = Math.max(1, Math.min(width, (int) Math.round(p.width() * scale)));
        int h = Math.max(1, Math.min(height, (int) Math.round(p.height() * scale)));
        Picture fitted = Resample.resize(p, w, h, filter);
        int c = p.channels();
        byte[] out = new byte[width * height * c];
        Arrays.fill(out, (byte) 255);
        for (int y = 0; y < h; y++) {
            int to = ((height - h) / 2 + y) * width + (width - w) / 2;
            System.arraycopy(fitted.bytes(), y * w * c, out, to * c, w * c);
        }
        return new Picture(width, height, c, out, p.notes());
    }
}
