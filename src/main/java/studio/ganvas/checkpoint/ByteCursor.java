package studio.ganvas.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads a {@link ByteSource} from front to back through a small buffer. */
final class ByteCursor {
    private static final int BUFFER = 1 << 13;

    private final ByteSource source;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long bufferEnd;

    ByteCursor(ByteSource source) {
        this.source = source;
    }

    long position() {
        return bufferEnd - buffer.remaining();
    }

    long remaining() {
        return source.size() - position();
    }

    int u8() {
        need(1);
        return buffer.get() & 0xff;
    }

    int u16() {
        need(2);
        return buffer.getShort() & 0xffff;
    }

    int i32() {
        need(4);
        return buffer.getInt();
    }

    long i64() {
        need(8);
        return buffer.getLong();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        source.read(position(), length).get(bytes);
        skip(length);
        return bytes;
    }

    /** The next {@code length} bytes without reading them. */
    ByteSource slice(long length) {
        ByteSource slice = source.slice(position(), length);
        skip(length);
        return slice;
    }

    private void skip(long length) {
        if (length <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) length);
        } else {
            bufferEnd = position() + length;
            buffer = ByteBuffer.allocate(0);
        }
    }

    /** Text up to the next line feed, which is consumed. */
    String line(int longest) {
        StringBuilder text = new StringBuilder();
        for (int c = u8(); c != '\n'; c = u8()) {
            if (text.length() == longest) {
                throw new CheckpointException("This file is damaged: it holds a name that never ends.");
            }
            text.append((char) c);
        }
        return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void need(int count) {
        if (buffer.remaining() >= count) {
            return;
        }
        long from = position();
        if (source.size() - from < count) {
            throw new CheckpointException(
                    "This file is cut short: it ends in the middle of a value, after %,d bytes. Copy or download it again."
                            .formatted(source.size()));
        }
        int length = (int) Math.min(BUFFER, source.size() - from);
        buffer = source.read(from, length).order(ByteOrder.LITTLE_ENDIAN);
        bufferEnd = from + length;
    }
}
