package studio.ganvas.nn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Tensor;

/**
 * Means, variances and pooled features of a whole picture, for its tiles. A network that normalizes over all it sees would
 * give each tile a light of its own and blow up the noise of a plain one; with those of a small copy of the picture, all tiles
 * are treated alike (thumbnail instance normalization: Chen et al., Towards Ultra-Resolution Neural Style Transfer, AAAI
 * 2022).
 *
 * <p>Layers ask {@link #of} for what depends on the whole picture. They must do so in the same order whenever a picture goes
 * through. Kept in host memory, so that it outlives scopes and models.
 */
public final class PictureStatistics {
    private static final ThreadLocal<Deque<Pass>> PASSES = ThreadLocal.withInitial(ArrayDeque::new);

    private final List<HostTensor> kept = new ArrayList<>();

    /** Gives what a layer computed itself, or what was computed before. */
    private interface Pass {
        Tensor take(Supplier<Tensor> own);
    }

    /** Keeps what the layers ask for while a small copy of the picture goes through. */
    public <T> T record(Supplier<T> forward) {
        kept.clear();
        return during(
                own -> {
                    Tensor value = own.get();
                    kept.add(value.toHost());
                    return value;
                },
                forward);
    }

    /**
     * Gives it to them while a tile goes through.
     *
     * @throws IllegalStateException when they ask for more than was kept
     */
    public <T> T replay(Supplier<T> forward) {
        int[] next = {0};
        return during(
                own -> {
                    if (next[0] == kept.size()) {
                        throw new IllegalStateException(
                                "A layer asks for more than the small copy of the picture gave");
                    }
                    return Tensor.of(kept.get(next[0]++));
                },
                forward);
    }

    private static <T> T during(Pass pass, Supplier<T> forward) {
        PASSES.get().push(pass);
        try {
            return forward.get();
        } finally {
            PASSES.get().pop();
        }
    }

    /** Whether a picture goes through in tiles now: layers may take a faster way when not. */
    static boolean inUse() {
        return !PASSES.get().isEmpty();
    }

    /** What depends on the whole picture: {@code own}, unless this is a tile of one. */
    public static Tensor of(Supplier<Tensor> own) {
        return inUse() ? PASSES.get().peek().take(own) : own.get();
    }

    /** (x − μ) / √(σ² + ε), with mean and biased variance over {@code axes}. */
    static Tensor normalized(Tensor x, double eps, long... axes) {
        Tensor.VarMean own = x.varMean(false, true, axes);
        Tensor mean = of(own::mean);
        Tensor var = of(own::var);
        return x.sub(mean).mul(var.add(eps).rsqrt());
    }
}
