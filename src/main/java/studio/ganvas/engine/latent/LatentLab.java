package studio.ganvas.engine.latent;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.image.Pixels;

/**
 * Explores generators of pictures from latents, those of the StyleGAN family style by style. Safe from any thread; nothing
 * waits. Consumers are told on a background thread.
 */
public interface LatentLab {
    /** Longest edge of thumbnails. */
    int THUMBNAIL = 96;

    /** Own runs that have a snapshot, newest first; then added files in the order of adding. */
    List<ModelEntry> models();

    /** Told on a background thread whenever {@link #models()} changes. */
    void onModelsChange(Runnable listener);

    /** Whether this may be a model, by its name alone; {@link #addModel} looks inside. */
    boolean acceptsModel(Path file);

    /**
     * Looks into a file that others might take as well: whether it is a picture that carries the state it was made from, or a
     * model that makes pictures of latents. Never fails.
     */
    CompletableFuture<Boolean> claims(Path file);

    /**
     * Adds a model where it lies: a run's folder or snapshot, {@code .safetensors}, NVIDIA's {@code .pkl}, rosinality's {@code
     * .pt}. Fails with plain words when it is no such model. Adding the same file twice gives the same entry.
     */
    CompletableFuture<ModelEntry> addModel(Path file);

    /** Takes an added file off the list; the file stays. */
    void removeModel(String id);

    /** Loads the model, so that the first picture comes quickly, and tells about it. */
    CompletableFuture<LatentFacts> facts(String model);

    /**
     * Makes the picture of a state. The newest of {@link #render} and {@link #scrub} wins: an older one that waits or is
     * being computed is cancelled. Only blocks that a change reaches are run again.
     *
     * @param previews gets smaller pictures on the way, where the network makes such and there is time for them
     */
    CompletableFuture<Rendered> render(LatentState state, Consumer<Rendered> previews);

    /** Makes the picture of a film at a time, as {@link #render} does; its state is the nearest that a picture can carry. */
    CompletableFuture<Rendered> scrub(Timeline timeline, double seconds, Consumer<Rendered> previews);

    /**
     * A small picture of a state, of at most {@value #THUMBNAIL} pixels. It is made when nothing more urgent waits, and
     * takes nobody's place.
     */
    CompletableFuture<Pixels> thumbnail(LatentState state);

    /** Shows a layer at work. The newest request wins. */
    CompletableFuture<LayerView> layer(LayerRequest request);

    /** Makes a style-mixing grid, cell after cell; the newest request wins, and cancelling the future stops it. */
    CompletableFuture<StyleGrid> grid(GridRequest request, Consumer<GridCell> cells);

    /** Writes {@code <row>-<column>.png} and {@code grid.png} into a folder, named by seeds as NVIDIA's tool does. */
    LatentJob<Path> exportGrid(GridRequest request, Path folder);

    /** Writes a film. */
    LatentJob<Path> film(FilmRequest request);

    /** Looks for the w of a photo. */
    LatentJob<Projection> project(ProjectionRequest request, Consumer<ProjectionProgress> progress);

    Directions directions();

    Memory memory();

    LatentFiles files();
}
