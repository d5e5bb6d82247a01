package studio.ganvas.checkpoint;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one pickle (protocols 0 to 5, as far as checkpoints use them) without ever calling anything that it names:
 * names are looked up in {@link PickleGlobals} and refused if they are not there. Works without recursion.
 */
final class Unpickler {
    /** Resolves the persistent ids of the surrounding container to its storages. */
    @FunctionalInterface
    interface PersistentIds {
        Object load(PyValue.Tuple id);
    }

    private static final int LONGEST_INTEGER = 64;
    private static final int LONGEST_NAME = 512;

    private final ByteCursor in;
    private final PickleGlobals globals;
    private final PersistentIds persistentIds;
    private final PickleBudget budget;
    private final ArrayList<Object> stack = new ArrayList<>();
    private final ArrayList<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    Unpickler(ByteCursor in, PickleGlobals globals, PersistentIds persistentIds, PickleBudget budget) {
        this.in = in;
        this.globals = globals;
        this.persistentIds = persistentIds;
        this.budget = budget;
    }

    /** The pickled value; the cursor stands behind it. */
    Object load() {
        while (true) {
            budget.instruction();
            int opcode = in.u8();
            if (opcode == '.') {
                return pop();
            }
            if (!scalar(opcode) && !container(opcode) && !object(opcode)) {
                throw new CheckpointException(
                        "This file is damaged or not a checkpoint: at position %,d stands 0x%02x, which no checkpoint contains."
                                .formatted(in.position() - 1, opcode));
            }
        }
    }

