package studio.ganvas.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rearranges tensors in ordinary memory, as files of other programs need. Unless said otherwise, results are float32 and
 * lazy: the source is read when the result is.
 */
public final class HostOps {
    private HostOps() {}

    /** The same numbers in the same order in another shape. */
    public static HostTensor reshape(HostTensor x, long... shape) {
        return lazy(x, shape, values -> values);
    }

    public static HostTensor scale(HostTensor x, double factor) {
        return lazy(x, x.shape(), values -> {
            float[] scaled = new float[values.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (float) (values[i] * factor);
            }
            return scaled;
        });
    }

    public static HostTensor add(HostTensor x, double more) {
        return lazy(x, x.shape(), values -> {
            float[] sums = new float[values.length];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = (float) (values[i] + more);
            }
            return sums;
        });
    }

    /** Axis {@code i} of the result is axis {@code axes[i]} of {@code x}. */
    public static HostTensor permute(HostTensor x, int... axes) {
        long[] from = x.shape();
        long[] shape = new long[axes.length];
        long[] strides = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            shape[i] = from[axes[i]];
            strides[i] = stride(from, axes[i]);
        }
        return lazy(x, shape, values -> gather(values, shape, strides, 0));
    }

    /** Mirrored along these axes. */
    public static HostTensor flip(HostTensor x, int... axes) {
        long[] shape = x.shape();
        long[] strides = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            strides[i] = stride(shape, i);
        }
        long start = 0;
        for (int axis : axes) {
            start += strides[axis] * (shape[axis] - 1);
            strides[axis] = -strides[axis];
        }
        long first = start;
        return lazy(x, shape, values -> gather(values, shape, strides, first));
    }

    /** Tensors of one type and, but for the first axis, of one shape, one after the other; not lazy. */
    public static HostTensor join(List<HostTensor> parts) {
        long[] shape = parts.get(0).shape();
        shape[0] = 0;
        long size = 0;
        for (HostTensor part : parts) {
            shape[0] += part.shape()[0];
            size += part.byteSize();
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        parts.forEach(part -> all.put(part.bytes()));
        return HostTensor.of(parts.get(0).dtype(), shape, all.flip());
    }

    private static long stride(long[] shape, int axis) {
        long stride = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            stride *= shape[i];
        }
        return stride;
    }

    private static float[] gather(float[] values, long[] shape, long[] strides, long start) {
        float[] out = new float[values.length];
        long[] index = new long[shape.length];
        long at = start;
        for (int i = 0; i < out.length; i++) {
            out[i] = values[(int) at];
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                at += strides[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                at -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return out;
    }

    private static HostTensor lazy(HostTensor x, long[] shape, UnaryOperator<float[]> change) {
        long size = 1;
        for (long side : shape) {
            size *= side;
        }
        if (size != x.size()) {
            throw new IllegalArgumentException("Another number of elements: " + x + " can't have that shape");
        }
        return HostTensor.lazy(DType.F32, shape, () -> {
            float[] values = change.apply(x.toFloats());
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return bytes;
        });
    }
}
