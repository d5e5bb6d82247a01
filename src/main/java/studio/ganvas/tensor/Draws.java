package studio.ganvas.tensor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A source of random numbers for one purpose: {@link Rng} makes seeded ones, tests make ones that replay a recording.
 * Layers with live randomness (dropout, noise) take theirs from {@link #current()}, which a training step sets.
 */
public interface Draws {
    /** Standard normal, float32, on the compute device. */
    Tensor normal(long... shape);

    /** Uniform in [0, 1), float32, on the compute device. */
    Tensor uniform(long... shape);

    /** Uniform whole numbers in [0, bound), int64 [n]. */
    Tensor integers(long bound, long n);

    /** One number, uniform in [0, 1), for decisions. */
    double uniform();

    /** 0 with probability {@code p}, else 1 / (1 − p): multiply to drop out. */
    default Tensor dropoutMask(double p, long... shape) {
        Tensor kept = uniform(shape).greaterThan(p).toFloat32();
        return kept.mul(1 / (1 - p));
    }

    /** Makes this the thread's current source until the result is closed. */
    default Use use() {
        Current.STACK.get().push(this);
        return () -> Current.STACK.get().pop();
    }

    /** The source that the running step has set. */
    static Draws current() {
        Draws draws = Current.STACK.get().peek();
        if (draws == null) {
            throw new IllegalStateException("A layer draws random numbers, but no source was set with Draws.use()");
        }
        return draws;
    }

    /** Whether a source was set. */
    static boolean isInUse() {
        return !Current.STACK.get().isEmpty();
    }

    /** Ends {@link #use}. */
    interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /** The stack of sources of each thread. */
    final class Current {
        private static final ThreadLocal<Deque<Draws>> STACK = ThreadLocal.withInitial(ArrayDeque::new);

        private Current() {}
    }
}
