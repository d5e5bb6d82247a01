package studio.ganvas.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.ganvas.tensor.HostTensor;

/** Writes torch's zip: nothing compressed, every entry's data on a 64-byte boundary so that torch can map it. */
final class TorchZipWriter {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER = 30;
    private static final int EXTRA_HEADER = 4;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;
    private long written;

    private TorchZipWriter(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setMethod(ZipOutputStream.STORED);
    }

    static void write(Path path, Node tree) {
        PickleWriter pickler = new PickleWriter();
        byte[] pickle = pickler.pickle(tree);
        AtomicFiles.write(path, out -> new TorchZipWriter(out).writeAll(pickle, pickler.storages()));
    }

    private void writeAll(byte[] pickle, List<HostTensor> storages) throws IOException {
        entry("data.pkl", ByteBuffer.wrap(pickle));
        entry("byteorder", ascii("little"));
        for (int i = 0; i < storages.size(); i++) {
            entry("data/" + i, storages.get(i).bytes());
        }
        entry("version", ascii("3\n"));
        zip.finish();
    }

    private void entry(String name, ByteBuffer data) throws IOException {
        ZipEntry entry = new ZipEntry("archive/" + name);
        int header = LOCAL_HEADER + entry.getName().length() + EXTRA_HEADER;
        int padding = (int) ((ALIGNMENT - (written + header) % ALIGNMENT) % ALIGNMENT);
        entry.setExtra(extra(padding));
        entry.setTimeLocal(NO_TIME);
        entry.setSize(data.remaining());
        entry.setCompressedSize(data.remaining());
        CRC32 crc = new CRC32();
        crc.update(data.duplicate());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        written += header + padding + data.remaining();
        Channels.newChannel(zip).write(data);
        zip.closeEntry();
    }

    /** An extra field of the kind "FB", which torch uses for padding too. */
    private static byte[] extra(int padding) {
        byte[] field = new byte[EXTRA_HEADER + padding];
        field[0] = 'F';
        field[1] = 'B';
        field[2] = (byte) padding;
        return field;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
