package studio.ganvas.engine.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    <R> CompletableFuture<R> call(Callable<R> body) {
        CompletableFuture<R> result = new CompletableFuture<>();
        executor.execute(() -> {
            if (result.isDone()) {
                return;
            }
            try {
                result.complete(body.call());
            } catch (Throwable e) {
                // the future carries the failure to whoever asked
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
