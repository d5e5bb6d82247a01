package studio.ganvas.train.tensorboard;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The framing of TensorFlow's record files: length (uint64, little endian), masked CRC-32C of the length, the record,
 * masked CRC-32C of the record.
 */
final class EventRecords {
    private static final int HEAD = 12;
    private static final int FOOT = 4;
    private static final int MASK = 0xa282ead8;
    /** Larger than any event that is written here; a length beyond it is damage. */
    private static final long MOST = 1L << 30;

    private EventRecords() {}

    /** A record with its frame. */
    static ByteBuffer frame(byte[] record) {
        ByteBuffer framed = ByteBuffer.allocate(HEAD + record.length + FOOT).order(ByteOrder.LITTLE_ENDIAN);
        framed.putLong(record.length);
        framed.putInt(masked(framed.array(), 0, 8));
        framed.put(record);
        framed.putInt(masked(record, 0, record.length));
        return framed.flip();
    }

    static int masked(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + MASK;
    }

    /** Where the whole and undamaged records end whose step is at most {@code step}; what follows is to be cut off. */
    static long endAfter(FileChannel file, long step) throws IOException {
        long end = 0;
        while (true) {
            OptionalLong next = next(file, end, step);
            if (next.isEmpty()) {
                return end;
            }
            end = next.getAsLong();
        }
    }

    /** End of the record that begins at {@code at}; empty when there is none, it is damaged or of a later step. */
    private static OptionalLong next(FileChannel file, long at, long step) throws IOException {
        try {
            ByteBuffer head = read(file, at, HEAD);
            long length = head.getLong(0);
            if (length < 0
                    || length > MOST
                    || head.getInt(8) != masked(head.array(), 0, 8)
                    || at + HEAD + length + FOOT > file.size()) {
                return OptionalLong.empty();
            }
            ByteBuffer body = read(file, at + HEAD, (int) length + FOOT);
            boolean whole = body.getInt((int) length) == masked(body.array(), 0, (int) length);
            return whole && stepOf(body.limit((int) length)) <= step
                    ? OptionalLong.of(at + HEAD + length + FOOT)
                    : OptionalLong.empty();
        } catch (EOFException e) {
            return OptionalLong.empty();
        }
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    /** Field 2 of an event that {@link EventFile} wrote: it follows the time (field 1, nine bytes). */
    private static long stepOf(ByteBuffer event) {
        if (event.limit() < 11 || event.get(9) != 2 << 3) {
            return 0;
        }
        long step = 0;
        for (int i = 10, shift = 0; i < event.limit(); i++, shift += 7) {
            step |= (long) (event.get(i) & 0x7F) << shift;
            if (event.get(i) >= 0) {
                break;
            }
        }
        return step;
    }
}
