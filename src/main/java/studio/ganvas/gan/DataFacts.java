package studio.ganvas.gan;

import java.util.List;

/**
 * What networks need to know of a dataset.
 *
 * @param classes names of the classes; empty without labels
 */
public record DataFacts(List<String> classes) {
    public DataFacts {
        classes = List.copyOf(classes);
    }
}
