package studio.ganvas.ui.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which files and folders look like a dataset, from their names alone. */
final class DatasetPlaces {
    /** The names of the MNIST family: {@code train-images-idx3-ubyte.gz}, {@code t10k-images.idx3-ubyte}. */
    private static final Pattern IDX = Pattern.compile(".*([.-]idx[13]-ubyte|\\.idx)(\\.gz)?");

    private DatasetPlaces() {}

    /** A folder (but not that of a training run), a zip or an IDX file. */
    static boolean accepts(Path place) {
        if (Files.isDirectory(place)) {
            return !Files.exists(place.resolve("training_options.json"));
        }
        Path file = place.getFileName();
        String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".zip") || IDX.matcher(name).matches();
    }
}
