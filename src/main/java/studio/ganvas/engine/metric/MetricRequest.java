package studio.ganvas.engine.metric;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to measure.
 *
 * @param data the real pictures: a dataset of the library or a place; empty: what the run was trained on
 * @param kinds in this order
 * @param pictures at most so many of each set
 * @param features a TorchScript file that the user trusts; empty: Ganvas' own features
 * @param sheet where to draw generated pictures beside their nearest neighbours; empty: into the run's folder
 */
public record MetricRequest(
        Subject subject,
        Optional<String> data,
        List<MetricKind> kinds,
        int pictures,
        Optional<Path> features,
        Optional<Path> sheet) {
    /** Whose pictures are measured. */
    public sealed interface Subject {}

    /** A run's snapshot after {@code step} steps; empty: its newest. Results are written into the run's folder. */
    public record OfRun(Path directory, OptionalLong step) implements Subject {}

    /** A network file: a snapshot of Ganvas or an NVIDIA pickle. */
    public record OfNetwork(Path file) implements Subject {}

    /** Pictures in a folder, a zip or an IDX file. */
    public record OfPictures(Path place) implements Subject {}

    public MetricRequest {
        kinds = List.copyOf(kinds);
    }
}
