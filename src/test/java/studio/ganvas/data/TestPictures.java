package studio.ganvas.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.ganvas.image.Pixels;

/** Small pictures and archives for tests. */
final class TestPictures {
    private TestPictures() {}

    static byte[] resource(String name) {
        try (InputStream in = TestPictures.class.getResourceAsStream("/data/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String[] gzLines(String name) {
        try (InputStream in = new GZIPInputStream(TestPictures.class.getResourceAsStream("/data/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG of one colour, 0xRRGGBB. */
    static byte[] png(int width, int height, int rgb) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, 0xff000000 | rgb);
        return encode(new Pixels(width, height, argb));
    }

    /** A PNG whose columns go from black to white in its red channel and whose rows do so in green. */
    static byte[] gradient(int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | (i % width * 255 / width) << 16 | (i / width * 255 / height) << 8;
        }
        return encode(new Pixels(width, height, argb));
    }

    private static byte[] encode(Pixels pixels) {
        try {
            return PngFiles.encode(pixels, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The PNG with an iCCP chunk behind its header. */
    static byte[] withProfile(byte[] png, byte[] profile) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(new byte[] {'i', 'C', 'C', 'P', 'x', 0, 0});
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CRC32 crc = new CRC32();
        crc.update(data.toByteArray());
        return ByteBuffer.allocate(png.length + data.size() + 8)
                .put(png, 0, 33)
                .putInt(data.size() - 4)
                .put(data.toByteArray())
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    static void put(Path root, String name, byte[] bytes) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder with one small picture for each name, each of another colour. */
    static Path folder(Path root, String... names) {
        int colour = 0x102030;
        for (String name : names) {
            put(root, name, png(4, 4, colour));
            colour += 0x010305;
        }
        return root;
    }

    static Path zip(Path file, Map<String, byte[]> entries) {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static Path zipOf(Path file, String... names) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : names) {
            entries.put(name, png(4, 4, name.hashCode() & 0xffffff));
        }
        return zip(file, entries);
    }

    /** IDX with the given dimensions and data. */
    static byte[] idx(byte[] data, int... dimensions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 8, (byte) dimensions.length});
        for (int d : dimensions) {
            out.writeBytes(new byte[] {(byte) (d >> 24), (byte) (d >> 16), (byte) (d >> 8), (byte) d});
        }
        out.writeBytes(data);
        return out.toByteArray();
    }
}
