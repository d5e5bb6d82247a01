package studio.ganvas.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what stands around the pixels of a PNG file: the header, and the text chunks tEXt, zTXt and iTXt. */
final class PngChunks {
    private static final Logger LOG = LoggerFactory.getLogger(PngChunks.class);
    private static final int SIGNATURE = 8;
    private static final int IHDR = 0x49484452;
    /** Compressed texts and profiles may not grow beyond this. */
    private static final int MAX_TEXT = 16 << 20;

    private PngChunks() {}

    /** What IHDR, the first chunk, says. */
    static PictureInfo header(byte[] head) throws PictureException {
        if (head.length < SIGNATURE + 18) {
            throw new PictureException(PictureReader.TRUNCATED);
        }
        ByteBuffer in = ByteBuffer.wrap(head, SIGNATURE + 4, 14);
        if (in.getInt() != IHDR) {
            throw new PictureException("a damaged PNG file");
        }
        int width = in.getInt(), height = in.getInt(), bits = in.get() & 255;
        PictureReader.checkSize(width, height);
        int channels =
                switch (in.get()) {
                    case 0 -> 1;
                    case 2, 3 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> throw new PictureException("a damaged PNG file");
                };
        return new PictureInfo(PictureFormat.PNG.label, width, height, channels, bits);
    }

    /** The ICC profile that the colours are meant in, where the file carries one that can be unpacked. */
    static Optional<byte[]> colourProfile(byte[] png) {
        AtomicReference<byte[]> found = new AtomicReference<>();
        forEach(png, (type, from, length) -> {
            int nameEnd = zero(png, from);
            if (type.equals("iCCP") && nameEnd >= 0 && nameEnd + 2 < from + length) {
                try {
                    found.set(inflate(Arrays.copyOfRange(png, nameEnd + 2, from + length)));
                } catch (PictureException ignored) {
                    // Viewers show a picture with a damaged profile as if it had none.
                }
            }
            return !type.equals("IDAT");
        });
        return Optional.ofNullable(found.get());
    }

    /** Sees one chunk, whose data lies at {@code from}; false ends the walk. */
    @FunctionalInterface
    private interface Visitor {
        boolean chunk(String type, int from, int length);
    }

    private static void forEach(byte[] png, Visitor visitor) {
        int at = SIGNATURE;
        while (at + 12 <= png.length) {
            int length = ByteBuffer.wrap(png).getInt(at);
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || length > png.length - at - 12 || !visitor.chunk(type, at + 8, length)) {
                return;
            }
            at += length + 12;
        }
    }

    /** Texts by keyword; damaged ones are left out. */
    static Map<String, String> read(byte[] png) throws PictureException {
        if (PictureFormat.of(png) != PictureFormat.PNG) {
            throw new PictureException("not a PNG file, so it carries no settings");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        forEach(png, (type, from, length) -> {
            if (type.equals("tEXt") || type.equals("zTXt") || type.equals("iTXt")) {
                add(texts, type, Arrays.copyOfRange(png, from, from + length));
            }
            return true;
        });
        return texts;
    }

    private static void add(Map<String, String> texts, String type, byte[] data) {
        int keywordEnd = zero(data, 0);
        if (keywordEnd < 1) {
            return;
        }
        int from = keywordEnd + 1;
        boolean compressed = type.equals("zTXt");
        Charset charset = StandardCharsets.ISO_8859_1;
        if (compressed) {
            from++;
        } else if (type.equals("iTXt")) {
            charset = StandardCharsets.UTF_8;
            compressed = from < data.length && data[from] == 1;
            int languageEnd = zero(data, from + 2);
            int translatedEnd = languageEnd < 0 ? -1 : zero(data, languageEnd + 1);
            if (translatedEnd < 0) {
                return;
            }
            from = translatedEnd + 1;
        }
        if (from > data.length) {
            return;
        }
        byte[] text = Arrays.copyOfRange(data, from, data.length);
        String keyword = new String(data, 0, keywordEnd, StandardCharsets.ISO_8859_1);
        try {
            texts.put(keyword, new String(compressed ? inflate(text) : text, charset));
        } catch (PictureException e) {
            LOG.debug("The text {} is left out: {}", keyword, e.getMessage());
        }
    }

    private static byte[] inflate(byte[] text) throws PictureException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(text))) {
            byte[] out = in.readNBytes(MAX_TEXT);
            if (in.read() >= 0) {
                throw new PictureException("a compressed part of it is larger than " + (MAX_TEXT >> 20) + " MB");
            }
            return out;
        } catch (PictureException e) {
            throw e;
        } catch (IOException e) {
            throw new PictureException("a compressed part of it is damaged", e);
        }
    }

    private static int zero(byte[] data, int from) {
        for (int i = from; i < data.length; i++) {
            if (data[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
