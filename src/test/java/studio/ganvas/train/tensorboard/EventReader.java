package studio.ganvas.train.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads event files from the formats' descriptions alone, with nothing of the writer: its own CRC-32C (bit by bit) and its
 * own protocol buffer fields. Fails at the first byte that is not as it should be.
 */
public final class EventReader {
    private String version = "";
    private final List<String> scalars = new ArrayList<>();
    private final List<String> pictures = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();

    private EventReader() {}

    /** All records of a file. */
    public static EventReader of(Path file) throws IOException {
        EventReader reader = new EventReader();
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (all.hasRemaining()) {
            byte[] head = new byte[8];
            all.get(head);
            check(head, all.getInt());
            byte[] record = new byte
                    [(int) ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong()];
            all.get(record);
            check(record, all.getInt());
            reader.event(fields(record));
        }
        return reader;
    }

    /** Of the heading. */
    public String version() {
        return version;
    }

    /** "step name value" of each scalar. */
    public List<String> scalars() {
        return scalars;
    }

    /** "step name widthxheight bytes" of each picture. */
    public List<String> pictures() {
        return pictures;
    }

    /** Seconds of all events but the heading. */
    public List<Double> times() {
        return times;
    }

    private static void check(byte[] bytes, int stored) throws IOException {
        int crc = -1;
        for (byte each : bytes) {
            crc ^= each & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
            }
        }
        crc = ~crc;
        int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
        if (masked != stored) {
            throw new IOException("a checksum is wrong");
        }
    }

    private record Field(int number, long bits, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            switch ((int) key & 7) {
                case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
                case 1 -> fields.add(new Field(number, in.getLong(), new byte[0]));
                case 5 -> fields.add(new Field(number, in.getInt(), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, 0, bytes));
                }
                default -> throw new IllegalStateException("wire type of field " + number);
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static Field one(List<Field> fields, int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .findFirst()
                .orElse(new Field(number, 0, new byte[0]));
    }

    private void event(List<Field> event) {
        if (one(event, 3).bytes().length > 0) {
            version = one(event, 3).text();
            return;
        }
        times.add(Double.longBitsToDouble(one(event, 1).bits()));
        long step = one(event, 2).bits();
        for (Field each : fields(one(event, 5).bytes())) {
            List<Field> value = fields(each.bytes());
            String name = step + " " + one(value, 1).text();
            byte[] image = one(value, 4).bytes();
            if (image.length > 0) {
                List<Field> picture = fields(image);
                pictures.add(name + " " + one(picture, 2).bits() + "x"
                        + one(picture, 1).bits() + " " + one(picture, 4).bytes().length);
            } else {
                scalars.add(
                        name + " " + Float.intBitsToFloat((int) one(value, 2).bits()));
            }
        }
    }
}
