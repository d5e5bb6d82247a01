package studio.ganvas.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;

/**
 * A run of elements that tensors are views of. In the legacy format the place of its bytes is known only after the
 * pickle that mentions it; {@link #locate} supplies it.
 */
final class Storage {
    /** A strided view may repeat elements; beyond this many it must not be larger than its storage. */
    private static final long FREE_REPEATS = 1 << 20;

    private final DType dtype;
    private final long length;
    private Optional<ByteSource> bytes = Optional.empty();

    Storage(DType dtype, long length) {
        if (length < 0 || length > Long.MAX_VALUE / 8) {
            throw new CheckpointException(
                    "This file is damaged: it describes a block of %,d numbers.".formatted(length));
        }
        this.dtype = dtype;
        this.length = length;
    }

    DType dtype() {
        return dtype;
    }

    long length() {
        return length;
    }

    /** Says where the elements lie; refuses if the size is not what the description promised. */
    Storage locate(ByteSource place) {
        if (place.size() != length * dtype.bytes()) {
            throw new CheckpointException(
                    "This file is damaged: %,d numbers of type %s need %,d bytes, but %,d are stored."
                            .formatted(length, dtype, length * dtype.bytes(), place.size()));
        }
        bytes = Optional.of(place);
        return this;
    }

    boolean isLocated() {
        return bytes.isPresent();
    }

    private ByteBuffer read(long first, long count) {
        return readBytes(first * dtype.bytes(), count * dtype.bytes());
    }

    private ByteBuffer readBytes(long from, long length) {
        ByteSource place = bytes.orElseThrow(
                () -> new CheckpointException("This file is damaged: the numbers of one of its tensors are missing."));
        return place.read(from, length);
    }

    /** The view that starts at element {@code offset} with the given sizes and strides, read when asked for. */
    HostTensor view(long offset, long[] sizes, long[] strides) {
        if (sizes.length != strides.length || sizes.length > 32) {
            throw damaged(offset, sizes, strides);
        }
        long count = 1;
        long last = offset;
        try {
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] < 0 || strides[i] < 0) {
                    throw damaged(offset, sizes, strides);
                }
                count = Math.multiplyExact(count, sizes[i]);
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, sizes[i] - 1), strides[i]));
            }
        } catch (ArithmeticException e) {
            throw damaged(offset, sizes, strides);
        }
        boolean outside = offset < 0 || (count > 0 ? last >= length : offset > length);
        if (outside || count > Math.max(length, FREE_REPEATS)) {
            throw damaged(offset, sizes, strides);
        }
        if (count == 0 || isRowMajor(sizes, strides)) {
            long start = offset * dtype.bytes();
            return HostTensor.lazy(dtype, sizes, (from, length) -> readBytes(start + from, length));
        }
        long elements = count;
        long span = last - offset + 1;
        return HostTensor.lazy(dtype, sizes, () -> {
            ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(elements * dtype.bytes()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            gather(read(offset, span), out, sizes, strides, 0, 0);
            return out.flip();
        });
    }

    private CheckpointException damaged(long offset, long[] sizes, long[] strides) {
        return new CheckpointException(
                "This file is damaged or was made to mislead: a tensor of shape %s (steps %s, from %,d) does not fit into its %,d stored numbers."
                        .formatted(Arrays.toString(sizes), Arrays.toString(strides), offset, length));
    }

    private static boolean isRowMajor(long[] sizes, long[] strides) {
        long expected = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            if (sizes[i] != 1 && strides[i] != expected) {
                return false;
            }
            expected *= sizes[i];
        }
        return true;
    }

    private void gather(ByteBuffer in, ByteBuffer out, long[] sizes, long[] strides, int axis, long from) {
        if (axis < sizes.length) {
            for (long i = 0; i < sizes[axis]; i++) {
                gather(in, out, sizes, strides, axis + 1, from + i * strides[axis]);
            }
            return;
        }
        int at = Math.toIntExact(from * dtype.bytes());
        switch (dtype.bytes()) {
            case 8 -> out.putLong(in.getLong(at));
            case 4 -> out.putInt(in.getInt(at));
            case 2 -> out.putShort(in.getShort(at));
            default -> out.put(in.get(at));
        }
    }
}
