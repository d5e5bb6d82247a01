package studio.ganvas.data;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.SampleModel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.ImageReaderSpi;
import studio.ganvas.image.Pixels;

/**
 * Decodes picture files to what a person sees: upright, sRGB or grey, opaque on white, first frame. Sizes in the header
 * are checked before anything is decoded. Thread-safe: every call has its own reader.
 */
public final class PictureReader {
    /** The longest side that is decoded, pixels. */
    public static final int MAX_SIDE = 16_384;
    /** The largest area that is decoded, pixels. */
    public static final long MAX_PIXELS = 200_000_000;
    /** The largest file that is read, bytes. */
    public static final int MAX_BYTES = 512 << 20;

    static final String TRUNCATED = "truncated: the file ends before the picture does";

    private PictureReader() {}

    /** Decodes a whole file; throws {@link PictureException} with a plain reason when it cannot be used. */
    public static Picture read(byte[] file) throws PictureException {
        return read(file, 0);
    }

    /** Reads the stream to its end and decodes it; does not close it. */
    public static Picture read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new PictureException("larger than " + (MAX_BYTES >> 20) + " MB");
        }
        return read(bytes);
    }

    /** Whether files of this name are pictures that can be read, by their ending. */
    public static boolean isPictureName(String name) {
        return PictureFormat.isPictureName(name);
    }

    /**
     * Decodes a whole file with its transparency. The colour of a half transparent pixel is what, laid on white, shows what
     * the file shows there.
     */
    public static Pixels readPixels(byte[] file) throws PictureException {
        return readPhoto(file).pixels();
    }

    /**
     * A photo as it is seen.
     *
     * @param pixels upright, sRGB, with transparency
     * @param notes what was converted or left out on the way, in words for people; often empty
     */
    public record Photo(Pixels pixels, List<String> notes) {}

    /** As {@link #readPixels}, with what there is to say about the file. */
    public static Photo readPhoto(byte[] file) throws PictureException {
        Picture onWhite = read(file);
        PictureFormat format = PictureFormat.of(file);
        List<String> notes = new ArrayList<>(onWhite.notes());
        if (format == PictureFormat.GIF || format == PictureFormat.WEBP) {
            int frames = withReader(file, format, reader -> reader.getNumImages(true));
            if (frames > 1) {
                notes.add("the first of " + frames + " frames");
            }
        }
        if (!notes.remove(Decoded.TRANSPARENCY)) {
            return new Photo(onWhite.toPixels(), List.copyOf(notes));
        }
        Picture alpha = withReader(file, format, reader -> {
            BufferedImage image = reader.read(0);
            return Decoded.alpha(format == PictureFormat.GIF ? GifScreen.place(image, file) : image);
        });
        Pixels pixels = onWhite.withAlpha(Orientation.apply(alpha, Orientation.of(file, format)));
        return new Photo(pixels, List.copyOf(notes));
    }

    /**
     * Decodes a file to no more detail than a preview of {@code edge} pixels (longer side) needs: rows and columns are
     * skipped while decoding, down to twice that size. The result is not yet scaled to {@code edge}.
     *
     * @param edge the longer side of the preview in pixels; 0 for all detail
     */
    static Picture read(byte[] file, int edge) throws PictureException {
        PictureFormat format = PictureFormat.of(file);
        Picture stored = withReader(file, format, reader -> {
            PictureInfo info = info(reader, format);
            ImageReadParam param = reader.getDefaultReadParam();
            int step = edge == 0 ? 1 : Math.max(1, Math.max(info.width(), info.height()) / (2 * edge));
            if (step > 1) {
                param.setSourceSubsampling(step, step, 0, 0);
            }
            AtomicReference<String> warning = new AtomicReference<>("");
            IIOReadWarningListener listener = (source, text) -> warning.compareAndSet("", text);
            reader.addIIOReadWarningListener(listener);
            BufferedImage image = reader.read(0, param);
            if (isTruncation(warning.get())) {
                throw new PictureException(TRUNCATED);
            }
            if (format == PictureFormat.GIF && step == 1) {
                image = GifScreen.place(image, file);
            }
            Picture picture = Decoded.toPicture(image);
            return format == PictureFormat.PNG ? ColourProfile.toSrgb(picture, PngChunks.colourProfile(file)) : picture;
        });
        return Orientation.apply(stored, Orientation.of(file, format));
    }

    /**
     * The header alone. {@code head} may be the beginning of the file; if it is too short for its format the reason says
     * "truncated".
     */
    public static PictureInfo info(byte[] head) throws PictureException {
        PictureFormat format = PictureFormat.of(head);
        // The JDK's PNG reader wants the whole first IDAT chunk before it tells the size.
        PictureInfo info = format == PictureFormat.PNG
                ? PngChunks.header(head)
                : withReader(head, format, reader -> info(reader, format));
        return Orientation.swapsSides(Orientation.of(head, format))
                ? new PictureInfo(info.format(), info.height(), info.width(), info.channels(), info.bits())
                : info;
    }

    private static PictureInfo info(ImageReader reader, PictureFormat format) throws IOException {
        int w = reader.getWidth(0);
        int h = reader.getHeight(0);
        checkSize(w, h);
        ImageTypeSpecifier type = reader.getRawImageType(0);
        if (type == null) {
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            type = types != null && types.hasNext() ? types.next() : null;
        }
        if (type == null) {
            return new PictureInfo(format.label, w, h, 3, 8);
        }
        ColorModel colours = type.getColorModel();
        SampleModel samples = type.getSampleModel();
        return new PictureInfo(format.label, w, h, colours.getNumComponents(), samples.getSampleSize(0));
    }

    static void checkSize(int w, int h) throws PictureException {
        if (w < 1 || h < 1) {
            throw new PictureException("the header gives no sensible size (" + w + "×" + h + ")");
        }
        if (w > MAX_SIDE || h > MAX_SIDE || (long) w * h > MAX_PIXELS) {
            throw new PictureException("too large: " + w + "×" + h + " pixels (at most " + MAX_SIDE + " a side and "
                    + MAX_PIXELS / 1_000_000 + " million in all)");
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    private static <T> T withReader(byte[] file, PictureFormat format, Use<T> use) throws PictureException {
        ImageReaderSpi spi = format.readers();
        if (spi == null) {
            throw new PictureException(format.label + " pictures cannot be read: the reader is missing");
        }
        ImageReader reader = null;
        try {
            reader = spi.createReaderInstance();
            reader.setInput(new ByteArrayImageInputStream(file), false, format == PictureFormat.PNG);
            return use.of(reader);
        } catch (PictureException e) {
            throw e;
        } catch (EOFException e) {
            throw new PictureException(TRUNCATED, e);
        } catch (IOException | RuntimeException e) {
            throw new PictureException(reason(e, file, format), e);
        } catch (OutOfMemoryError e) {
            throw new PictureException("too large for the memory that is free", e);
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    private static String reason(Throwable e, byte[] file, PictureFormat format) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof EOFException || isTruncation(String.valueOf(t.getMessage()))) {
                return TRUNCATED;
            }
        }
        if (format.lacksItsEnd(file)) {
            return TRUNCATED;
        }
        return "a damaged " + format.label + " file";
    }

    private static boolean isTruncation(String message) {
        String m = message.toLowerCase(Locale.ROOT);
        return m.contains("premature end")
                || m.contains("unexpected end")
                || m.contains("eof")
                || m.contains("truncated");
    }
}
