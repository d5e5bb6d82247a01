package studio.ganvas.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;

/**
 * The allow-list: every Python name that a checkpoint may mention, with a Java function that builds the value it stands
 * for. Any other name is refused by {@link PickleRefusals}; none is ever loaded or called.
 */
final class PickleGlobals {
    private static final Map<String, DType> STORAGES = Map.ofEntries(
            Map.entry("DoubleStorage", DType.F64),
            Map.entry("FloatStorage", DType.F32),
            Map.entry("HalfStorage", DType.F16),
            Map.entry("BFloat16Storage", DType.BF16),
            Map.entry("LongStorage", DType.I64),
            Map.entry("IntStorage", DType.I32),
            Map.entry("ShortStorage", DType.I16),
            Map.entry("CharStorage", DType.I8),
            Map.entry("ByteStorage", DType.U8),
            Map.entry("BoolStorage", DType.BOOL),
            Map.entry("UntypedStorage", DType.U8));
    private static final List<String> TORCH_DTYPES = List.of(
            "float64 double float32 float float16 half bfloat16 int64 long int32 int int16 short int8 uint8 bool complex64 complex128"
                    .split(" "));
    private static final List<String> TENSOR_TYPES =
            List.of("Tensor FloatTensor DoubleTensor HalfTensor LongTensor IntTensor ByteTensor BoolTensor".split(" "));

    private final Map<String, PyValue.Global> allowed = new HashMap<>();

    /** @param embedded reads the bytes of a legacy torch file that stands inside the pickle */
    PickleGlobals(Function<ByteSource, Object> embedded) {
        STORAGES.keySet().forEach(name -> {
            for (String module : List.of("torch", "torch.cuda", "torch.storage")) {
                allow(module, name, PickleGlobals::notCalled);
            }
        });
        TORCH_DTYPES.forEach(name -> allow("torch", name, PickleGlobals::notCalled));
        TENSOR_TYPES.forEach(name -> {
            allow("torch", name, PickleGlobals::notCalled);
            allow("torch.cuda", name, PickleGlobals::notCalled);
        });
        allow("torch", "Size", args -> items(args.get(0)));
        allow("torch", "device", PickleGlobals::device);
        allow("torch", "strided", PickleGlobals::notCalled);
        allow("torch.serialization", "_get_layout", args -> args.get(0));
        allow("torch._utils", "_rebuild_tensor", TensorRebuilders::strided);
        allow("torch._utils", "_rebuild_tensor_v2", TensorRebuilders::strided);
        allow("torch._utils", "_rebuild_parameter", args -> args.get(0));
        allow("torch._utils", "_rebuild_parameter_with_state", args -> args.get(0));
        allow("torch.nn.parameter", "Parameter", args -> args.get(0));
        allow("torch._tensor", "_rebuild_from_type_v2", TensorRebuilders::ofType);
        allow("torch.storage", "_load_from_bytes", args -> embedded.apply(bytes(args.get(0))));

        for (String module : List.of("numpy.core", "numpy._core")) {
            allow(module + ".multiarray", "scalar", NumpyRebuilders::scalar);
            allow(module + ".multiarray", "_reconstruct", args -> new PyValue.NumpyArray());
            allow(module + ".numeric", "_frombuffer", NumpyRebuilders::fromBuffer);
        }
        allow("numpy", "dtype", NumpyRebuilders::dtype);
        allow("numpy", "ndarray", PickleGlobals::notCalled);
        allow("_codecs", "encode", args -> new PyValue.Bytes(bytes(args.get(0))));

        allow("collections", "OrderedDict", PickleGlobals::dict);
        allow("collections", "Counter", PickleGlobals::dict);
        allow("collections", "defaultdict", args -> PyValue.newDict());
        for (String module : List.of("dnnlib.util", "dnnlib", "easydict")) {
            allow(module, "EasyDict", PickleGlobals::dict);
        }
        for (String module : List.of("builtins", "__builtin__")) {
            for (String name : List.of("set", "frozenset", "list", "tuple")) {
                allow(module, name, args -> args.size() == 0 ? new ArrayList<>() : items(args.get(0)));
            }
            allow(module, "dict", PickleGlobals::dict);
            for (String name : List.of("bytes", "bytearray")) {
                allow(
                        module,
                        name,
                        args -> new PyValue.Bytes(args.size() == 0 ? ByteSource.of(new byte[0]) : bytes(args.get(0))));
            }
            for (String name : List.of("object", "int", "long", "float", "bool", "str")) {
                allow(module, name, PickleGlobals::notCalled);
            }
        }
        for (String module : List.of("copyreg", "copy_reg")) {
            allow(module, "_reconstructor", args -> as(PyValue.Global.class, args.get(0))
                    .build(new PyValue.Tuple(List.of())));
        }
        allow("argparse", "Namespace", args -> new PyValue.Instance("argparse.Namespace", args));
        allow("types", "SimpleNamespace", args -> new PyValue.Instance("types.SimpleNamespace", args));
        for (String name : List.of("PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath", "Path")) {
            allow("pathlib", name, PickleGlobals::path);
        }
        allow(StateDicts.TENSORFLOW_NETWORK, args -> new PyValue.Instance(StateDicts.TENSORFLOW_NETWORK, args));
        allow("torch_utils.persistence", "_reconstruct_persistent_obj", NvidiaObjects::reconstruct);
    }

