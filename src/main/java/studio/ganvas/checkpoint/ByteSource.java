package studio.ganvas.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes at known positions: a file, a zip entry, memory, or a part of one of these. */
interface ByteSource {
    long size();

    /** {@code length} bytes from {@code offset}, little-endian; both are inside the source. */
    ByteBuffer readInside(long offset, int length);

    /** {@code length} bytes from {@code offset}; refuses before taking memory if they are not there. */
    default ByteBuffer read(long offset, long length) {
        checkRange(offset, length);
        if (length > Integer.MAX_VALUE - 16) {
            throw new CheckpointException(
                    "One tensor of this file has %,d bytes; Ganvas reads tensors of up to 2 GB.".formatted(length));
        }
        return readInside(offset, (int) length);
    }

    default ByteSource slice(long offset, long length) {
        checkRange(offset, length);
        return new Slice(this, offset, length);
    }

    private void checkRange(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size() - length) {
            throw new CheckpointException(
                    "This file is cut short or damaged: it points at %,d bytes from position %,d, but only %,d are there. Copy or download it again."
                            .formatted(length, offset, size()));
        }
    }

    static ByteSource of(byte[] bytes) {
        return new Memory(bytes);
    }

    /** A window on another source. */
    record Slice(ByteSource base, long start, long size) implements ByteSource {
        @Override
        public ByteBuffer readInside(long offset, int length) {
            return base.readInside(start + offset, length);
        }
    }

    /** Bytes already in memory. */
    record Memory(byte[] bytes) implements ByteSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public ByteBuffer readInside(long offset, int length) {
            return ByteBuffer.wrap(bytes, (int) offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
