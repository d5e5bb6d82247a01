package studio.ganvas.engine.stylize;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import studio.ganvas.image.Pixels;

/** Translates photos. Safe from any thread; nothing waits. */
public interface Stylist {
    /** Whether this may be a photo, by its name alone; {@link #open} looks inside. */
    boolean accepts(Path file);

    /** Reads a photo; a picture that was saved by {@link #save} brings its settings, and its photo where it is found. */
    CompletableFuture<Opened> open(Path file);

    /** Reads a picture as it is, whatever settings it carries. */
    CompletableFuture<Photo> photo(Path file);

    /**
     * Translates a photo. The newest request wins: an older one that waits or is being computed is cancelled. Cancelling the
     * future stops the work after the tile in hand.
     *
     * @param progress told from 0 to 1 on a background thread, after each tile
     */
    CompletableFuture<Stylized> stylize(StylizeRequest request, DoubleConsumer progress);

    /**
     * Writes a PNG that carries its settings.
     *
     * @param picture as mixed at the strength of the settings
     */
    CompletableFuture<Path> save(Path file, Pixels picture, StylizeSettings settings);

    /** Translates the pictures of a folder, one after the other, while interactive requests come first. */
    FolderJob folder(FolderRequest request);
}
