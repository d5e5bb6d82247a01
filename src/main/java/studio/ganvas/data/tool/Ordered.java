package studio.ganvas.data.tool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes things on several threads and hands them over in order; only a few wait at a time. */
final class Ordered {
    private Ordered() {}

    /** Makes something of an input. */
    @FunctionalInterface
    interface Maker<I, O> {
        O make(I input) throws IOException;
    }

    /** Takes what was made. */
    @FunctionalInterface
    interface Taker<O> {
        void take(O made) throws IOException;
    }

    static <I, O> void each(List<I> inputs, Maker<I, O> maker, Taker<O> taker, ToolProgress progress)
            throws IOException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        ExecutorService executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "dataset-tool");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<O>> waiting = new ArrayDeque<>();
            int next = 0;
            for (int taken = 0; taken < inputs.size(); taken++) {
                while (next < inputs.size() && waiting.size() < 2 * threads) {
                    I input = inputs.get(next++);
                    Callable<O> work = () -> maker.make(input);
                    waiting.add(executor.submit(work));
                }
                progress.check();
                taker.take(result(waiting.remove()));
                progress.at(taken + 1, inputs.size());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static <O> O result(Future<O> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IOException(e.getCause());
        }
    }
}
