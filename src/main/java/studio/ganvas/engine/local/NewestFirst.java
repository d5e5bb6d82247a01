package studio.ganvas.engine.local;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Threads that serve the newest request first and skip those whose future was cancelled: what has scrolled away does not
 * hold up what is on the screen.
 */
final class NewestFirst implements AutoCloseable {
    private final BlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>();
    private volatile boolean closed;

    NewestFirst(int threads) {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::serve, "ganvas-pictures-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    <R> CompletableFuture<R> call(Callable<R> body) {
        Answer<R> answer = Answer.of(body);
        waiting.addFirst(answer);
        return answer.result();
    }

    private void serve() {
        try {
            while (!closed) {
                waiting.takeFirst().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        // wakes every thread so that it sees the end
        for (int i = 0; i < 8; i++) {
            waiting.addFirst(() -> {});
        }
    }
}
