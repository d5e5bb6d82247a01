package studio.ganvas.engine.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads for files and pictures, so that neither the window nor the compute thread waits for a disk. */
final class DataThreads implements AutoCloseable {
    private final ExecutorService executor;

    DataThreads(int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, "ganvas-data-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        executor = Executors.newFixedThreadPool(threads, factory);
    }

    /** Runs {@code body} soon; after {@link #close()} its future is cancelled at once, as the program is ending. */
    <R> CompletableFuture<R> call(Callable<R> body) {
        Answer<R> answer = Answer.of(body);
        try {
            executor.execute(answer);
        } catch (RejectedExecutionException closed) {
            answer.result().cancel(false);
        }
        return answer.result();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
