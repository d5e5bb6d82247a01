package studio.ganvas.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.GridCell;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.LayerRequest;
import studio.ganvas.engine.latent.LayerView;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionProgress;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.StyleGrid;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.image.Pixels;

/**
 * Answers at once: the picture of a state is of one colour, which follows from all of it. Long work ends when {@link
 * #finish} is called.
 */
public final class FakeLatentLab implements LatentLab {
    /** File of a model without styles. */
    public static final String PLAIN = "dcgan.pt";

    public static final String MODEL = "00007-people-3d-stylegan2";
    public static final int SIZE = 64;
    public static final int ROWS = 10;
    public static final int W_DIM = 8;

    public final List<LatentState> rendered = new CopyOnWriteArrayList<>();
    public final List<Object> jobsAsked = new CopyOnWriteArrayList<>();
    public List<String> classes = List.of();
    private final FakeDirections directions = new FakeDirections(this);
    private final FakeMemory memory = new FakeMemory();
    private final FakeLatentFiles files = new FakeLatentFiles();
    private final List<ModelEntry> models = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Running> running = new CopyOnWriteArrayList<>();

    private static final class Running {
        private final long id;
        private final String title;
        private final Runnable end;
        private final Runnable cancel;
        private volatile JobInfo.State state = JobInfo.State.RUNNING;

        Running(long id, String title, Runnable end, Runnable cancel) {
            this.id = id;
            this.title = title;
            this.end = end;
            this.cancel = cancel;
        }
    }

    public FakeLatentLab() {
        models.add(new ModelEntry(MODEL, "people-3d", "StyleGAN2-ADA", 5000, Path.of("runs", MODEL), true));
    }

    /** Takes all models away, as on a first start. */
    public void clearModels() {
        models.clear();
        listeners.forEach(Runnable::run);
    }

    /** The colour of a state's picture. */
    public static int colour(LatentState state) {
        return 0xFF000000 | state.hashCode() & 0xFFFFFF;
    }

    static Pixels flat(int size, int argb) {
        int[] all = new int[size * size];
        Arrays.fill(all, argb);
        return new Pixels(size, size, all);
    }

    @Override
    public List<ModelEntry> models() {
        return List.copyOf(models);
    }

    @Override
    public void onModelsChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public boolean acceptsModel(Path file) {
        return file.toString().endsWith(".pkl") || file.toString().endsWith(".pt");
    }

    @Override
    public CompletableFuture<Boolean> claims(Path file) {
        return CompletableFuture.supplyAsync(() -> file.toString().contains("latent"));
    }

