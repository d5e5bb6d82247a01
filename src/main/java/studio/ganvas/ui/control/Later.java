package studio.ganvas.ui.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Brings results from background threads to the FX thread. */
public final class Later {
    private Later() {}

    /** Gives the result, or what really failed, on the FX thread. A cancelled future gives neither. */
    public static <T> void take(CompletableFuture<T> future, Consumer<T> result, Consumer<Throwable> failure) {
        take(future, Later::onFx, result, failure);
    }

    /** The same on another thread than the FX thread, for models in tests. */
    public static <T> void take(
            CompletableFuture<T> future, Executor thread, Consumer<T> result, Consumer<Throwable> failure) {
        future.whenComplete((value, thrown) -> {
            if (!future.isCancelled()) {
                thread.execute(() -> {
                    if (thrown == null) {
                        result.accept(value);
                    } else {
                        failure.accept(cause(thrown));
                    }
                });
            }
        });
    }

    /** Runs now when already on the FX thread, else soon. */
    public static void onFx(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    /** What failed, without the wrappings of futures. */
    public static Throwable cause(Throwable thrown) {
        Throwable inner = thrown;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
