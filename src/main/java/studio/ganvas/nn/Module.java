package studio.ganvas.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * A piece of a network. Its constructor declares parameters, buffers and children under the names of the official state
 * dict; nothing takes memory until {@link #initialize} or {@link #load}.
 */
public abstract class Module {
    /** Elements that are read at once. */
    private static final long PIECE = 4 << 20;

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private boolean training = true;

    /** A place for a tensor that is trained or kept: shape first, value once filled. */
    public static final class Slot {
        private final long[] shape;
        private final boolean trainable;
        private final boolean optional;
        private Init init;
        private Tensor value;
        private Runnable later;

        private Slot(long[] shape, Init init, boolean trainable, boolean optional) {
            this.shape = shape.clone();
            this.init = init;
            this.trainable = trainable;
            this.optional = optional;
        }

        /** Draws first values in another way than the layer's own, as a paper's initialisation may ask. */
        public void init(Init other) {
            init = other;
        }

        /** The tensor, read now if it was to be read later; fails before the network was initialised or loaded. */
        public Tensor get() {
            if (value == null && later != null) {
                later.run();
                later = null;
            }
            if (value == null) {
                throw new IllegalStateException("This network has no weights yet: initialize or load it first");
            }
            return value;
        }

        public long[] shape() {
            return shape.clone();
        }

        /** Number of elements. */
        public long size() {
            long size = 1;
            for (long side : shape) {
                size *= side;
            }
            return size;
        }
    }

    protected Slot parameter(String name, Init init, long... shape) {
        return declare(name, new Slot(shape, init, true, false));
    }

    /** A tensor that is saved but not trained. */
    protected Slot buffer(String name, Init init, long... shape) {
        return declare(name, new Slot(shape, init, false, false));
    }

    /** A saved whole number that starts at 0; files written before it was introduced may lack it. */
    protected Slot counter(String name) {
        Init zero = (draws, shape) -> Tensor.of(new long[] {0}, shape);
        return declare(name, new Slot(new long[0], zero, false, true));
    }

    /** Declares another module's parameter as this one's, under another name. */
    protected Slot adopt(String name, Slot slot) {
        return declare(name, slot);
    }

    protected <M extends Module> M child(String name, M module) {
        children.put(name, module);
        return module;
    }

    private Slot declare(String name, Slot slot) {
        slots.put(name, slot);
        return slot;
    }

    /** Whether layers behave as in training: batch statistics, live dropout, power iterations. */
    public boolean training() {
        return training;
    }

    /** Sets the mode of this module and all below it. */
    public void train(boolean on) {
        training = on;
        children.values().forEach(each -> each.train(on));
    }

    /** Puts buffers back when it is closed. */
    public interface Kept extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Notes all buffers and puts them back when the result is closed: what runs in between may use training mode and
     * leaves no trace in running statistics. Close it after the gradients were taken, in the same scope.
     */
    public Kept keepBuffers() {
        Map<Tensor, Tensor> before = new LinkedHashMap<>();
        buffers().values().forEach(buffer -> before.put(buffer, buffer.copy()));
        return () -> before.forEach(Tensor::set);
    }

    /** Direct children by name, in order. */
    public Map<String, Module> children() {
        return children;
    }

    /** Fills every parameter and buffer from its declared distribution; {@code store} owns them. */
    public void initialize(TensorStore store, Draws draws) {
        visit("", (name, slot) -> {
            try (Scope scope = Scope.open()) {
                fill(store, slot, slot.init.draw(draws, slot.shape));
            }
        });
    }

    /**
     * Fills every parameter and buffer from a saved state.
     *
     * @throws IllegalArgumentException listing what is missing, left over or of another shape
     */
    public void load(TensorStore store, StateDict state) {
        check(state);
        visit("", (name, slot) -> fill(store, slot, state.get(name)));
    }

    /**
     * As {@link #load}, but each tensor is read when it is first used: of a file of several networks those that are never
     * asked for take no memory. The file must stay open until then; call {@link #load} for those that must not fail later.
     */
    public void loadLater(TensorStore store, StateDict state) {
        check(state);
        visit("", (name, slot) -> slot.later = () -> fill(store, slot, state.get(name)));
    }

    /**
     * Goes on in float64: every float32 parameter and buffer is replaced by its copy. For finding out what rounding does;
     * optimizers made before do not follow.
     */
    public void toFloat64(TensorStore store) {
        visit("", (name, slot) -> {
            if (slot.get().dtype() == DType.F32) {
                try (Scope scope = Scope.open()) {
                    slot.value = store.own(slot.value.detach().toFloat64());
                    slot.value.requiresGrad(slot.trainable);
                }
            }
        });
    }

    private static void fill(TensorStore store, Slot slot, Optional<HostTensor> saved) {
        try (Scope scope = Scope.open();
                Autograd.Recording none = Autograd.pause()) {
            if (saved.isEmpty()) {
                fill(store, slot, Tensor.of(new long[] {0}));
            } else if (slot.value == null
                    && saved.get().dtype() == DType.F32
                    && saved.get().size() > PIECE) {
                Tensor whole = store.own(Tensor.zeros(slot.shape));
                inPieces(saved.get(), whole.reshape(-1));
                slot.value = whole;
                whole.requiresGrad(slot.trainable);
            } else {
                fill(store, slot, working(saved.get()));
            }
        }
    }

    /** So that beside a weight of a gigabyte there is never a second one in memory. */
    private static void inPieces(HostTensor saved, Tensor flat) {
        for (long from = 0; from < saved.size(); from += PIECE) {
            long to = Math.min(from + PIECE, saved.size());
            try (Scope scope = Scope.open()) {
                flat.narrow(0, from, to).set(Tensor.of(saved.part(from, to)));
            }
        }
    }

    /** Networks compute in float32, whatever precision a file has. */
    private static Tensor working(HostTensor saved) {
        return Tensor.of(saved.dtype().isFloat() ? saved.asFloat32() : saved);
    }

    private static void fill(TensorStore store, Slot slot, Tensor values) {
        if (slot.value == null) {
            // a contiguous tensor of its own, whatever the values were a view of
            slot.value = store.own(values.copy());
            slot.value.requiresGrad(slot.trainable);
        } else {
            slot.value.set(values);
        }
    }

    /** Names of the parameters and buffers that this state has in the same shape, in official order. */
    public List<String> fitting(StateDict state) {
        return slots().entrySet().stream()
                .filter(slot -> state.get(slot.getKey())
                        .filter(saved -> Arrays.equals(saved.shape(), slot.getValue().shape))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Overwrites what {@link #fitting} names; the rest of this filled network stays as it is.
     *
     * @return how many
     */
    public int loadFitting(StateDict state) {
        Map<String, Slot> own = slots();
        List<String> names = fitting(state);
        names.forEach(name -> {
            try (Scope scope = Scope.open()) {
                own.get(name).get().set(working(state.get(name).orElseThrow()));
            }
        });
        return names.size();
    }

    private void check(StateDict state) {
        StringBuilder wrong = new StringBuilder();
        visit("", (name, slot) -> {
            HostTensor saved = state.get(name).orElse(null);
            if (saved == null && slot.optional) {
                return;
            }
            if (saved == null) {
                wrong.append("\n  ").append(name).append(" is missing");
            } else if (!Arrays.equals(saved.shape(), slot.shape)) {
                wrong.append("\n  ")
                        .append(name)
                        .append(" is ")
                        .append(Arrays.toString(saved.shape()))
                        .append(" but this network has ")
                        .append(Arrays.toString(slot.shape));
            }
        });
        Map<String, Slot> own = slots();
        state.names().stream()
                .filter(name -> !own.containsKey(name))
                .forEach(name -> wrong.append("\n  ").append(name).append(" is not known here"));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("These weights are of another network:" + wrong);
        }
    }

    /** Whether {@link #initialize}, {@link #load} or {@link #loadLater} gave every parameter and buffer a value. */
    public boolean filled() {
        return slots().values().stream().allMatch(slot -> slot.value != null || slot.later != null);
    }

    /** Trainable tensors by official name, in official order. */
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        visit("", (name, slot) -> {
            if (slot.trainable) {
                named.put(name, slot.get());
            }
        });
        return named;
    }

    /** Saved but untrained tensors by official name. */
    public Map<String, Tensor> buffers() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        visit("", (name, slot) -> {
            if (!slot.trainable) {
                named.put(name, slot.get());
            }
        });
        return named;
    }

    /** Number of trainable values, known without memory. */
    public long parameterCount() {
        return slots().values().stream()
                .filter(slot -> slot.trainable)
                .mapToLong(Slot::size)
                .sum();
    }

    /** Declared names and shapes, in official order. */
    public Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        visit("", (name, slot) -> shapes.put(name, slot.shape()));
        return shapes;
    }

    /** A copy of all parameters and buffers in host memory. */
    public StateDict stateDict() {
        Map<String, HostTensor> state = new LinkedHashMap<>();
        try (Scope scope = Scope.open()) {
            visit("", (name, slot) -> state.put(name, slot.get().toHost()));
        }
        return new StateDict(state);
    }

    /** The same without copies: to be read on this thread before a parameter changes, see {@link Tensor#toHostLater}. */
    public StateDict stateDictLater() {
        Map<String, HostTensor> state = new LinkedHashMap<>();
        visit("", (name, slot) -> state.put(name, slot.get().toHostLater()));
        return new StateDict(state);
    }

    /** Calls {@code action} with this module and every module below it, parents first. */
    public void each(Consumer<Module> action) {
        action.accept(this);
        children.values().forEach(child -> child.each(action));
    }

    private Map<String, Slot> slots() {
        Map<String, Slot> all = new LinkedHashMap<>();
        visit("", all::put);
        return all;
    }

    private void visit(String prefix, BiConsumer<String, Slot> action) {
        slots.forEach((name, slot) -> action.accept(prefix + name, slot));
        children.forEach((name, module) -> module.visit(prefix + name + ".", action));
    }

    /** A convenience for optimizers: trainable tensors in order. */
    public List<Tensor> parameterList() {
        return List.copyOf(parameters().values());
    }
}
