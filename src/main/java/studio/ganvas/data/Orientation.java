package studio.ganvas.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EXIF orientation, 1–8: how the stored rows and columns must be turned to stand upright. */
final class Orientation {
    private static final Logger LOG = LoggerFactory.getLogger(Orientation.class);
    private static final int SEARCHED = 1 << 18;

    private Orientation() {}

    /** The orientation that the file asks for; 1 (as stored) where it says nothing sensible. */
    static int of(byte[] file, PictureFormat format) {
        boolean mayHaveExif =
                switch (format) {
                    case JPEG -> contains(file, "Exif");
                    case PNG -> contains(file, "eXIf");
                    case WEBP -> contains(file, "EXIF");
                    case TIFF -> true;
                    case GIF, BMP, PNM, TGA -> false;
                };
        if (!mayHaveExif) {
            return 1;
        }
        try {
            return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length)
                    .getDirectoriesOfType(ExifIFD0Directory.class)
                    .stream()
                    .map(d -> d.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                    .filter(o -> o != null && o >= 1 && o <= 8)
                    .findFirst()
                    .orElse(1);
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            LOG.debug("Unreadable metadata; the picture is taken as it is stored", e);
            return 1;
        }
    }

    /** Whether width and height change places. */
    static boolean swapsSides(int orientation) {
        return orientation >= 5;
    }

    /** The picture turned upright. */
    static Picture apply(Picture p, int orientation) {
        if (orientation == 1) {
            return p;
        }
        int w = p.width(), h = p.height(), c = p.channels();
        int outW = swapsSides(orientation) ? h : w;
        int outH = swapsSides(orientation) ? w : h;
        byte[] out = new byte[p.bytes().length];
        for (int y = 0; y < outH; y++) {
            for (int x = 0; x < outW; x++) {
                int sx =
                        switch (orientation) {
                            case 2, 3 -> w - 1 - x;
                            case 4 -> x;
                            case 5, 6 -> y;
                            default -> w - 1 - y;
                        };
                int sy =
                        switch (orientation) {
                            case 2 -> y;
                            case 3, 4 -> h - 1 - y;
                            case 5, 8 -> x;
                            default -> h - 1 - x;
                        };
                System.arraycopy(p.bytes(), (sy * w + sx) * c, out, (y * outW + x) * c, c);
            }
        }
        return new Picture(outW, outH, c, out, p.notes())
                .noting("turned upright (EXIF orientation " + orientation + ")");
    }

    private static boolean contains(byte[] file, String word) {
        byte[] w = word.getBytes(StandardCharsets.ISO_8859_1);
        // PNG and WebP may carry EXIF after the pixels; JPEG always has it in front.
        int end = word.equals("Exif") ? Math.min(file.length, SEARCHED) : file.length;
        outer:
        for (int i = 0; i + w.length <= end; i++) {
            for (int k = 0; k < w.length; k++) {
                if (file[i + k] != w[k]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
