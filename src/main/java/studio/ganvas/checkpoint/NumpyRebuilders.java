package studio.ganvas.checkpoint;

import studio.ganvas.tensor.HostTensor;

/** Stands for the functions of NumPy that appear inside pickles. */
final class NumpyRebuilders {
    private NumpyRebuilders() {}

    /** {@code (code, align, copy)}, the code without byte order. */
    static Object dtype(PyValue.Tuple args) {
        String code = PickleGlobals.as(String.class, args.get(0));
        return new PyValue.NumpyDType(code.replaceAll("^[<>=|]", ""));
    }

    /** {@code (dtype, bytes)}: a single number. */
    static Object scalar(PyValue.Tuple args) {
        NumpyType type = PickleGlobals.as(PyValue.NumpyDType.class, args.get(0)).type();
        HostTensor value = type.array(PickleGlobals.bytes(args.get(1)), new long[0], false);
        return switch (value.dtype()) {
            case F64, F32, F16, BF16 -> value.toDoubles()[0];
            case BOOL -> value.toLongs()[0] != 0;
            default -> value.toLongs()[0];
        };
    }

    /** {@code (version, shape, dtype, fortran order, bytes)}: an array's state. */
    static HostTensor array(PyValue.Tuple state) {
        NumpyType type =
                PickleGlobals.as(PyValue.NumpyDType.class, state.get(2)).type();
        long[] shape = PickleGlobals.integers(state.get(1));
        boolean fortranOrder = PickleGlobals.as(Boolean.class, state.get(3));
        return type.array(PickleGlobals.bytes(state.get(4)), shape, fortranOrder);
    }

    /** {@code (buffer, dtype, shape, order)}: an array in protocol 5. */
    static Object fromBuffer(PyValue.Tuple args) {
        NumpyType type = PickleGlobals.as(PyValue.NumpyDType.class, args.get(1)).type();
        return type.array(
                PickleGlobals.bytes(args.get(0)), PickleGlobals.integers(args.get(2)), "F".equals(args.get(3)));
    }
}
