package studio.ganvas.engine.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import studio.ganvas.engine.latent.Directions;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.GridCell;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentFiles;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.LayerRequest;
import studio.ganvas.engine.latent.LayerView;
import studio.ganvas.engine.latent.Memory;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionProgress;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.StyleGrid;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.image.Pixels;

/** The latent lab of this machine. */
final class LocalLatentLab implements LatentLab {
    private static final String LAYERS = "latent-layers";

    private final ComputeThread compute;
    private final JobBoard board;
    private final LoadedStyles loaded = new LoadedStyles();
    private final LatentModels models;
    private final LatentRenderer renderer;
    private final LocalDirections directions;
    private final LocalMemory memory;
    private final LocalLatentFiles files;
    private final Set<LatentWork<?>> works = ConcurrentHashMap.newKeySet();
    private CompletableFuture<StyleGrid> newestGrid = CompletableFuture.completedFuture(null);

    LocalLatentLab(
            Path home, StarterModels starters, LocalRuns runs, ComputeThread compute, DataThreads io, JobBoard board) {
        this.compute = compute;
        this.board = board;
        models = new LatentModels(home, starters, runs, compute, io, loaded);
        renderer = new LatentRenderer(models, loaded, compute);
        directions = new LocalDirections(home, io, compute, board, models, loaded);
        memory = new LocalMemory(home, io);
        files = new LocalLatentFiles(io, models);
    }

    @Override
    public List<ModelEntry> models() {
        return models.list();
    }

    @Override
    public void onModelsChange(Runnable listener) {
        models.onChange(listener);
    }

    @Override
    public boolean acceptsModel(Path file) {
        return models.accepts(file);
    }

    @Override
    public CompletableFuture<Boolean> claims(Path file) {
        return files.carriesState(file).thenCombine(models.holdsOne(file), (state, model) -> state || model);
    }

    @Override
    public CompletableFuture<ModelEntry> addModel(Path file) {
        return models.add(file);
    }

    @Override
    public void removeModel(String id) {
        models.remove(id);
    }

    @Override
    public CompletableFuture<LatentFacts> facts(String model) {
        return models.use(model, style -> facts(model, style));
    }

    private static LatentFacts facts(String model, LoadedStyles.Style style) {
        StyleGenerator generator = style.generator();
        List<String> named = style.file().classes();
        List<String> classes = IntStream.range(0, generator.classes())
                .mapToObj(i -> i < named.size() ? named.get(i) : String.valueOf(i))
                .toList();
        return new LatentFacts(
                model,
                style.file().system(),
                generator.resolution(),
                generator.channels(),
                generator.zDim(),
                generator.wDim(),
                generator.numWs(),
                classes,
                generator.styled(),
                generator.layers().stream().map(LayerViewer::layer).toList());
    }

    @Override
    public CompletableFuture<Rendered> render(LatentState state, Consumer<Rendered> previews) {
        return renderer.render(
                state.model(), composer -> new LatentRenderer.Job(state, composer.compose(state)), previews);
    }

    @Override
    public CompletableFuture<Rendered> scrub(Timeline timeline, double seconds, Consumer<Rendered> previews) {
        return renderer.render(
                timeline.model(),
                composer -> {
                    LatentComposer.Composed composed = composer.compose(timeline, seconds);
                    return new LatentRenderer.Job(composer.asState(timeline, seconds, composed), composed);
                },
                previews);
    }

    @Override
    public CompletableFuture<Pixels> thumbnail(LatentState state) {
        ThumbnailWork work = new ThumbnailWork(state, () -> loaded.get(models.weights(state.model())));
        compute.drive(work);
        return work.result();
    }

    @Override
    public CompletableFuture<LayerView> layer(LayerRequest request) {
        return compute.latest(
                LAYERS,
                request,
                () -> LayerViewer.view(loaded.get(models.weights(request.state().model())), request));
    }

    @Override
    public synchronized CompletableFuture<StyleGrid> grid(GridRequest request, Consumer<GridCell> cells) {
        newestGrid.cancel(false);
        GridWork work = new GridWork(
                request, wanted -> loaded.get(models.weights(wanted.base().model())), cells);
        newestGrid = work.result();
        compute.drive(work);
        return work.result();
    }

    @Override
    public LatentJob<Path> exportGrid(GridRequest request, Path folder) {
        return drive(new GridExport(request, folder, models, loaded, board, compute::wake));
    }

    @Override
    public LatentJob<Path> film(FilmRequest request) {
        return drive(new FilmWork(request, models, loaded, board, compute::wake));
    }

    @Override
    public LatentJob<Projection> project(ProjectionRequest request, Consumer<ProjectionProgress> progress) {
        return drive(new ProjectionWork(request, models, progress, board, compute::wake));
    }

    private <R> LatentJob<R> drive(LatentWork<R> work) {
        works.add(work);
        work.latentJob().result().whenComplete((done, failure) -> works.remove(work));
        compute.drive(work);
        return work.latentJob();
    }

    @Override
    public Directions directions() {
        return directions;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public LatentFiles files() {
        return files;
    }

    /** Ends what is under way after the piece in hand. */
    synchronized void stop() {
        renderer.stop();
        newestGrid.cancel(false);
        works.forEach(LatentWork::cancel);
        memory.save();
        compute.call(() -> {
            loaded.close();
            return loaded;
        });
    }
}
