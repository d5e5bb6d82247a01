package studio.ganvas.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** Reverse-mode differentiation: record, then ask for exactly the gradients that are wanted. Nothing accumulates. */
public final class Autograd {
    private Autograd() {}

    /** While open, operations on this thread are recorded. */
    public interface Recording extends AutoCloseable {
        @Override
        void close();
    }

    /** Starts recording; closing puts the former mode back. */
    public static Recording record() {
        return mode(true);
    }

    /** Stops recording inside a recorded stretch (PyTorch's {@code no_grad}); closing puts the former mode back. */
    public static Recording pause() {
        return mode(false);
    }

    /** Whether operations on this thread are recorded. */
    public static boolean isRecording() {
        Scope.current();
        return JniUtils.isGradMode();
    }

    /** dy/dx for each x; y is one number. The graph is freed. Zero where y does not depend on an x. */
    public static List<Tensor> grad(Tensor y, List<Tensor> xs) {
        return Kernels.many("grad", y, xs, false, false);
    }

    /**
     * dy/dx for each x, with the graph kept; with {@code createGraph} the result can be differentiated again (gradient
     * penalties, path lengths).
     */
    public static List<Tensor> grad(Tensor y, List<Tensor> xs, boolean createGraph) {
        return Kernels.many("grad", y, xs, createGraph, true);
    }

    private static Recording mode(boolean on) {
        Scope.current();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(on);
        return () -> JniUtils.setGradMode(before);
    }
}
