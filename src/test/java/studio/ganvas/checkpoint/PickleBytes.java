package studio.ganvas.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles and their containers byte by byte, also those that no well-meaning program would write. */
final class PickleBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static PickleBytes protocol(int version) {
        return new PickleBytes().op(0x80, version);
    }

    PickleBytes op(int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
        return this;
    }

    PickleBytes raw(String latin) {
        out.writeBytes(latin.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleBytes global(String module, String name) {
        return raw("c" + module + "\n" + name + "\n");
    }

    PickleBytes text(String text) {
        return op('X').i32(text.length()).raw(text);
    }

    PickleBytes i32(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    PickleBytes i64(long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    /** An integer of any size, as LONG1. */
    PickleBytes number(long value) {
        return op(0x8a, 8).i64(value);
    }

    PickleBytes bytes(byte[] bytes) {
        op('B').i32(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** The call of an allowed or forbidden function with one text. */
    PickleBytes call(String module, String name, String argument) {
        return global(module, name).text(argument).op(0x85, 'R');
    }

    /** A tensor over storage {@code key} of {@code length} elements. */
    PickleBytes tensor(String storageClass, String key, long length, long offset, long[] shape, long[] stride) {
        return tensor(storageClass, "cpu", key, length, offset, shape, stride);
    }

    PickleBytes tensor(
            String storageClass, String location, String key, long length, long offset, long[] shape, long[] stride) {
        global("torch._utils", "_rebuild_tensor_v2")
                .op('(', '(')
                .text("storage")
                .global("torch", storageClass);
        text(key).text(location).number(length).op('t', 'Q').number(offset);
        longs(shape).longs(stride).op(0x89).global("collections", "OrderedDict").op(')', 'R');
        return op('t', 'R');
    }

    PickleBytes longs(long[] values) {
        op('(');
        for (long value : values) {
            number(value);
        }
        return op('t');
    }

    /** Ends the pickle. */
    byte[] stop() {
        return op('.').out.toByteArray();
    }

    byte[] unfinished() {
        return out.toByteArray();
    }

    /** A torch zip with this pickle and storages "0", "1", …; deflated if asked for. */
    static void torchZip(Path path, byte[] pickle, boolean deflated, byte[]... storages) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle);
        for (int i = 0; i < storages.length; i++) {
            entries.put("archive/data/" + i, storages[i]);
        }
        entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        zip(path, entries, deflated);
    }

    static void zip(Path path, Map<String, byte[]> entries, boolean deflated) throws IOException {
        try (OutputStream file = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> item : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(item.getKey());
                if (!deflated) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(item.getValue().length);
                    CRC32 crc = new CRC32();
                    crc.update(item.getValue());
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(item.getValue());
                zip.closeEntry();
            }
        }
    }

    /** A legacy torch stream of this object pickle, with one storage "0" that claims {@code length} elements. */
    static byte[] legacy(byte[] pickle, long length, byte[] data) {
        PickleBytes file = protocol(2).op(0x8a, 10);
        file.out.writeBytes(PickleReader.LEGACY_MAGIC);
        file.op('.', 0x80, 2, 'M', 0xe9, 3, '.', 0x80, 2, '}', '.');
        file.out.writeBytes(pickle);
        file.op(0x80, 2, ']').text("0").op('a', '.').i64(length);
        file.out.writeBytes(data);
        return file.unfinished();
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
