package studio.ganvas.train;

/** A run cannot go on (or begin); the message says in plain words why and what to do. */
public final class RunException extends RuntimeException {
    public RunException(String message) {
        super(message);
    }

    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
