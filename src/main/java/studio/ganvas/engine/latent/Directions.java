package studio.ganvas.engine.latent;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Directions of models, which Ganvas remembers. Safe from any thread; nothing waits. */
public interface Directions {
    /** Those that are kept for a model, in the order of keeping. */
    CompletableFuture<List<Direction>> of(String model);

    /** Computes some; they are not kept. The same model gives the same ones, sign included. */
    LatentJob<List<Direction>> find(DirectionRequest request);

    /** Keeps exactly these for a model; keeping is immediate, the file follows. */
    CompletableFuture<List<Direction>> keep(String model, List<Direction> directions);

    /** Writes directions for others: {@code .json}, {@code .safetensors} or {@code .npz} by the ending. */
    CompletableFuture<Path> save(Path file, List<Direction> directions);

    /**
     * Reads a file of {@link #save}, or arrays of vectors [n, wDim] from others' {@code .npz}, {@code .npy} and {@code
     * .safetensors}.
     */
    CompletableFuture<List<Direction>> load(Path file);
}
