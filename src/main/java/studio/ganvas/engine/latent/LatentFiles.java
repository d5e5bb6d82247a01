package studio.ganvas.engine.latent;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.image.Pixels;

/** Files in and out. Safe from any thread; nothing waits. A file is complete or it is not there. */
public interface LatentFiles {
    /** Keyword of a state in a PNG's text. */
    String KEYWORD = "ganvas.latent";

    /** Whether this may be something to open, by its name alone; {@link #open} looks inside. Models are added instead. */
    boolean accepts(Path file);

    /** Opens a picture, a film, {@code .npz} of w, or directions. */
    CompletableFuture<Dropped> open(Path file);

    /** Writes a PNG with its state inside. */
    CompletableFuture<Path> save(Path file, Pixels picture, LatentState state);

    /** Writes keyframes as JSON. */
    CompletableFuture<Path> save(Path file, Timeline timeline);

    /** Writes w as NVIDIA's projector does: {@code .npz} with {@code w} [1, rows, wDim], a row for every layer. */
    CompletableFuture<Path> saveW(Path file, LatentState state);
}
