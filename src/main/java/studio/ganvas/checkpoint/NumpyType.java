package studio.ganvas.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;

/** An element type of NumPy, written there as {@code <f4}: byte order, kind and size. */
record NumpyType(DType dtype, boolean bigEndian) {
    private static final Map<String, DType> KINDS = Map.of(
            "f8",
            DType.F64,
            "f4",
            DType.F32,
            "f2",
            DType.F16,
            "i8",
            DType.I64,
            "i4",
            DType.I32,
            "i2",
            DType.I16,
            "i1",
            DType.I8,
            "u1",
            DType.U8,
            "b1",
            DType.BOOL);

    static NumpyType parse(String descr) {
        char order = descr.isEmpty() ? '?' : descr.charAt(0);
        DType dtype = descr.isEmpty() ? null : KINDS.get(descr.substring(1));
        if (descr.endsWith("O") || descr.startsWith("|O")) {
            throw new CheckpointException(
                    "This NumPy array holds Python objects instead of numbers; reading them would mean running code from the file, which Ganvas never does. Save it with a numeric dtype.");
        }
        if (dtype == null || "<>|=".indexOf(order) < 0) {
            throw new CheckpointException("This NumPy array has elements of type '" + shortened(descr)
                    + "'; Ganvas reads floats (16, 32, 64 bit), integers and booleans.");
        }
        return new NumpyType(dtype, order == '>');
    }

    /** The name that NumPy writes for a type; BF16 has none. */
    static String descr(DType dtype) {
        String kind = KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == dtype)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("NumPy has no element type " + dtype))
                .getKey();
        return (dtype.bytes() == 1 ? "|" : "<") + kind;
    }

    /** The array of that shape over {@code data}, which must be exactly as long; read when asked for. */
    HostTensor array(ByteSource data, long[] shape, boolean fortranOrder) {
        long count = 1;
        long[] strides = new long[shape.length];
        try {
            for (int i = 0; i < shape.length; i++) {
                int axis = fortranOrder ? i : shape.length - 1 - i;
                strides[axis] = count;
                count = Math.multiplyExact(count, shape[axis]);
            }
        } catch (ArithmeticException e) {
            throw new CheckpointException("This file describes an array of the impossible shape "
                    + Arrays.toString(shape) + ". It is damaged or was made to mislead.");
        }
        ByteSource littleEndian = bigEndian && dtype.bytes() > 1 ? new Reversed(data, dtype.bytes()) : data;
        return new Storage(dtype, count).locate(littleEndian).view(0, shape, strides);
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /** Turns big-endian elements around; only whole elements are asked for. */
    private record Reversed(ByteSource base, int bytes) implements ByteSource {
        @Override
        public long size() {
            return base.size();
        }

        @Override
        public ByteBuffer readInside(long offset, int length) {
            ByteBuffer in = base.readInside(offset, length);
            ByteBuffer out = ByteBuffer.allocate(length).order(in.order());
            for (int i = 0; i < length; i++) {
                out.put(i, in.get(i - i % bytes + bytes - 1 - i % bytes));
            }
            return out;
        }
    }
}
