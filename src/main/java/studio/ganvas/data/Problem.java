package studio.ganvas.data;

import java.util.Objects;

/**
 * A file that a dataset leaves out, and why.
 *
 * @param name the path inside the dataset, with {@code /}
 * @param reason plain words for the user
 */
public record Problem(String name, String reason) {
    public Problem {
        Objects.requireNonNull(name);
        Objects.requireNonNull(reason);
    }
}
