package studio.ganvas.engine.stylize;

import java.nio.file.Path;
import java.util.List;

/**
 * How the translation of a folder ended.
 *
 * @param out where the pictures are
 * @param cancelled whether it was stopped before the end; what was written stays
 */
public record FolderReport(Path out, int written, List<Skipped> skipped, boolean cancelled) {
    /** A picture that could not be used, and why. */
    public record Skipped(String name, String reason) {}

    public FolderReport {
        skipped = List.copyOf(skipped);
    }
}
