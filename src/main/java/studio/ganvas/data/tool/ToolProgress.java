package studio.ganvas.data.tool;

import java.util.concurrent.CancellationException;

/** Follows a tool's work and may end it. */
public interface ToolProgress {
    /** @param total how much there is to do; 0 when nobody knows */
    void at(long done, long total);

    /** Whether the work is no longer wanted. */
    boolean cancelled();

    /** Ends the work with a {@link CancellationException} when it is no longer wanted. */
    default void check() {
        if (cancelled()) {
            throw new CancellationException();
        }
    }
}
