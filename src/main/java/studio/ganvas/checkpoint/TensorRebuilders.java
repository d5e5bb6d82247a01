package studio.ganvas.checkpoint;

/** Stands for the functions of torch that turn a storage into a tensor. */
final class TensorRebuilders {
    private TensorRebuilders() {}

    /** {@code (storage, offset, size, stride, …)}: both {@code _rebuild_tensor} and {@code _rebuild_tensor_v2}. */
    static Object strided(PyValue.Tuple args) {
        Storage storage = PickleGlobals.as(Storage.class, args.get(0));
        return storage.view(
                PickleGlobals.integer(args.get(1)),
                PickleGlobals.integers(args.get(2)),
                PickleGlobals.integers(args.get(3)));
    }

    /** {@code (function, type, arguments, state)}: tensors with Python attributes, which are left behind. */
    static Object ofType(PyValue.Tuple args) {
        PyValue.Global function = PickleGlobals.as(PyValue.Global.class, args.get(0));
        if (!function.name().startsWith("torch._utils._rebuild_")) {
            throw PickleGlobals.misplaced();
        }
        return function.build(PickleGlobals.as(PyValue.Tuple.class, args.get(2)));
    }
}
