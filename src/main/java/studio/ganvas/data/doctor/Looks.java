package studio.ganvas.data.doctor;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.WholeFile;

/**
 * What checkups remember of pictures, by name, size and time of change, so that a second one reads only what is new. Can
 * be kept in a file; a file that can't be read is as good as none. Thread-safe.
 */
public final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
    private static final int MAGIC = 0x676c6b31;
    private static final int MOST = 5_000_000;

    private record Key(String name, Item.Part part, long size, long stamp) {}

    private final Map<Key, Look> known = new ConcurrentHashMap<>();

    /** What the file remembers; nothing where there is none. */
    public static Looks read(Path file) {
        Looks looks = new Looks();
        if (!Files.isRegularFile(file)) {
            return looks;
        }
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file)), 1 << 16))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("another version");
            }
            int n = in.readInt();
            for (int i = 0; i < Math.min(n, MOST); i++) {
                Key key = new Key(in.readUTF(), Item.Part.values()[in.readByte()], in.readLong(), in.readLong());
                looks.known.put(key, readLook(in));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "What is remembered in {} can't be read ({}); every picture is looked at again",
                    file,
                    e.toString());
            looks.known.clear();
        }
        return looks;
    }

    private static Look readLook(DataInputStream in) throws IOException {
        String trouble = in.readUTF();
        String format = in.readUTF().intern();
        int width = in.readInt(), height = in.readInt();
        Look.Colours colours = Look.Colours.values()[in.readByte()];
        boolean flat = in.readBoolean();
        Print file = new Print(in.readLong(), in.readLong());
        Print pixels = new Print(in.readLong(), in.readLong());
        byte[] sketch = new byte[in.readBoolean() ? Sketch.LENGTH : 0];
        in.readFully(sketch);
        return new Look(trouble, format, width, height, colours, flat, file, pixels, sketch);
    }

    /** Keeps what is remembered in a file, whole or not at all. */
    public void write(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Map<Key, Look> now = Map.copyOf(known);
        WholeFile.write(file, raw -> {
            DeflaterOutputStream packed = new DeflaterOutputStream(raw);
            DataOutputStream out = new DataOutputStream(packed);
            out.writeInt(MAGIC);
            out.writeInt(now.size());
            for (Map.Entry<Key, Look> entry : now.entrySet()) {
                Key key = entry.getKey();
                out.writeUTF(key.name());
                out.writeByte(key.part().ordinal());
                out.writeLong(key.size());
                out.writeLong(key.stamp());
                write(out, entry.getValue());
            }
            out.flush();
            packed.finish();
        });
    }

    private static void write(DataOutputStream out, Look look) throws IOException {
        out.writeUTF(look.trouble());
        out.writeUTF(look.format());
        out.writeInt(look.width());
        out.writeInt(look.height());
        out.writeByte(look.colours().ordinal());
        out.writeBoolean(look.flat());
        out.writeLong(look.file().high());
        out.writeLong(look.file().low());
        out.writeLong(look.pixels().high());
        out.writeLong(look.pixels().low());
        out.writeBoolean(look.sketch().length > 0);
        out.write(look.sketch());
    }

    /** How many pictures are remembered. */
    public int size() {
        return known.size();
    }

    Look at(Dataset dataset, Item item) {
        Key key = new Key(item.name(), item.part(), dataset.size(item), dataset.stamp(item));
        Look before = known.get(key);
        if (before != null) {
            return before;
        }
        Look look = Look.at(dataset, item);
        // a disk that is away or memory that is short may be back at the next look
        if (look.usable()
                || !look.trouble().contains("memory") && !look.trouble().contains("cannot be read")) {
            known.put(key, look);
        }
        return look;
    }
}