    private void allow(String module, String name, PyValue.Builder builder) {
        allow(module + "." + name, builder);
    }

    private void allow(String full, PyValue.Builder builder) {
        allowed.put(full, new PyValue.Global(full, builder));
    }

    /** What stands for {@code module.name}; refuses every name that is not on the list. */
    PyValue.Global find(String module, String name) {
        PyValue.Global global = allowed.get(module + "." + name);
        if (global == null) {
            throw PickleRefusals.of(module, name);
        }
        return global;
    }

    /** Python's BUILD: gives an object its attributes. */
    void setState(Object target, Object state) {
        if (target instanceof PyValue.Instance instance) {
            instance.setState(state);
        } else if (target instanceof PyValue.NumpyDType dtype) {
            dtype.setState(as(PyValue.Tuple.class, state));
        } else if (target instanceof PyValue.NumpyArray array) {
            array.setValue(NumpyRebuilders.array(as(PyValue.Tuple.class, state)));
        } else if (!(target instanceof Map || target instanceof HostTensor)) {
            // Dictionaries carry _metadata and tensors Python attributes: nothing that a network needs.
            throw misplaced();
        }
    }

    /** The element type of a storage class, if it is one. */
    static Optional<DType> storageType(PyValue.Global storageClass) {
        String name = storageClass.name();
        return Optional.ofNullable(STORAGES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** A dictionary key: text, number, flag or none; a tuple of these becomes its printed form. */
    static Object key(Object value) {
        if (value instanceof PyValue.Tuple tuple && tuple.size() <= 16) {
            StringBuilder text = new StringBuilder("(");
            for (int i = 0; i < tuple.size(); i++) {
                Object item = tuple.get(i);
                text.append(i == 0 ? "" : ", ").append(item instanceof PyValue.Tuple ? "…" : key(item));
            }
            return key(text.append(')').toString());
        }
        boolean simple = value instanceof Number || value instanceof Boolean || value instanceof PyValue.None;
        if (simple || value instanceof String text && text.length() <= TreeBuilder.LONGEST_KEY) {
            return value;
        }
        throw new CheckpointException(
                "This file is damaged or was made to mislead: one of its dictionaries has a key that is no name.");
    }

    static <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw misplaced();
        }
        return type.cast(value);
    }

    static long integer(Object value) {
        return as(Long.class, value);
    }

    static long[] integers(Object value) {
        return items(value).stream().mapToLong(PickleGlobals::integer).toArray();
    }

    /** Bytes, or a latin-1 text that stands for them in old protocols. */
    static ByteSource bytes(Object value) {
        return value instanceof String text
                ? ByteSource.of(text.getBytes(StandardCharsets.ISO_8859_1))
                : as(PyValue.Bytes.class, value).source();
    }

    @SuppressWarnings("unchecked")
    static List<Object> items(Object value) {
        return value instanceof PyValue.Tuple tuple ? tuple.items() : as(List.class, value);
    }

    static CheckpointException misplaced() {
        return new CheckpointException(
                "This file is damaged or was made to mislead: it contains a value in the wrong place.");
    }

    private static Object notCalled(PyValue.Tuple args) {
        throw misplaced();
    }

    private static Object dict(PyValue.Tuple args) {
        Map<Object, Object> dict = PyValue.newDict();
        if (args.size() == 1 && args.get(0) instanceof Map<?, ?> source) {
            dict.putAll(source);
        } else if (args.size() == 1) {
            for (Object pair : items(args.get(0))) {
                List<Object> keyAndValue = items(pair);
                if (keyAndValue.size() != 2) {
                    throw misplaced();
                }
                dict.put(key(keyAndValue.get(0)), keyAndValue.get(1));
            }
        }
        return dict;
    }

    private static Object device(PyValue.Tuple args) {
        String kind = as(String.class, args.get(0));
        return args.size() > 1 ? kind + ":" + args.get(1) : kind;
    }

    private static Object path(PyValue.Tuple args) {
        StringBuilder path = new StringBuilder();
        for (Object part : args.items()) {
            String text = as(String.class, part);
            path.append(path.isEmpty() || path.charAt(path.length() - 1) == '/' ? "" : "/")
                    .append(text);
        }
        return path.toString();
    }
}
