package studio.ganvas.engine;

/** A failure in words for people: what happened, why, and what to do. The cause is for the log and the details fold. */
public final class StudioException extends RuntimeException {
    public StudioException(String message) {
        super(message);
    }

    public StudioException(String message, Throwable cause) {
        super(message, cause);
    }
}
