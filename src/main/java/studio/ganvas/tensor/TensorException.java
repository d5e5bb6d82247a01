package studio.ganvas.tensor;

import ai.djl.engine.EngineException;
import java.util.Locale;

/** An operation failed in the native engine; the message is its first line, {@link #outOfMemory} the reason to tell. */
public final class TensorException extends RuntimeException {
    private final boolean outOfMemory;

    private TensorException(String message, boolean outOfMemory, Throwable cause) {
        super(message, cause);
        this.outOfMemory = outOfMemory;
    }

    static TensorException of(String sentence) {
        return new TensorException(sentence, false, null);
    }

    static TensorException of(String operation, EngineException cause) {
        String text = String.valueOf(cause.getMessage());
        String lower = text.toLowerCase(Locale.ROOT);
        boolean memory = lower.contains("not enough memory") || lower.contains("out of memory");
        String reason = text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("RuntimeError:") || line.startsWith("[enforce fail"))
                .findFirst()
                .orElse(text.lines().findFirst().orElse(text));
        return new TensorException(operation + ": " + reason, memory, cause);
    }

    /** Whether memory ran out, on the machine or on the GPU. */
    public boolean outOfMemory() {
        return outOfMemory;
    }
}
