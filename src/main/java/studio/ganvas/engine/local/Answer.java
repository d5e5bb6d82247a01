package studio.ganvas.engine.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A piece of work and the future that its result or its failure goes to; nothing is done once that was cancelled. */
record Answer<R>(Callable<R> body, CompletableFuture<R> result) implements Runnable {
    static <R> Answer<R> of(Callable<R> body) {
        return new Answer<>(body, new CompletableFuture<>());
    }

    @Override
    public void run() {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(body.call());
        } catch (Throwable e) {
            // the future carries the failure to whoever asked; the thread lives on
            result.completeExceptionally(e);
        }
    }
}
