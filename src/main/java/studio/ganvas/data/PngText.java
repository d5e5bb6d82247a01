package studio.ganvas.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/** Reads the text chunks of a PNG file: tEXt, zTXt and iTXt. */
final class PngText {
    private static final int SIGNATURE = 8;
    /** Compressed text may not grow beyond this. */
    private static final int MAX_TEXT = 16 << 20;

    private PngText() {}

    static Map<String, String> read(byte[] png) throws PictureException {
        if (PictureFormat.of(png) != PictureFormat.PNG) {
            throw new PictureException("not a PNG file, so it carries no settings");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        int at = SIGNATURE;
        while (at + 12 <= png.length) {
            int length =
                    (png[at] & 255) << 24 | (png[at + 1] & 255) << 16 | (png[at + 2] & 255) << 8 | png[at + 3] & 255;
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("tEXt") || type.equals("zTXt") || type.equals("iTXt")) {
                add(texts, type, Arrays.copyOfRange(png, at + 8, at + 8 + length));
            }
            at += length + 12;
        }
        return texts;
    }

    private static void add(Map<String, String> texts, String type, byte[] data) throws PictureException {
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
        texts.put(keyword, new String(compressed ? inflate(text) : text, charset));
    }

    private static byte[] inflate(byte[] text) throws PictureException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(text))) {
            byte[] out = in.readNBytes(MAX_TEXT);
            if (in.read() >= 0) {
                throw new PictureException("a text in it is larger than " + (MAX_TEXT >> 20) + " MB");
            }
            return out;
        } catch (PictureException e) {
            throw e;
        } catch (IOException e) {
            throw new PictureException("a text in it is damaged", e);
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
