package studio.ganvas.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import studio.ganvas.image.Pixels;

/**
 * PNG files that carry text, such as the settings a picture was made with. Files appear whole or not at all: they are
 * written beside their place, flushed to the disk and then moved there.
 */
public final class PngFiles {
    /** Signature and IHDR: text follows them. */
    private static final int HEADER = 8 + 25;

    private PngFiles() {}

    /**
     * Writes a picture.
     *
     * @param text keyword (1–79 Latin-1 characters) → text; anything beyond ASCII is stored as iTXt, the rest as tEXt
     */
    public static void write(Path path, Pixels pixels, Map<String, String> text) throws IOException {
        WholeFile.write(path, encode(pixels, text));
    }

    /** The bytes of a PNG file. */
    public static byte[] encode(Pixels pixels, Map<String, String> text) throws IOException {
        boolean opaque = true;
        for (int argb : pixels.argb()) {
            opaque &= argb >>> 24 == 255;
        }
        int w = pixels.width(), h = pixels.height();
        BufferedImage image =
                new BufferedImage(w, h, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, w, h, pixels.argb(), 0, w);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", plain)) {
            throw new IOException("This Java has no PNG writer");
        }
        byte[] png = plain.toByteArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream(png.length + 256);
        out.write(png, 0, HEADER);
        for (Map.Entry<String, String> entry : text.entrySet()) {
            writeText(new DataOutputStream(out), entry.getKey(), entry.getValue());
        }
        out.write(png, HEADER, png.length - HEADER);
        return out.toByteArray();
    }

    private static void writeText(DataOutputStream out, String keyword, String value) throws IOException {
        boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(keyword);
        if (keyword.isEmpty() || keyword.length() > 79 || !latin || keyword.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "\"" + keyword + "\" cannot name a text in a PNG: 1 to 79 Latin letters");
        }
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(value) && value.indexOf('\0') < 0;
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((ascii ? "tEXt" : "iTXt").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        // iTXt: not compressed, no language, no translated keyword.
        chunk.writeBytes(new byte[ascii ? 1 : 5]);
        chunk.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        CRC32 crc = new CRC32();
        crc.update(chunk.toByteArray());
        out.writeInt(chunk.size() - 4);
        chunk.writeTo(out);
        out.writeInt((int) crc.getValue());
    }

    /** The picture in a PNG file, laid on white. */
    public static Pixels read(Path path) throws IOException {
        return PictureReader.read(Files.readAllBytes(path)).toPixels();
    }

    /** The texts in a PNG file, by keyword; empty for one without text. */
    public static Map<String, String> readText(Path path) throws IOException {
        if (Files.size(path) > PictureReader.MAX_BYTES) {
            throw new PictureException("larger than " + (PictureReader.MAX_BYTES >> 20) + " MB");
        }
        return PngChunks.read(Files.readAllBytes(path));
    }
}