    private boolean scalar(int opcode) {
        switch (opcode) {
            case 0x80 -> protocol(in.u8());
            case 0x95 -> in.i64(); // FRAME: only a hint for buffering
            case 'N' -> push(PyValue.None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.i32());
            case 'K' -> push((long) in.u8());
            case 'M' -> push((long) in.u16());
            case 0x8a -> push(integer(in.u8()));
            case 0x8b -> push(integer(in.i32()));
            case 'I' -> push(textInteger(in.line(LONGEST_INTEGER)));
            case 'L' -> push(textInteger(in.line(LONGEST_INTEGER).replace("L", "")));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.i64())));
            case 'F' -> push(textFloat(in.line(LONGEST_INTEGER)));
            case 'X' -> push(text(in.i32() & 0xffffffffL));
            case 0x8c -> push(text(in.u8()));
            case 0x8d -> push(text(in.i64()));
            case 'U' -> push(latin(in.u8()));
            case 'T' -> push(latin(in.i32()));
            case 'S', 'V' -> push(in.line(LONGEST_NAME).replaceAll("^['\"]|['\"]$", ""));
            case 'C' -> pushNew(new PyValue.Bytes(in.slice(in.u8())));
            case 'B' -> pushNew(new PyValue.Bytes(in.slice(in.i32() & 0xffffffffL)));
            case 0x8e, 0x96 -> pushNew(new PyValue.Bytes(in.slice(in.i64())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) {
        switch (opcode) {
            case '(' -> marks.add(stack.size());
            case '0' -> pop();
            case '1' -> popToMark();
            case '2' -> push(top(Object.class));
            case ']', 0x8f -> pushNew(new ArrayList<>());
            case 'l' -> pushNew(new ArrayList<>(popToMark()));
            case 'a' -> append(List.of(pop()));
            case 'e', 0x90 -> append(popToMark());
            case ')' -> pushNew(new PyValue.Tuple(List.of()));
            case 't' -> pushNew(new PyValue.Tuple(popToMark()));
            case 0x91 -> pushNew(new ArrayList<>(popToMark()));
            case 0x85 -> pushTuple(1);
            case 0x86 -> pushTuple(2);
            case 0x87 -> pushTuple(3);
            case '}' -> pushNew(PyValue.newDict());
            case 'd' -> {
                List<Object> items = popToMark();
                pushNew(PyValue.newDict());
                putAll(items);
            }
            case 's' -> {
                Object value = pop();
                putAll(List.of(pop(), value));
            }
            case 'u' -> putAll(popToMark());
            case 'q' -> memo.put(in.u8(), top(Object.class));
            case 'r' -> memo.put(in.i32(), top(Object.class));
            case 'p' -> memo.put((int) toLong(textInteger(in.line(LONGEST_INTEGER))), top(Object.class));
            case 0x94 -> memo.put(memo.size(), top(Object.class));
            case 'h' -> push(remembered(in.u8()));
            case 'j' -> push(remembered(in.i32()));
            case 'g' -> push(remembered((int) toLong(textInteger(in.line(LONGEST_INTEGER)))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean object(int opcode) {
        switch (opcode) {
            case 'c' -> push(globals.find(in.line(LONGEST_NAME), in.line(LONGEST_NAME)));
            case 0x93 -> {
                String name = pop(String.class);
                push(globals.find(pop(String.class), name));
            }
            case 'i' -> {
                PyValue.Global named = globals.find(in.line(LONGEST_NAME), in.line(LONGEST_NAME));
                pushNew(named.build(new PyValue.Tuple(popToMark())));
            }
            case 'R', 0x81 -> {
                PyValue.Tuple args = pop(PyValue.Tuple.class);
                pushNew(pop(PyValue.Global.class).build(args));
            }
            case 0x92 -> {
                pop(); // keyword arguments of __new__: no allowed class has any that matter
                PyValue.Tuple args = pop(PyValue.Tuple.class);
                pushNew(pop(PyValue.Global.class).build(args));
            }
            case 'b' -> {
                Object state = pop();
                globals.setState(top(Object.class), state);
            }
            case 'Q' -> push(persistentIds.load(pop(PyValue.Tuple.class)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void protocol(int version) {
        if (version > 5) {
            throw new CheckpointException(
                    "This pickle is of version %d; versions up to 5 are known. It is damaged or newer than Ganvas."
                            .formatted(version));
        }
    }

    private Object integer(int length) {
        if (length < 0 || length > LONGEST_INTEGER) {
            throw damaged("an integer of " + length + " bytes");
        }
        byte[] bytes = in.bytes(length);
        byte[] bigEndian = new byte[length + 1];
        for (int i = 0; i < length; i++) {
            bigEndian[length - i] = bytes[i];
        }
        bigEndian[0] = (byte) (length > 0 && bytes[length - 1] < 0 ? 0xff : 0);
        BigInteger value = new BigInteger(bigEndian);
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private static Object textInteger(String digits) {
        if (digits.equals("00") || digits.equals("01")) {
            return digits.equals("01");
        }
        try {
            BigInteger value = new BigInteger(digits.strip());
            return value.bitLength() < 64 ? (Object) value.longValue() : value;
        } catch (NumberFormatException e) {
            throw damaged("a number that is none");
        }
    }

    private static Object textFloat(String digits) {
        try {
            return Double.valueOf(digits.strip());
        } catch (NumberFormatException e) {
            throw damaged("a number that is none");
        }
    }

    private static long toLong(Object value) {
        if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number;
        }
        throw damaged("a reference that leads nowhere");
    }

    private String text(long length) {
        return new String(in.bytes(textLength(length)), StandardCharsets.UTF_8);
    }

    private String latin(long length) {
        return new String(in.bytes(textLength(length)), StandardCharsets.ISO_8859_1);
    }

    private int textLength(long length) {
        if (length > in.remaining()) {
            throw new CheckpointException(
                    "This file is cut short: a text of %,d bytes is announced but only %,d bytes follow."
                            .formatted(length, in.remaining()));
        }
        return budget.text(length);
    }

    private void push(Object value) {
        stack.add(value);
    }

    private void pushNew(Object container) {
        budget.container();
        stack.add(container);
    }

    private void pushTuple(int size) {
        Object[] items = new Object[size];
        for (int i = size - 1; i >= 0; i--) {
            items[i] = pop();
        }
        pushNew(new PyValue.Tuple(List.of(items)));
    }

    private Object pop() {
        top(Object.class);
        return stack.remove(stack.size() - 1);
    }

    private <T> T pop(Class<T> type) {
        T value = top(type);
        stack.remove(stack.size() - 1);
        return value;
    }

    private <T> T top(Class<T> type) {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (stack.size() <= floor) {
            throw damaged("a value that is missing");
        }
        Object value = stack.get(stack.size() - 1);
        if (!type.isInstance(value)) {
            throw damaged("a value in the wrong place");
        }
        return type.cast(value);
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw damaged("the end of a group that never began");
        }
        List<Object> group = stack.subList(marks.remove(marks.size() - 1), stack.size());
        List<Object> items = List.copyOf(group);
        group.clear();
        return items;
    }

    private Object remembered(int index) {
        Object value = memo.get(index);
        if (value == null) {
            throw damaged("a reference that leads nowhere");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) {
        top(List.class).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void putAll(List<Object> keysAndValues) {
        Map<Object, Object> dict = top(Map.class);
        if (keysAndValues.size() % 2 != 0) {
            throw damaged("a dictionary key without a value");
        }
        budget.dictionaryEntries(keysAndValues.size() / 2);
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            dict.put(PickleGlobals.key(keysAndValues.get(i)), keysAndValues.get(i + 1));
        }
    }

    private static CheckpointException damaged(String what) {
        return new CheckpointException("This file is damaged: it contains " + what + ". Copy or download it again.");
    }
}
