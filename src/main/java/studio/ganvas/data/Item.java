package studio.ganvas.data;

import java.util.Objects;
import java.util.Optional;

/**
 * One picture of a dataset.
 *
 * @param index its place in {@link Dataset#items()}
 * @param name the path inside the dataset, with {@code /}; both halves of an A|B picture share it
 * @param domain the domain that it belongs to, where the dataset has domains
 * @param label the name of its class, where it has one
 * @param split the part of the dataset that it lies in, such as {@code train}
 * @param part the part of the file that is meant
 */
public record Item(
        int index, String name, Optional<String> domain, Optional<String> label, Optional<String> split, Part part) {
    /** A whole file, or one half of an A|B picture. */
    public enum Part {
        WHOLE,
        LEFT,
        RIGHT
    }

    public Item {
        Objects.requireNonNull(name);
        Objects.requireNonNull(domain);
        Objects.requireNonNull(label);
        Objects.requireNonNull(split);
        Objects.requireNonNull(part);
    }
}
