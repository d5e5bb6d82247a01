package studio.ganvas.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values on the unpickler's stack that Java's own types do not express. */
sealed interface PyValue {
    /** Python's {@code None}. */
    record None() implements PyValue {
        static final None NONE = new None();
    }

    /** An immutable sequence; a class, so that equality never walks a hostile structure. */
    final class Tuple implements PyValue {
        private final List<Object> items;

        Tuple(List<Object> items) {
            this.items = items;
        }

        List<Object> items() {
            return items;
        }

        int size() {
            return items.size();
        }

        Object get(int index) {
            if (index >= items.size()) {
                throw new CheckpointException("This file is damaged: a value inside it lacks a part.");
            }
            return items.get(index);
        }
    }

    /** Raw bytes, left in the file. */
    final class Bytes implements PyValue {
        private final ByteSource source;

        Bytes(ByteSource source) {
            this.source = source;
        }

        ByteSource source() {
            return source;
        }
    }

    /** A name on the allow-list, with what stands for it here. */
    final class Global implements PyValue {
        private final String name;
        private final Builder builder;

        Global(String name, Builder builder) {
            this.name = name;
            this.builder = builder;
        }

        String name() {
            return name;
        }

        Object build(Tuple args) {
            return builder.build(args);
        }
    }

    /** Makes a value from the arguments that the pickle passes to an allowed name. */
    @FunctionalInterface
    interface Builder {
        Object build(Tuple args);
    }

    /** An instance that is only a holder of data. */
    final class Instance implements PyValue {
        private final String className;
        private final Tuple args;
        private Object state = None.NONE;

        Instance(String className, Tuple args) {
            this.className = className;
            this.args = args;
        }

        void setState(Object newState) {
            state = newState;
        }

        String className() {
            return className;
        }

        Tuple args() {
            return args;
        }

        Object state() {
            return state;
        }
    }

    /** A NumPy element type; the byte order arrives after construction. */
    final class NumpyDType implements PyValue {
        private final String code;
        private char order = '<';

        NumpyDType(String code) {
            this.code = code;
        }

        void setState(Tuple state) {
            order = state.get(1) instanceof String text && text.length() == 1 ? text.charAt(0) : '?';
        }

        NumpyType type() {
            return NumpyType.parse(order + code);
        }
    }

    /** A NumPy array; shape and data arrive after construction. */
    final class NumpyArray implements PyValue {
        private Object value = None.NONE;

        void setValue(Object newValue) {
            value = newValue;
        }

        Object value() {
            return value;
        }
    }

    /** A dictionary's entries as they are being collected. */
    static Map<Object, Object> newDict() {
        return new LinkedHashMap<>();
    }
}
