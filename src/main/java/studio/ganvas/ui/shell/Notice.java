package studio.ganvas.ui.shell;

import java.util.Optional;

/**
 * A short message that comes up in a corner of the window and goes by itself.
 *
 * @param text one or two sentences
 * @param action what a click on it does; empty when there is nothing to do
 */
public record Notice(Kind kind, String title, String text, Optional<Runnable> action) {
    /** How much it matters. */
    public enum Kind {
        INFORMATION,
        SUCCESS,
        WARNING
    }

    public static Notice information(String title, String text) {
        return new Notice(Kind.INFORMATION, title, text, Optional.empty());
    }

    public static Notice success(String title, String text) {
        return new Notice(Kind.SUCCESS, title, text, Optional.empty());
    }

    public static Notice warning(String title, String text) {
        return new Notice(Kind.WARNING, title, text, Optional.empty());
    }

    /** The same notice with something that a click does. */
    public Notice onClick(Runnable action) {
        return new Notice(kind, title, text, Optional.of(action));
    }
}
