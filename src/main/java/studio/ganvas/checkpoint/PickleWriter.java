package studio.ganvas.checkpoint;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;

/**
 * Pickles a {@link Node} tree in protocol 2, with tensors as {@code torch._utils._rebuild_tensor_v2} of numbered
 * storages. A dictionary of tensors alone becomes an {@code OrderedDict}, as state dicts are.
 */
final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<HostTensor> storages = new ArrayList<>();

    /** The pickle of {@code tree}; afterwards {@link #storages()} lists what it refers to as "0", "1", … */
    byte[] pickle(Node tree) {
        op(0x80).op(2);
        value(tree);
        op('.');
        return out.toByteArray();
    }

    List<HostTensor> storages() {
        return storages;
    }

    private void value(Node node) {
        if (node instanceof Node.Dict dict) {
            dict(dict);
        } else if (node instanceof Node.List list) {
            op(']').op('(');
            list.items().forEach(this::value);
            op('e');
        } else if (node instanceof Node.Tensor tensor) {
            tensor(tensor.value());
        } else if (node instanceof Node.Text text) {
            text(text.value());
        } else if (node instanceof Node.Number number) {
            number(number.value());
        } else if (node instanceof Node.Flag flag) {
            op(flag.value() ? 0x88 : 0x89);
        } else if (node instanceof Node.None) {
            op('N');
        } else if (node instanceof Node.Object object) {
            throw new CheckpointException("A Python object (" + object.className()
                    + ") cannot be saved in a checkpoint that opens without running code. Save its weights alone.");
        }
    }

    private void dict(Node.Dict dict) {
        boolean stateDict = dict.entries().values().stream().allMatch(Node.Tensor.class::isInstance);
        if (stateDict) {
            global("collections", "OrderedDict");
            op(')').op('R');
        } else {
            op('}');
        }
        op('(');
        dict.entries().forEach((key, item) -> {
            text(key);
            value(item);
        });
        op('u');
    }

    private void tensor(HostTensor tensor) {
        global("torch._utils", "_rebuild_tensor_v2");
        op('(').op('(');
        text("storage");
        global("torch", storageClass(tensor.dtype()));
        text(Integer.toString(storages.size()));
        text("cpu");
        integer(tensor.size());
        op('t').op('Q');
        integer(0);
        long[] shape = tensor.shape();
        longs(shape);
        longs(rowMajorStrides(shape));
        op(0x89);
        global("collections", "OrderedDict");
        op(')').op('R').op('t').op('R');
        storages.add(tensor);
    }

    private void longs(long[] values) {
        op('(');
        for (long value : values) {
            integer(value);
        }
        op('t');
    }

    private static long[] rowMajorStrides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(1, shape[i]);
        }
        return strides;
    }

    private static String storageClass(DType dtype) {
        return switch (dtype) {
            case F64 -> "DoubleStorage";
            case F32 -> "FloatStorage";
            case F16 -> "HalfStorage";
            case BF16 -> "BFloat16Storage";
            case I64 -> "LongStorage";
            case I32 -> "IntStorage";
            case I16 -> "ShortStorage";
            case I8 -> "CharStorage";
            case U8 -> "ByteStorage";
            case BOOL -> "BoolStorage";
        };
    }

    private void number(Number value) {
        if (value instanceof Double || value instanceof Float) {
            op('G');
            bytes(ByteBuffer.allocate(8).putDouble(value.doubleValue()));
        } else if (value instanceof BigInteger big) {
            bigInteger(big);
        } else {
            integer(value.longValue());
        }
    }

    private void integer(long value) {
        if (value == (int) value) {
            op('J');
            bytes(littleEndian(4).putInt((int) value));
        } else {
            bigInteger(BigInteger.valueOf(value));
        }
    }

    /** LONG1, the only form of long integers that torch's own restricted unpickler reads. */
    private void bigInteger(BigInteger value) {
        byte[] bigEndian = value.toByteArray();
        op(0x8a).op(bigEndian.length);
        for (int i = bigEndian.length - 1; i >= 0; i--) {
            op(bigEndian[i]);
        }
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op('X');
        bytes(littleEndian(4).putInt(utf8.length));
        out.writeBytes(utf8);
    }

    private void global(String module, String name) {
        op('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void bytes(ByteBuffer buffer) {
        out.writeBytes(buffer.array());
    }

    private PickleWriter op(int opcode) {
        out.write(opcode);
        return this;
    }
}
