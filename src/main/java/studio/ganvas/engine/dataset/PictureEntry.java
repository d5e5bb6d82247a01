package studio.ganvas.engine.dataset;

import java.util.Optional;

/**
 * One picture of a dataset.
 *
 * @param index position in {@link DatasetContents#pictures()}
 * @param name path inside the dataset
 * @param domain folder of the picture's set, for example {@code A-lineart}; empty when there is one set
 * @param label class name
 * @param split for example {@code train}
 * @param partner index of the other half of the pair; empty when there is none. For A|B halves the picture itself.
 */
public record PictureEntry(
        int index,
        String name,
        Optional<String> domain,
        Optional<String> label,
        Optional<String> split,
        Optional<Integer> partner) {}
