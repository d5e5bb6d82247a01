package studio.ganvas.data;

import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link Loader} shall deliver.
 *
 * @param transform how pictures become input
 * @param batch pictures a step
 * @param seed the run's seed; order, crops and flips follow from it
 * @param split the split to take; empty: all pictures
 * @param order how items are put together
 * @param dropLast leave a short last batch of an epoch out, see {@link BatchPlan}; unaligned domains always do
 * @param threads loading threads
 * @param prefetch batches that are held ready at most
 * @param cacheBytes memory for decoded and resized pictures
 */
public record LoaderSpec(
        TransformSpec transform,
        int batch,
        long seed,
        Optional<String> split,
        Order order,
        boolean dropLast,
        int threads,
        int prefetch,
        long cacheBytes) {
    /** How items are put together to batches. */
    public enum Order {
        /** All pictures as {@code real}, whatever their domain. */
        SINGLE,
        /** A and B shuffled independently, each crop and flip by itself: CycleGAN, U-GAT-IT. */
        UNALIGNED,
        /** Pairs, both sides with the same crop and flip: pix2pix. */
        ALIGNED
    }

    public LoaderSpec {
        Objects.requireNonNull(transform);
        Objects.requireNonNull(split);
        Objects.requireNonNull(order);
        if (batch < 1 || threads < 1 || prefetch < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("A loader needs at least one picture a batch, one thread and one batch "
                    + "to hold ready, not " + batch + ", " + threads + " and " + prefetch);
        }
    }

    /** Full batches, two threads, four batches ahead, and an eighth of the Java heap to keep pictures in. */
    public static LoaderSpec of(TransformSpec transform, int batch, long seed, Optional<String> split, Order order) {
        return new LoaderSpec(
                transform,
                batch,
                seed,
                split,
                order,
                true,
                2,
                4,
                Runtime.getRuntime().maxMemory() / 8);
    }
}
