package studio.ganvas.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A tensor in ordinary memory or still in its file: element type, shape and row-major little-endian bytes. It knows no
 * engine and no device, may cross threads, and is what checkpoints are read into and written from.
 *
 * <p>The bytes may be supplied lazily, so that a file of many networks can be opened without reading them all.
 */
public final class HostTensor {
    private final DType dtype;
    private final long[] shape;
    private final Reader source;

    /** Gives bytes of a tensor, from {@code offset} on; may throw {@code UncheckedIOException}. */
    public interface Reader {
        ByteBuffer read(long offset, long length);
    }

    private HostTensor(DType dtype, long[] shape, Reader source) {
        this.dtype = Objects.requireNonNull(dtype);
        this.shape = shape.clone();
        this.source = Objects.requireNonNull(source);
        for (long side : shape) {
            if (side < 0) {
                throw new IllegalArgumentException("A tensor cannot have the shape " + Arrays.toString(shape));
            }
        }
    }

    /** A tensor whose bytes are read only when asked for; {@code source} may throw {@code UncheckedIOException}. */
    public static HostTensor lazy(DType dtype, long[] shape, Supplier<ByteBuffer> source) {
        return new HostTensor(dtype, shape, (offset, length) -> part(source.get(), offset, length));
    }

    /** The same where parts can be read by themselves. */
    public static HostTensor lazy(DType dtype, long[] shape, Reader source) {
        return new HostTensor(dtype, shape, source);
    }

    private static ByteBuffer part(ByteBuffer whole, long offset, long length) {
        return whole.slice(whole.position() + Math.toIntExact(offset), Math.toIntExact(length));
    }

    /** A tensor over bytes already in memory, from the buffer's position to its limit. */
    public static HostTensor of(DType dtype, long[] shape, ByteBuffer bytes) {
        HostTensor tensor = new HostTensor(dtype, shape, (offset, length) -> part(bytes, offset, length));
        if (bytes.remaining() != tensor.byteSize()) {
            throw new IllegalArgumentException("Shape " + Arrays.toString(shape) + " of " + dtype + " needs "
                    + tensor.byteSize() + " bytes but there are " + bytes.remaining());
        }
        return tensor;
    }

    /** A float32 tensor over a copy of {@code values}. */
    public static HostTensor of(float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return of(DType.F32, shape, bytes);
    }

    /** An int64 tensor over a copy of {@code values}. */
    public static HostTensor of(long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return of(DType.I64, shape, bytes);
    }

    public DType dtype() {
        return dtype;
    }

    /** A copy of the shape; empty for a scalar. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of elements; 1 for a scalar. */
    public long size() {
        long size = 1;
        for (long side : shape) {
            size = Math.multiplyExact(size, side);
        }
        return size;
    }

    /** Number of bytes that {@link #bytes()} holds. */
    public long byteSize() {
        return Math.multiplyExact(size(), dtype.bytes());
    }

    /** The row-major bytes as a fresh read-only little-endian view; reads the file where the tensor is lazy. */
    public ByteBuffer bytes() {
        return source.read(0, byteSize()).slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Elements {@code from} (inclusive) to {@code to} (exclusive) in row-major order, as a vector; the rest stays unread. */
    public HostTensor part(long from, long to) {
        if (from < 0 || to < from || to > size()) {
            throw new IndexOutOfBoundsException("Elements " + from + " to " + to + " of " + size());
        }
        long start = from * dtype.bytes();
        Reader whole = source;
        return new HostTensor(dtype, new long[] {to - from}, (offset, length) -> whole.read(start + offset, length));
    }

    /** All elements as float32, whatever the element type; integers beyond 2^24 lose precision. */
    public float[] toFloats() {
        double[] wide = dtype == DType.F32 ? null : toDoubles();
        int n = Math.toIntExact(size());
        float[] out = new float[n];
        if (wide == null) {
            bytes().asFloatBuffer().get(out);
        } else {
            for (int i = 0; i < n; i++) {
                out[i] = (float) wide[i];
            }
        }
        return out;
    }

    /** All elements as float64, whatever the element type. */
    public double[] toDoubles() {
        int n = Math.toIntExact(size());
        double[] out = new double[n];
        ByteBuffer b = bytes();
        for (int i = 0; i < n; i++) {
            out[i] = switch (dtype) {
                case F64 -> b.getDouble(8 * i);
                case F32 -> b.getFloat(4 * i);
                case F16 -> halfToFloat(b.getShort(2 * i));
                case BF16 -> Float.intBitsToFloat(b.getShort(2 * i) << 16);
                case I64 -> b.getLong(8 * i);
                case I32 -> b.getInt(4 * i);
                case I16 -> b.getShort(2 * i);
                case I8 -> b.get(i);
                case U8 -> b.get(i) & 0xff;
                case BOOL -> b.get(i) == 0 ? 0 : 1;
            };
        }
        return out;
    }

    /** All elements as int64; fractions are cut off. */
    public long[] toLongs() {
        int n = Math.toIntExact(size());
        long[] out = new long[n];
        if (dtype == DType.I64) {
            bytes().asLongBuffer().get(out);
        } else {
            double[] wide = toDoubles();
            for (int i = 0; i < n; i++) {
                out[i] = (long) wide[i];
            }
        }
        return out;
    }

    /** The same elements as float32; itself when it is float32 already. */
    public HostTensor asFloat32() {
        return dtype == DType.F32 ? this : of(toFloats(), shape);
    }

    /** The same elements rounded to half precision; beyond ±65504 they become infinite. */
    public HostTensor asFloat16() {
        float[] wide = toFloats();
        ByteBuffer halves = ByteBuffer.allocate(2 * wide.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : wide) {
            halves.putShort(floatToHalf(value));
        }
        return of(DType.F16, shape, halves.flip());
    }

    @Override
    public String toString() {
        return dtype + Arrays.toString(shape);
    }

    /** IEEE 754 binary16 to binary32 (Java 17 has no {@code Float.float16ToFloat}). */
    private static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 31 ? 0x7f800000 : (exponent + 112) << 23;
        return Float.intBitsToFloat(sign | wide | fraction << 13);
    }

    /** IEEE 754 binary32 to the nearest binary16, ties to even. */
    private static short floatToHalf(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        } else if (magnitude >= 65520) {
            return (short) (sign | 0x7c00);
        } else if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int rest = (bits & 0x7fffffff) - 0x38000000;
        return (short) (sign | (rest + 0xfff + ((rest >>> 13) & 1)) >>> 13);
    }
}
