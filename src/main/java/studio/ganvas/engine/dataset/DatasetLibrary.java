package studio.ganvas.engine.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.image.Pixels;

/** Starter datasets and the user's own. Safe from any thread; nothing waits. */
public interface DatasetLibrary {
    /** Starters first, then the user's in the order of import. */
    List<DatasetEntry> list();

    /** Told on a background thread whenever {@link #list()} changes. */
    void onChange(Runnable listener);

    /**
     * Adds a folder, zip or IDX file where it lies (nothing is copied). Fails with plain words when there is no picture
     * in it. Adding the same place twice gives the same entry.
     */
    CompletableFuture<DatasetEntry> add(Path location);

    /** Takes the dataset off the list; its files stay. */
    void remove(String id);

    /** Reads the list of pictures; fast also for 100,000. */
    CompletableFuture<DatasetContents> open(String id);

    /**
     * The first few pictures of a dataset that is being opened, by name only, long before {@link #open} is done; none where
     * that takes no time anyway. Until then {@link #thumbnail} gives these by their index. In what is opened they have the
     * same places, unless some are left out or files hold two pictures.
     */
    default CompletableFuture<List<PictureEntry>> glance(String id) {
        return CompletableFuture.completedFuture(List.of());
    }

    /** Looks at every picture as a job that can be cancelled; the result is cached. */
    CompletableFuture<DatasetReport> report(String id);

    /**
     * The picture scaled to fit {@code edge} × {@code edge} pixels. Cancel the future when the cell has scrolled away:
     * waiting requests are dropped, the newest are served first.
     */
    CompletableFuture<Pixels> thumbnail(String id, int index, int edge);

    /** The picture as it is, for a large view. */
    CompletableFuture<Pixels> picture(String id, int index);

    /** Exactly what a network sees: decoded, resized and cropped to {@code size} × {@code size}, RGB or grey. */
    CompletableFuture<Pixels> asNetworkSees(String id, int index, int size, boolean grey);

    /** Finds and mends what is wrong with datasets. */
    DatasetDoctor doctor();

    /** Makes new datasets of those that are there. */
    DatasetTools tools();
}