    @Override
    public CompletableFuture<ModelEntry> addModel(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("broken")) {
            return CompletableFuture.failedFuture(
                    new StudioException(name + " can't be used as a model: it is no network of the StyleGAN family"));
        }
        ModelEntry entry = new ModelEntry(name, name, "StyleGAN2-ADA", 0, file, false);
        if (!models.contains(entry)) {
            models.add(entry);
            listeners.forEach(Runnable::run);
        }
        return CompletableFuture.completedFuture(entry);
    }

    @Override
    public void removeModel(String id) {
        models.removeIf(entry -> entry.id().equals(id));
        listeners.forEach(Runnable::run);
    }

    @Override
    public CompletableFuture<LatentFacts> facts(String model) {
        List<LatentFacts.Layer> layers = new ArrayList<>();
        for (int resolution = 4, row = 0; resolution <= SIZE; resolution *= 2) {
            if (resolution > 4) {
                layers.add(new LatentFacts.Layer("b" + resolution + ".conv0", row++, resolution, 32, false));
            }
            layers.add(new LatentFacts.Layer("b" + resolution + ".conv1", row++, resolution, 32, false));
            layers.add(new LatentFacts.Layer("b" + resolution + ".torgb", row, resolution, 3, true));
        }
        boolean styled = !model.equals(PLAIN);
        return CompletableFuture.completedFuture(new LatentFacts(
                model,
                styled ? "StyleGAN2-ADA" : "DCGAN",
                SIZE,
                3,
                W_DIM,
                W_DIM,
                styled ? ROWS : 1,
                classes,
                styled,
                layers));
    }

    @Override
    public CompletableFuture<Rendered> render(LatentState state, Consumer<Rendered> previews) {
        rendered.add(state);
        previews.accept(new Rendered(state, flat(SIZE / 4, colour(state)), true, 3, 5, Duration.ofMillis(10)));
        return CompletableFuture.completedFuture(
                new Rendered(state, flat(SIZE, colour(state)), false, 5, 5, Duration.ofMillis(40)));
    }

    @Override
    public CompletableFuture<Rendered> scrub(Timeline timeline, double seconds, Consumer<Rendered> previews) {
        Timeline.Moment moment = timeline.at(seconds);
        int nearest = moment.t() < 0.5 ? moment.from() : moment.to();
        return render(timeline.keyframes().get(nearest).state(), previews);
    }

    @Override
    public CompletableFuture<Pixels> thumbnail(LatentState state) {
        return CompletableFuture.completedFuture(flat(8, colour(state)));
    }

    @Override
    public CompletableFuture<LayerView> layer(LayerRequest request) {
        return facts(request.state().model()).thenApply(facts -> {
            LatentFacts.Layer layer = facts.layers().stream()
                    .filter(each -> each.name().equals(request.layer()))
                    .findFirst()
                    .orElseThrow();
            LayerView.Stats stats = new LayerView.Stats(0.1, 1, -3, 4);
            int first = request.page() * request.pageSize();
            List<LayerView.Channel> channels = IntStream.range(
                            first, Math.min(layer.channels(), first + request.pageSize()))
                    .mapToObj(i -> new LayerView.Channel(i, flat(layer.resolution(), 0xFF000000 | i * 7), stats))
                    .toList();
            List<Double> spectrum = IntStream.rangeClosed(0, layer.resolution() / 2)
                    .mapToObj(i -> -3.0 * i)
                    .toList();
            int pages = (layer.channels() + request.pageSize() - 1) / request.pageSize();
            return new LayerView(layer, channels, stats, spectrum, request.page(), pages);
        });
    }

    @Override
    public CompletableFuture<StyleGrid> grid(GridRequest request, Consumer<GridCell> cells) {
        List<GridCell> all = new ArrayList<>();
        int total = (request.rows().size() + 1) * (request.columns().size() + 1) - 1;
        for (int row = -1; row < request.rows().size(); row++) {
            for (int column = -1; column < request.columns().size(); column++) {
                if (row >= 0 || column >= 0) {
                    int colour = colour(request.at(row, column));
                    all.add(new GridCell(row, column, flat(SIZE, colour), (all.size() + 1.0) / total));
                    cells.accept(all.get(all.size() - 1));
                }
            }
        }
        return CompletableFuture.completedFuture(new StyleGrid(request, all));
    }

    @Override
    public LatentJob<Path> exportGrid(GridRequest request, Path folder) {
        return job(request, "Style-mixing grid", () -> folder);
    }

    @Override
    public LatentJob<Path> film(FilmRequest request) {
        return job(request, "Film of " + request.frames() + " pictures", request::target);
    }

    @Override
    public LatentJob<Projection> project(ProjectionRequest request, Consumer<ProjectionProgress> progress) {
        progress.accept(new ProjectionProgress(10, request.steps(), 0.5, flat(SIZE, 0xFF123456), request.photo()));
        Code w = Code.of(new float[W_DIM]);
        LatentState state = LatentState.of(request.model(), new LatentSource.Given("photo", w));
        return job(
                request,
                "Projecting a photo",
                () -> new Projection(state, w, flat(SIZE, colour(state)), request.photo(), 0.01));
    }

    <R> LatentJob<R> job(Object request, String title, java.util.function.Supplier<R> end) {
        jobsAsked.add(request);
        CompletableFuture<R> result = new CompletableFuture<>();
        Running job = new Running(
                1000L + running.size(), title, () -> result.complete(end.get()), () -> result.cancel(false));
        running.add(job);
        return new LatentJob<>(job.id, result);
    }

    /** Ends all long work well. */
    public void finish() {
        running.stream().filter(job -> !job.state.ended()).forEach(job -> {
            job.state = JobInfo.State.DONE;
            job.end.run();
        });
    }

    /** @return whether the job was one of these */
    public boolean cancel(long id) {
        Optional<Running> found = running.stream().filter(job -> job.id == id).findFirst();
        found.filter(job -> !job.state.ended()).ifPresent(job -> {
            job.state = JobInfo.State.CANCELLED;
            job.cancel.run();
        });
        return found.isPresent();
    }

    public List<JobInfo> jobs() {
        return running.stream()
                .map(job -> new JobInfo(
                        job.id, job.title, "1 of 4", job.state, 0.25, Optional.of(Duration.ofSeconds(9)), true))
                .toList();
    }

    @Override
    public FakeDirections directions() {
        return directions;
    }

    @Override
    public FakeMemory memory() {
        return memory;
    }

    @Override
    public FakeLatentFiles files() {
        return files;
    }
}
