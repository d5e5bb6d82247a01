package studio.ganvas.ui.dataset;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.ganvas.engine.StudioException;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;

/** Something that is fetched in the background, as a view shows it. */
sealed interface Load<T> {
    /** Nobody asked for it, or the asking was cancelled. */
    record Nothing<T>() implements Load<T> {}

    /** On its way. */
    record Loading<T>() implements Load<T> {}

    /** Here it is. */
    record Ready<T>(T result) implements Load<T> {}

    /** It could not be had; the message is made for people. */
    record Failed<T>(String message) implements Load<T> {}

    /** The value when it is {@link Ready}. */
    default Optional<T> value() {
        return this instanceof Ready<T> ready ? Optional.of(ready.result()) : Optional.empty();
    }

    /** How a future ended: its value, its failure in words, or nothing when it was cancelled. */
    static <T> Load<T> ended(T value, Throwable failure) {
        if (failure == null) {
            return new Ready<>(value);
        }
        return Later.cause(failure) instanceof CancellationException ? new Nothing<>() : new Failed<>(message(failure));
    }

    /** What to tell people about a failure. Only the engine's own exceptions are worded for them. */
    static String message(Throwable failure) {
        return Later.cause(failure) instanceof StudioException known
                ? known.getMessage()
                : Words.of("datasets.trouble.unexpected");
    }
}
