package studio.ganvas.engine.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds what is wrong with datasets and mends it without touching a file: fixes are edits that are made while pictures are
 * read. They lie in Ganvas's home and belong to the dataset's place. Safe from any thread; nothing waits.
 */
public interface DatasetDoctor {
    /**
     * One finding and the fix chosen for it.
     *
     * @param fix place in {@link Finding#fixes()}
     */
    record Repair(Finding finding, int fix) {}

    /**
     * Looks at every picture as a job, together with {@link DatasetLibrary#report}; what was looked at before is not read
     * again. Cancel the future to stop it.
     */
    default CompletableFuture<Diagnosis> examine(String id) {
        return examine(id, 0);
    }

    /**
     * The same for a run that will keep pictures aside: what is both among them and among those trained on is leakage.
     *
     * @param aside how many pictures, as the run's option says; 0 for none
     */
    CompletableFuture<Diagnosis> examine(String id, int aside);

    /** Applies fixes of the newest diagnosis in one step, which {@link #undo} takes back; gives the new contents. */
    CompletableFuture<DatasetContents> apply(Diagnosis diagnosis, List<Repair> repairs);

    /** Takes back the newest step. */
    CompletableFuture<DatasetContents> undo(String id);

    /** Writes the newest diagnosis as CSV or JSON, by the file's ending; whole or not at all. */
    CompletableFuture<Path> export(Diagnosis diagnosis, Path file);
}
