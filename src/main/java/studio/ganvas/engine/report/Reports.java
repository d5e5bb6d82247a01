package studio.ganvas.engine.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.RunEntry;

/** Writes reports. */
public final class Reports {
    private Reports() {}

    /**
     * Writes a page about one run, or one that compares several.
     *
     * @return the file
     * @throws StudioException when a run can't be read or the file can't be written
     */
    public static Path write(List<RunEntry> runs, Path file) {
        if (runs.isEmpty()) {
            throw new StudioException("Say which run the report is to be about.");
        }
        List<RunRecord> records = runs.stream().map(RunRecord::read).toList();
        String page = records.size() == 1 ? new RunPage(records.get(0)).html() : new ComparisonPage(records).html();
        Path target = file.toAbsolutePath();
        if (!Files.isDirectory(target.getParent())) {
            throw new StudioException("The folder " + target.getParent() + " does not exist. Choose another place.");
        }
        try {
            AtomicFiles.write(target, page.getBytes(StandardCharsets.UTF_8));
        } catch (CheckpointException e) {
            throw new StudioException(e.getMessage(), e);
        }
        return target;
    }
}
