package studio.ganvas.data.doctor;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import studio.ganvas.data.Dataset;

/**
 * Looks at every picture of a dataset in the background, on threads of its own, and then compares them. Each file is read
 * and decoded once; what {@link Looks} remembers from before is not read again.
 */
public final class Checkup {
    private static final int CHUNK = 32;
    /** The window, its thumbnails and a training come first. */
    private static final int PRIORITY = Thread.MIN_PRIORITY + 1;

    /** What is being done. */
    public enum Stage {
        /** Every picture is read and decoded. */
        LOOKING,
        /** Pictures are compared with each other. */
        COMPARING
    }

    /** Hears how far a checkup is; called from its threads. */
    @FunctionalInterface
    public interface Progress {
        void at(Stage stage, int done, int total);
    }

    private final Dataset dataset;
    private final Looks looks;
    private final Progress progress;
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger running;
    private final int threads;
    private final Look[] seen;
    private final CompletableFuture<Diagnosis> result = new CompletableFuture<>();

    private Checkup(Dataset dataset, Looks looks, int threads, Progress progress) {
        this.dataset = dataset;
        this.looks = looks;
        this.progress = progress;
        this.threads = threads;
        this.running = new AtomicInteger(threads);
        this.seen = new Look[dataset.items().size()];
    }

    /**
     * Starts a checkup. The dataset must stay open until {@link #result()} is done.
     *
     * @param looks what earlier checkups remember; what this one sees is added, also when it is cancelled
     */
    public static Checkup start(Dataset dataset, Looks looks, int threads, Progress progress) {
        Checkup checkup = new Checkup(dataset, looks, Math.max(1, threads), progress);
        for (int i = 0; i < Math.max(1, threads); i++) {
            Thread thread = new Thread(checkup::work, "checkup-" + dataset.name() + "-" + i);
            thread.setDaemon(true);
            thread.setPriority(PRIORITY);
            thread.start();
        }
        return checkup;
    }

    /** Done when the checkup is; fails with a {@link CancellationException} when it was cancelled. */
    public CompletableFuture<Diagnosis> result() {
        return result.copy();
    }

    /** Stops after the pictures in hand. */
    public void cancel() {
        result.cancel(false);
    }

    private void work() {
        try {
            int total = seen.length;
            for (int from = claimed.getAndAdd(CHUNK);
                    from < total && !result.isDone();
                    from = claimed.getAndAdd(CHUNK)) {
                int to = Math.min(from + CHUNK, total);
                for (int i = from; i < to && !result.isDone(); i++) {
                    seen[i] = looks.at(dataset, dataset.items().get(i));
                }
                progress.at(Stage.LOOKING, done.addAndGet(to - from), total);
            }
            if (running.decrementAndGet() == 0 && !result.isDone()) {
                result.complete(examine());
            }
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Compares on as many threads: parallel streams use those of the pool that they are begun in. */
    private Diagnosis examine() {
        ForkJoinPool pool = new ForkJoinPool(threads, Checkup::thread, null, false);
        try {
            return pool.submit(() -> new Examination(dataset, seen, progress, result::isDone).diagnosis())
                    .join();
        } finally {
            pool.shutdown();
        }
    }

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setPriority(PRIORITY);
        return thread;
    }
}
