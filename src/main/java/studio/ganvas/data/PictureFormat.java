package studio.ganvas.data;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The file formats that are read, told by their first bytes, never by the file's name. */
enum PictureFormat {
    PNG("PNG", "png"),
    JPEG("JPEG", "jpeg"),
    GIF("GIF", "gif"),
    WEBP("WebP", "webp"),
    BMP("BMP", "bmp"),
    TIFF("TIFF", "tiff"),
    PNM("PNM", "pnm"),
    TGA("TGA", "tga");

    private static final Set<String> READABLE = Set.of(
            "png", "apng", "jpg", "jpeg", "jpe", "jfif", "gif", "webp", "bmp", "dib", "tif", "tiff", "pnm", "ppm",
            "pgm", "pbm", "pam", "tga");
    private static final Set<String> UNREADABLE = Set.of(
            "heic", "heif", "avif", "psd", "svg", "jp2", "j2k", "jxl", "exr", "hdr", "dng", "cr2", "nef", "arw", "ico",
            "pcx");
    private static final Map<PictureFormat, ImageReaderSpi> READERS = findReaders();

    final String label;
    private final String imageIoName;

    PictureFormat(String label, String imageIoName) {
        this.label = label;
        this.imageIoName = imageIoName;
    }

    /** Whether a file of this name counts as a picture of a dataset. */
    static boolean isPictureName(String name) {
        return READABLE.contains(extension(name));
    }

    /** Whether the name is that of a picture in a format that nothing here reads. */
    static boolean isForeignPictureName(String name) {
        return UNREADABLE.contains(extension(name));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    ImageReaderSpi readers() {
        return READERS.get(this);
    }

    /**
     * The format of a file that begins with {@code head}.
     *
     * @throws PictureException saying what the file is instead
     */
    static PictureFormat of(byte[] head) throws PictureException {
        if (head.length == 0) {
            throw new PictureException("the file is empty (0 bytes)");
        }
        if (starts(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (starts(head, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (starts(head, 0, "GIF87a") || starts(head, 0, "GIF89a")) {
            return GIF;
        }
        if (starts(head, 0, "RIFF") && starts(head, 8, "WEBP")) {
            return WEBP;
        }
        if (starts(head, 0, "BM")) {
            return BMP;
        }
        if (starts(head, 0, "II*\0")
                || starts(head, 0, "MM\0*")
                || starts(head, 0, "II+\0")
                || starts(head, 0, "MM\0+")) {
            return TIFF;
        }
        if (head.length > 2 && head[0] == 'P' && head[1] >= '1' && head[1] <= '7' && Character.isWhitespace(head[2])) {
            return PNM;
        }
        Optional<String> other = foreign(head);
        if (other.isPresent()) {
            throw new PictureException(other.get());
        }
        if (looksLikeTga(head)) {
            return TGA;
        }
        throw new PictureException("not a picture in a known format");
    }

    /** Whether the mark that ends a complete file of this format is missing; false for formats without one. */
    boolean lacksItsEnd(byte[] file) {
        String mark = this == PNG ? "IEND" : this == JPEG ? "\u00ff\u00d9" : "";
        for (int at = file.length - mark.length(); at >= Math.max(0, file.length - 64); at--) {
            if (starts(file, at, mark)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> foreign(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 256), StandardCharsets.ISO_8859_1).stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.startsWith("version https://git-lfs")) {
            return Optional.of("a Git LFS pointer instead of the picture; run `git lfs pull` where it came from");
        }
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return Optional.of("a web page, not a picture; the download went wrong");
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<svg")) {
            return Optional.of("an SVG or XML file; only pixel pictures can be used");
        }
        if (starts(head, 4, "ftyp")) {
            String brand =
                    starts(head, 8, "avif") ? "AVIF" : starts(head, 8, "mif1") || starts(head, 8, "he") ? "HEIC" : "";
            return Optional.of(
                    brand.isEmpty()
                            ? "a video, not a picture"
                            : brand + " pictures are not read; convert them to PNG or JPEG");
        }
        if (starts(head, 0, "8BPS")) {
            return Optional.of("Photoshop files are not read; export them as PNG or JPEG");
        }
        return Optional.empty();
    }

    /** TGA has no magic number: a sane header of a true-colour, grey or mapped picture is all there is to see. */
    private static boolean looksLikeTga(byte[] h) {
        if (h.length < 19) {
            return false;
        }
        int mapType = h[1], imageType = h[2], depth = h[16] & 255;
        boolean type =
                switch (imageType) {
                    case 1, 9 -> mapType == 1;
                    case 2, 3, 10, 11 -> mapType == 0;
                    default -> false;
                };
        int width = (h[12] & 255) | (h[13] & 255) << 8, height = (h[14] & 255) | (h[15] & 255) << 8;
        return type && width > 0 && height > 0 && Set.of(8, 15, 16, 24, 32).contains(depth) && (h[17] & 0xC0) == 0;
    }

    private static boolean starts(byte[] head, int at, String magic) {
        if (head.length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[at + i] & 255) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static Map<PictureFormat, ImageReaderSpi> findReaders() {
        Map<PictureFormat, ImageReaderSpi> found = new EnumMap<>(PictureFormat.class);
        Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (all.hasNext()) {
            ImageReaderSpi spi = all.next();
            for (PictureFormat format : values()) {
                for (String name : spi.getFormatNames()) {
                    if (name.equalsIgnoreCase(format.imageIoName)) {
                        // TwelveMonkeys' readers take more variants than the JDK's of the same name.
                        found.merge(format, spi, (a, b) -> isTwelveMonkeys(b) && !isTwelveMonkeys(a) ? b : a);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isTwelveMonkeys(ImageReaderSpi spi) {
        return spi.getClass().getName().startsWith("com.twelvemonkeys");
    }
}
