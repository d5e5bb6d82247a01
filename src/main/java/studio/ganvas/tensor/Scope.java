package studio.ganvas.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Owns every tensor that its thread makes while it is the innermost open scope, and frees them when it closes. Without
 * an open scope no tensor can be made, so nothing leaks by accident; what shall live on is handed up with {@link #keep}
 * or to a {@link TensorStore}.
 *
 * <p>Closing a tensor that a recorded graph still needs is safe: the graph holds the native memory itself.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Deque<Scope>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

    private final PtNDManager manager;
    private final boolean outermost;
    private final boolean counting;
    private long bytesMade;

    private Scope(PtNDManager manager, boolean outermost, boolean counting) {
        this.manager = manager;
        this.outermost = outermost;
        this.counting = counting;
    }

    /** Opens a scope inside the present one. In an outermost scope gradients are off until {@link Autograd} asks. */
    public static Scope open() {
        return open(!OPEN.get().isEmpty() && OPEN.get().peek().counting);
    }

    /** Opens a scope that counts {@link #bytesMade()}. */
    public static Scope counting() {
        return open(true);
    }

    private static Scope open(boolean counting) {
        Deque<Scope> stack = OPEN.get();
        Scope scope = new Scope(Torch.newManager(), stack.isEmpty(), counting);
        if (scope.outermost) {
            // libtorch switches gradients on for every new thread
            JniUtils.setGradMode(false);
        }
        stack.push(scope);
        return scope;
    }

    /** Runs {@code body} in a scope of its own; only its result lives on, in the present scope. */
    public static Tensor tidy(Supplier<Tensor> body) {
        try (Scope scope = open()) {
            return scope.keep(body.get());
        }
    }

    /** Moves a tensor of this scope to the enclosing one. */
    public Tensor keep(Tensor tensor) {
        if (outermost) {
            throw new IllegalStateException("There is no scope around this one that could keep the tensor");
        }
        Deque<Scope> stack = OPEN.get();
        Scope parent = stack.stream().skip(1).findFirst().orElseThrow();
        if (tensor.array().getManager() == manager) {
            tensor.array().attach(parent.manager);
        }
        return tensor;
    }

    /**
     * Bytes of all tensors that operations made in this scope and in those inside it, freed or not; views count as if they
     * were copies.
     */
    public long bytesMade() {
        return bytesMade;
    }

    /** Tells the innermost scope of an operation's result. */
    static void made(PtNDArray array) {
        Scope scope = OPEN.get().peek();
        if (scope != null && scope.counting) {
            scope.bytesMade += array.getShape().size() * array.getDataType().getNumOfBytes();
        }
    }

    @Override
    public void close() {
        Scope top = OPEN.get().pop();
        if (top != this) {
            throw new IllegalStateException("Scopes must close in the reverse order of opening, on their own thread");
        }
        Scope outer = OPEN.get().peek();
        if (counting && outer != null && outer.counting) {
            outer.bytesMade += bytesMade;
        }
        manager.close();
    }

    static PtNDManager current() {
        Scope scope = OPEN.get().peek();
        if (scope == null) {
            throw new IllegalStateException("Open a Scope before making tensors on this thread");
        }
        return scope.manager;
    }
}
