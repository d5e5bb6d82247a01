package studio.ganvas.data.doctor;

import java.util.Locale;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.PictureInfo;

/**
 * What is remembered of one picture, about 400 bytes whatever its size.
 *
 * @param trouble why it can't be used; empty where it can
 * @param format the file's format, such as {@code PNG}
 * @param colours what its pixels are, as a decode shows it; headers promise transparency that is not there
 * @param flat whether all its pixels have the same colour, or nearly
 * @param file print of the file
 * @param pixels print of the pixels
 * @param sketch luma of the picture scaled to {@link Sketch#SIDE} squared; empty where it can't be used
 */
record Look(
        String trouble,
        String format,
        int width,
        int height,
        Colours colours,
        boolean flat,
        Print file,
        Print pixels,
        byte[] sketch) {
    /** What a picture's pixels are. */
    enum Colours {
        RGB("RGB", 3),
        GREY("grey", 1),
        TRANSPARENT("RGB with transparency", 3),
        GREY_TRANSPARENT("grey with transparency", 1),
        CMYK("CMYK", 3);

        final String words;
        final int channels;

        Colours(String words, int channels) {
            this.words = words;
            this.channels = channels;
        }
    }

    private static final Print NONE = new Print(0, 0);
    private static final int FLAT = 8;

    boolean usable() {
        return trouble.isEmpty();
    }

    boolean truncated() {
        return trouble.startsWith("truncated");
    }

    String size() {
        return width + "×" + height;
    }

    static Look bad(String trouble, Print file) {
        return new Look(trouble, "", 0, 0, Colours.RGB, false, file, NONE, new byte[0]);
    }

    /** Reads and decodes the picture, once. */
    static Look at(Dataset dataset, Item item) {
        Print file = NONE;
        try {
            byte[] bytes = dataset.file(item);
            file = Print.of(bytes);
            Picture picture = dataset.decode(item, bytes);
            PictureInfo info = dataset.info(item, bytes);
            return new Look(
                    "",
                    info.format(),
                    picture.width(),
                    picture.height(),
                    colours(picture, info),
                    flat(picture),
                    file,
                    Print.of(picture),
                    Sketch.of(picture));
        } catch (PictureException e) {
            String reason = String.valueOf(e.getMessage());
            return bad(reason.isEmpty() ? "cannot be read" : reason, file);
        } catch (RuntimeException e) {
            // a reader that trips over a file must not end the whole scan
            return bad("a damaged file (" + e.getClass().getSimpleName() + ")", file);
        }
    }

    private static Colours colours(Picture picture, PictureInfo info) {
        // a palette of greys is colour that happens to be grey
        boolean grey = picture.channels() == 1 && info.channels() <= 2;
        if (picture.hadTransparency()) {
            return grey ? Colours.GREY_TRANSPARENT : Colours.TRANSPARENT;
        }
        boolean cmyk =
                info.channels() == 4 && info.format().toUpperCase(Locale.ROOT).equals("JPEG");
        return grey ? Colours.GREY : cmyk ? Colours.CMYK : Colours.RGB;
    }

    private static boolean flat(Picture p) {
        byte[] bytes = p.bytes();
        int c = p.channels();
        for (int k = 0; k < c; k++) {
            int low = 255, high = 0;
            for (int i = k; i < bytes.length; i += c) {
                int v = bytes[i] & 255;
                low = Math.min(low, v);
                high = Math.max(high, v);
                if (high - low > FLAT) {
                    return false;
                }
            }
        }
        return true;
    }
}
