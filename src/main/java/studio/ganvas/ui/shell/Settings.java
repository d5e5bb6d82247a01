package studio.ganvas.ui.shell;

import java.util.Optional;

/**
 * What the window remembers between sessions: short texts under dotted keys such as {@code training.system}. Reading
 * and writing never wait; the store reaches the disk a moment later and at the end.
 */
public interface Settings {
    /** The remembered text; empty when there is none. */
    Optional<String> text(String key);

    /** Remembers {@code value}. */
    void put(String key, String value);

    /** Forgets the value of {@code key}. */
    void remove(String key);

    /** Forgets everything. */
    void clear();

    /** The remembered number; {@code fallback} when there is none or it is not a finite number. */
    default double number(String key, double fallback) {
        return text(key).map(Settings::parse).filter(Double::isFinite).orElse(fallback);
    }

    /** The remembered flag; {@code fallback} when there is none. */
    default boolean flag(String key, boolean fallback) {
        return text(key).map(Boolean::parseBoolean).orElse(fallback);
    }

    /** Remembers a number. */
    default void put(String key, double value) {
        put(key, Double.toString(value));
    }

    /** Remembers a flag. */
    default void put(String key, boolean value) {
        put(key, Boolean.toString(value));
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
