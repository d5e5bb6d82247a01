package studio.ganvas.data;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;

/**
 * From ImageIO's {@link BufferedImage} to 8-bit RGB or grey. Grey samples are taken as they are: {@code getRGB} would
 * read them as linear light and brighten them, which no viewer does.
 */
final class Decoded {
    /** The note of a picture that is not opaque everywhere. */
    static final String TRANSPARENCY = "transparency laid on white";

    private Decoded() {}

    /** How opaque each pixel is, as a grey picture. */
    static Picture alpha(BufferedImage image) {
        int w = image.getWidth(), h = image.getHeight();
        byte[] out = new byte[w * h];
        int[] row = new int[w];
        for (int y = 0; y < h; y++) {
            image.getRGB(0, y, w, 1, row, 0, w);
            for (int x = 0; x < w; x++) {
                out[y * w + x] = (byte) (row[x] >>> 24);
            }
        }
        return new Picture(w, h, 1, out);
    }

    static Picture toPicture(BufferedImage image) {
        List<String> notes = new ArrayList<>();
        ColorModel model = image.getColorModel();
        ColorSpace space = model.getColorSpace();
        if (model instanceof IndexColorModel) {
            notes.add("palette");
            return packed(image, notes);
        }
        int bands = image.getRaster().getNumBands();
        boolean grey = space.getType() == ColorSpace.TYPE_GRAY;
        if (grey || space.isCS_sRGB() || isDefaultRgb(space)) {
            int colours = grey ? 1 : 3;
            boolean plain = bands == colours || (model.hasAlpha() && bands == colours + 1);
            if (plain && model.isAlphaPremultiplied() == false && isByteLike(image)) {
                return samples(image, colours, notes);
            }
            return packed(image, notes);
        }
        notes.add("colours converted from " + name(space) + " to sRGB");
        return packed(toSrgb(image), notes);
    }

    private static boolean isDefaultRgb(ColorSpace space) {
        return space.getType() == ColorSpace.TYPE_RGB && !(space instanceof ICC_ColorSpace);
    }

    private static boolean isByteLike(BufferedImage image) {
        int type = image.getRaster().getTransferType();
        int bits = image.getSampleModel().getSampleSize(0);
        return (type == DataBuffer.TYPE_BYTE && bits == 8)
                || (type == DataBuffer.TYPE_USHORT && bits == 16)
                || (type == DataBuffer.TYPE_INT && bits == 8)
                || type == DataBuffer.TYPE_FLOAT;
    }

    private static String name(ColorSpace space) {
        return switch (space.getType()) {
            case ColorSpace.TYPE_CMYK -> "CMYK";
            case ColorSpace.TYPE_RGB -> "another RGB profile";
            case ColorSpace.TYPE_Lab -> "Lab";
            default -> "another colour space";
        };
    }

    private static BufferedImage toSrgb(BufferedImage image) {
        boolean alpha = image.getColorModel().hasAlpha();
        BufferedImage out = new BufferedImage(
                image.getWidth(), image.getHeight(), alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        new ColorConvertOp(null).filter(image, out);
        return out;
    }

    /** 8-, 16-bit and float samples read row by row, straight from the raster. */
    private static Picture samples(BufferedImage image, int colours, List<String> notes) {
        Raster raster = image.getRaster();
        int w = image.getWidth(), h = image.getHeight(), bands = raster.getNumBands();
        boolean alpha = bands > colours;
        int type = raster.getTransferType();
        if (type == DataBuffer.TYPE_USHORT) {
            notes.add("16 bits a sample scaled to 8");
        } else if (type == DataBuffer.TYPE_FLOAT) {
            notes.add("floating point samples, 0…1 scaled to 0…255");
        }
        boolean transparent = false;
        byte[] out = new byte[w * h * colours];
        int[] row = new int[w * bands];
        float[] floats = type == DataBuffer.TYPE_FLOAT ? new float[w * bands] : null;
        int o = 0;
        for (int y = 0; y < h; y++) {
            if (floats != null) {
                raster.getPixels(0, y, w, 1, floats);
                for (int i = 0; i < row.length; i++) {
                    row[i] = Math.round(Math.min(Math.max(floats[i], 0), 1) * 255);
                }
            } else {
                raster.getPixels(0, y, w, 1, row);
                if (type == DataBuffer.TYPE_USHORT) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] = (row[i] * 255 + 32767) / 65535;
                    }
                }
            }
            for (int x = 0; x < w; x++) {
                int a = alpha ? row[x * bands + colours] : 255;
                transparent |= a != 255;
                for (int k = 0; k < colours; k++) {
                    int v = row[x * bands + k];
                    out[o++] = a == 255 ? (byte) v : Picture.onWhite(v, a);
                }
            }
        }
        if (transparent) {
            notes.add(TRANSPARENCY);
        }
        return new Picture(w, h, colours, out, notes);
    }

    /** Every other kind through the colour model's own 8-bit ARGB. */
    private static Picture packed(BufferedImage image, List<String> notes) {
        int w = image.getWidth(), h = image.getHeight();
        byte[] out = new byte[w * h * 3];
        int[] row = new int[w];
        boolean transparent = false;
        boolean colourful = false;
        int o = 0;
        for (int y = 0; y < h; y++) {
            image.getRGB(0, y, w, 1, row, 0, w);
            for (int argb : row) {
                int a = argb >>> 24, r = argb >> 16 & 255, g = argb >> 8 & 255, b = argb & 255;
                transparent |= a != 255;
                colourful |= r != g || g != b;
                out[o++] = a == 255 ? (byte) r : Picture.onWhite(r, a);
                out[o++] = a == 255 ? (byte) g : Picture.onWhite(g, a);
                out[o++] = a == 255 ? (byte) b : Picture.onWhite(b, a);
            }
        }
        if (transparent) {
            notes.add(TRANSPARENCY);
        }
        Picture picture = new Picture(w, h, 3, out, notes);
        return colourful ? picture : picture.withChannels(1);
    }
}
