package studio.ganvas.engine.run;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a person does with runs as records: notes, comparisons, reports, throwing away. Nothing waits. */
public interface RunKeeping {
    /** Replaces the notes of a run. */
    CompletableFuture<RunEntry> note(String id, RunNote note);

    /** Steps of the snapshots of a run, ascending. */
    CompletableFuture<List<Long>> snapshots(String id);

    /**
     * Takes a run out of the list. Its folder lies aside until the program ends and {@link #restore} brings it back until
     * then; a run that is trained elsewhere is only forgotten, its files are not touched.
     */
    CompletableFuture<Void> delete(String id);

    /** Undoes {@link #delete}. */
    CompletableFuture<RunEntry> restore(String id);

    /** What several runs have in common and where they differ. */
    CompletableFuture<RunComparison> compare(List<String> ids);

    /**
     * Writes a page (HTML that needs nothing else) about one run, or one that compares several.
     *
     * @return the file
     */
    CompletableFuture<Path> report(List<String> ids, Path file);

    /** Opens a file or folder with the program that this desktop has for it. */
    CompletableFuture<Void> show(Path place);
}
