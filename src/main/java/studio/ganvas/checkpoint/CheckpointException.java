package studio.ganvas.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A file could not be read or written as a checkpoint. The message is meant for the person who chose the file: what is
 * wrong with it and what can be done.
 */
public final class CheckpointException extends UncheckedIOException {
    public CheckpointException(String message) {
        super(message, new IOException(message));
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause instanceof IOException io ? io : new IOException(message, cause));
    }
}
