package studio.ganvas.engine.local;

import java.util.concurrent.CompletableFuture;
import studio.ganvas.tensor.Tensor;

/** Pictures one after the other, for measuring. */
interface PictureSource {
    /** How many there are at most; unreadable ones are left out when they are met. */
    int size();

    /** Fetches pictures {@code from} (inclusive) to {@code to} (exclusive), off the compute thread. Any thread. */
    CompletableFuture<?> prepare(int from, int to);

    /**
     * The pictures that were prepared last, [n, C, H, W] in [−1, 1] with the 256 levels of picture files, n ≤ to − from.
     * On the compute thread, in an open scope.
     */
    Taken take(int from, int to);

    /**
     * @param pictures [n, C, H, W]; n may be 0
     * @param numbers which of the source's pictures they are, [n]
     */
    record Taken(Tensor pictures, int[] numbers) {}
}
