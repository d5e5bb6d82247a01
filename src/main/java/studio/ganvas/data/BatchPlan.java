package studio.ganvas.data;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Which items a step sees: a pure function of (seed, step), so that a resumed run goes on exactly where it stopped. Each
 * epoch is its own random permutation of 0 … n−1. Thread-safe.
 */
public final class BatchPlan {
    private final long seed;
    private final int n;
    private final int batch;
    private final boolean dropLast;
    private volatile Epoch latest = new Epoch(-1, new int[0]);

    private record Epoch(long number, int[] order) {}

    /**
     * @param seed the order's seed
     * @param n how many items there are, at least 1
     * @param batch how many a step sees, at least 1
     * @param dropLast true: every batch is full, what is left at an epoch's end is not seen in that epoch; false: the last
     *     batch of an epoch is short. With fewer items than a batch holds, {@code dropLast} lets batches run on over the
     *     ends of epochs instead.
     */
    public BatchPlan(long seed, int n, int batch, boolean dropLast) {
        if (n < 1 || batch < 1) {
            throw new IllegalArgumentException("Cannot make batches of " + batch + " from " + n + " pictures");
        }
        this.seed = seed;
        this.n = n;
        this.batch = batch;
        this.dropLast = dropLast;
    }

    /** Steps that make an epoch; at least 1. */
    public long stepsPerEpoch() {
        return dropLast ? Math.max(1, n / batch) : (n + batch - 1L) / batch;
    }

    /** The epoch that a step lies in, counted from 0. */
    public long epoch(long step) {
        return runsOn() ? step * batch / n : step / stepsPerEpoch();
    }

    /** The items of a step, counted from 0. */
    public int[] at(long step) {
        Objects.checkIndex(step, Long.MAX_VALUE / batch);
        if (runsOn()) {
            int[] items = new int[batch];
            for (int i = 0; i < batch; i++) {
                long position = step * batch + i;
                items[i] = order(position / n)[(int) (position % n)];
            }
            return items;
        }
        long first = step % stepsPerEpoch() * batch;
        int[] items = new int[(int) Math.min(batch, n - first)];
        System.arraycopy(order(epoch(step)), (int) first, items, 0, items.length);
        return items;
    }

    private boolean runsOn() {
        return dropLast && n < batch;
    }

    private int[] order(long epoch) {
        Epoch known = latest;
        if (known.number != epoch) {
            known = new Epoch(epoch, permutation(Seeds.derive(seed, Seeds.ORDER, epoch), n));
            latest = known;
        }
        return known.order;
    }

    private static int[] permutation(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
