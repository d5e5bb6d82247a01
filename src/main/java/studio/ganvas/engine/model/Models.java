package studio.ganvas.engine.model;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Models that can translate pictures: those of the user's own runs, and files. Safe from any thread; nothing waits. */
public interface Models {
    /** Own runs, newest first, each with its newest snapshot; then added files in the order of adding. */
    List<ModelEntry> list();

    /** Told on a background thread whenever {@link #list()} changes. */
    void onChange(Runnable listener);

    /** Looks for new snapshots in the background. */
    void refresh();

    /** Whether this may be a model, by its name alone; {@link #add} looks inside. */
    boolean accepts(Path file);

    /**
     * Adds a model file where it lies, or the folder of a run. Fails with plain words when it is not a model that
     * translates pictures. Adding the same file twice gives the same entry.
     */
    CompletableFuture<ModelEntry> add(Path file);

    /** Takes an added file off the list; the file stays. */
    void remove(String id);

    /** Loads the model, so that the first picture comes quickly, and tells about it. */
    CompletableFuture<ModelFacts> facts(String id);
}
