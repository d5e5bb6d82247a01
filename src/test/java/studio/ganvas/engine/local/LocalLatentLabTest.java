package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.engine.latent.DirectionUse;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.GridCell;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.Keyframe;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.LayerRequest;
import studio.ganvas.engine.latent.LayerView;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionProgress;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.StyleGrid;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.golden.Golden;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

/** With the tiny network of a fixture. */
class LocalLatentLabTest {
    @TempDir
    Path temp;

    private LocalStudio studio;
    private LatentLab lab;
    private String model;

    @BeforeEach
    void open() throws Exception {
        start();
        Path file = Golden.open("stylegan2/main").file("network-snapshot.pkl");
        model = get(lab.addModel(file)).id();
    }

    private void start() {
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        lab = studio.latent();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(120, TimeUnit.SECONDS);
    }

    private Rendered render(LatentState state) throws Exception {
        return get(lab.render(state, preview -> {}));
    }

    private int[] pixels(LatentState state) throws Exception {
        return render(state).picture().argb();
    }

    private LatentState everything() {
        Direction way = new Direction("d", "older", Direction.Method.SEFA, Code.of(new float[wDim()]), 1, 3, 0.25);
        return LatentState.of(model, new LatentSource.Lattice(85, 0.25, -1.5))
                .with(new Truncation(0.7, OptionalInt.of(4), List.of(1.5, -1.0, 0.3)))
                .with(new Mixing(
                        List.of(LatentSource.seed(4), new LatentSource.Given("photo", Code.of(new float[wDim()]))),
                        List.of(0, 1, 2)))
                .withClasses(List.of(0.5, 1.5))
                .withDirections(List.of(new DirectionUse(way, -2.5)))
                .with(new NoiseChoice(NoiseChoice.Mode.RANDOM, 9, List.of(0.5)));
    }

    private int wDim() {
        return lab.facts(model).join().wDim();
    }

    @Test
    void modelsAreListedKnownAndRememberedUntilTheyAreTakenOff() throws Exception {
        assertThat(lab.models()).extracting(ModelEntry::id).containsExactly(model);
        LatentFacts facts = get(lab.facts(model));
        assertThat(facts.rows()).isEqualTo(2 * Integer.numberOfTrailingZeros(facts.resolution()) - 2);
        assertThat(facts.layers()).extracting(LatentFacts.Layer::row).contains(0, facts.rows() - 1);
        studio.close();
        start();
        assertThat(lab.models()).extracting(ModelEntry::id).containsExactly(model);
        lab.removeModel(model);
        assertThat(lab.models()).isEmpty();
    }

    @Test
    void ownRunsAreExploredByTheirNewestSnapshot() throws Exception {
        RunDirectory run = TinyRun.styleGan2(temp);
        studio.close();
        start();
        for (int i = 0; i < 1000 && lab.models().size() < 2; i++) {
            Thread.sleep(10);
        }
        ModelEntry own = lab.models().get(0);
        assertThat(own.ownRun()).isTrue();
        assertThat(own.location()).isEqualTo(run.path());
        assertThat(own.step()).isEqualTo(2);
        int[] picture = pixels(LatentState.of(own.id(), 1));
        assertThat(pixels(LatentState.of(run.network(2).toString(), 1))).isEqualTo(picture);
    }

    @Test
    void aFileThatIsNoModelIsRefusedInWords() throws Exception {
        Path text = Files.writeString(temp.resolve("broken.pkl"), "no pickle");
        assertThatThrownBy(() -> get(lab.addModel(text)))
                .cause()
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("broken.pkl");
        assertThatThrownBy(() -> render(LatentState.of("nowhere", 1)))
                .cause()
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aPictureComesAfterItsPreviewsAndOnlyChangedBlocksRunAgain() throws Exception {
        List<Rendered> previews = Collections.synchronizedList(new ArrayList<>());
        LatentState state = LatentState.of(model, 85);
        Rendered first = get(lab.render(state, previews::add));
        assertThat(first.preview()).isFalse();
        assertThat(first.blocksRun()).isEqualTo(first.blocks());
        assertThat(previews).isNotEmpty().allSatisfy(preview -> {
            assertThat(preview.preview()).isTrue();
            assertThat(preview.picture().width()).isLessThan(first.picture().width());
        });
        assertThat(render(state).blocksRun()).isZero();
        int last = get(lab.facts(model)).rows() - 1;
        LatentState mixed = state.with(new Mixing(List.of(LatentSource.seed(3)), List.of()).choose(last, last + 1, 1));
        assertThat(render(mixed).blocksRun()).isEqualTo(1);
        assertThat(render(mixed).picture().argb()).isNotEqualTo(first.picture().argb());
    }

    @Test
    void everyPartOfAStateCounts() throws Exception {
        LatentState plain = LatentState.of(model, 1);
        int[] before = pixels(plain);
        float[] away = new float[wDim()];
        away[0] = 3;
        Direction way = new Direction("d", "d", Direction.Method.OTHER, Code.of(away), 0, 2, 0);
        assertThat(pixels(LatentState.of(model, 2))).isNotEqualTo(before);
        assertThat(pixels(plain.with(new LatentSource.Lattice(1, 0.5, 0)))).isNotEqualTo(before);
        assertThat(pixels(plain.with(Truncation.of(0.2)))).isNotEqualTo(before);
        assertThat(pixels(plain.with(new Truncation(1, OptionalInt.empty(), List.of(0.0, 0.0)))))
                .isNotEqualTo(before);
        assertThat(pixels(plain.withDirections(List.of(new DirectionUse(way, 1)))))
                .isNotEqualTo(before);
        assertThat(pixels(plain.withDirections(List.of(new DirectionUse(way, 0)))))
                .isEqualTo(before);
        assertThat(pixels(plain.with(new LatentSource.Lattice(0, 1, 0)))).isEqualTo(before);
        assertThat(pixels(plain.with(new LatentSource.Lattice(101, 0, -1)))).isEqualTo(before);
        int[] random = pixels(plain.with(NoiseChoice.random(5)));
        assertThat(pixels(plain.with(NoiseChoice.random(5)))).isEqualTo(random);
    }

    @Test
    void aNewerRequestCancelsAnOlderOne() throws Exception {
        List<CompletableFuture<Rendered>> all = new ArrayList<>();
        for (int seed = 0; seed < 30; seed++) {
            all.add(lab.render(LatentState.of(model, seed), preview -> {}));
        }
        assertThat(get(all.get(29)).state()).isEqualTo(LatentState.of(model, 29));
        assertThat(all.subList(0, 29)).allMatch(CompletableFuture::isDone);
        assertThat(all.stream().filter(CompletableFuture::isCancelled)).isNotEmpty();
    }

    @Test
    void everythingThatMadeAPictureIsInItsFile() throws Exception {
        LatentState state = everything();
        Pixels picture = render(state.withClasses(List.of())).picture();
        Path file = get(lab.files().save(temp.resolve("a.png"), picture, state));
        Dropped back = get(lab.files().open(file));
        assertThat(back).isEqualTo(new Dropped.State(state));
        assertThat(PngFiles.read(file).argb()).isEqualTo(picture.argb());
        Path plain = temp.resolve("plain.png");
        PngFiles.write(plain, picture, java.util.Map.of());
        assertThat(get(lab.files().open(plain))).isInstanceOf(Dropped.Photo.class);
    }

    @Test
    void aFolderDoesNotGoIntoAPicture() throws Exception {
        String path = Golden.open("stylegan2/main").file("network-snapshot.pkl").toString();
        LatentState state = LatentState.of(path, 1);
        Path file = get(lab.files().save(temp.resolve("a.png"), render(state).picture(), state));
        LatentState back = ((Dropped.State) get(lab.files().open(file))).state();
        assertThat(back.model()).isEqualTo("network-snapshot.pkl");
        // and still it finds the model that was added
        assertThat(pixels(back)).isEqualTo(pixels(state));
    }

    @Test
    void wGoesOutAndInAsNvidiasProjectorHasIt() throws Exception {
        LatentState state = LatentState.of(model, 6).with(Truncation.of(0.5));
        Path file = get(lab.files().saveW(temp.resolve("projected_w.npz"), state));
        Dropped.Found found = (Dropped.Found) get(lab.files().open(file));
        LatentFacts facts = get(lab.facts(model));
        assertThat(found.source().code().rows()).isEqualTo(facts.rows());
        assertThat(pixels(LatentState.of(model, found.source()))).isEqualTo(pixels(state));
        LatentState wrong = LatentState.of(model, new LatentSource.Given("other", Code.of(1, 2, 3)));
        assertThatThrownBy(() -> render(wrong)).cause().hasMessageContaining("another model");
    }

    @Test
    void aGridMixesEveryRowWithEveryColumn() throws Exception {
        GridRequest request = new GridRequest(
                LatentState.of(model, 0),
                List.of(LatentSource.seed(1), LatentSource.seed(2)),
                List.of(LatentSource.seed(3), LatentSource.seed(4), LatentSource.seed(5)),
                List.of(0, 1));
        List<GridCell> told = Collections.synchronizedList(new ArrayList<>());
        StyleGrid grid = get(lab.grid(request, told::add));
        assertThat(told).hasSize(11).isEqualTo(grid.cells());
        assertThat(told.get(10).done()).isEqualTo(1);
        LatentState byHand = LatentState.of(model, 2).with(new Mixing(List.of(LatentSource.seed(4)), List.of(1, 1)));
        assertThat(grid.at(1, 1).orElseThrow().argb()).isEqualTo(pixels(byHand));
        assertThat(grid.at(-1, 2).orElseThrow().argb()).isEqualTo(pixels(LatentState.of(model, 5)));
        Path folder = get(lab.exportGrid(request, temp.resolve("grid")).result());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "3-3.png",
                            "4-4.png",
                            "5-5.png",
                            "1-1.png",
                            "2-2.png",
                            "1-3.png",
                            "1-4.png",
                            "1-5.png",
                            "2-3.png",
                            "2-4.png",
                            "2-5.png",
                            "grid.png");
        }
        Pixels sheet = PngFiles.read(folder.resolve("grid.png"));
        assertThat(sheet.width()).isEqualTo(4 * get(lab.facts(model)).resolution());
        assertThat(((Dropped.State) get(lab.files().open(folder.resolve("2-4.png"))))
                        .state()
                        .mixing())
                .isEqualTo(byHand.mixing());
    }

    private Timeline timeline(Timeline.Path path, boolean loop) {
        return new Timeline(
                List.of(
                        new Keyframe(LatentState.of(model, 1), 0.5, Easing.LINEAR),
                        new Keyframe(LatentState.of(model, 2).with(Truncation.of(0.5)), 0.5, Easing.SMOOTH),
                        new Keyframe(LatentState.of(model, 3), 0.5, Easing.LINEAR)),
                loop,
                path);
    }

    @Test
    void filmsPassTheirKeyframes() throws Exception {
        for (Timeline.Path path : Timeline.Path.values()) {
            Timeline timeline = timeline(path, true);
            for (int i = 0; i < 3; i++) {
                int[] there = get(lab.scrub(timeline, i * 0.5, preview -> {}))
                        .picture()
                        .argb();
                assertThat(there).isEqualTo(pixels(timeline.keyframes().get(i).state()));
            }
            Rendered between = get(lab.scrub(timeline, 0.3, preview -> {}));
            assertThat(between.picture().argb()).isNotEqualTo(pixels(LatentState.of(model, 1)));
            assertThat(pixels(between.state()))
                    .as("a state with the same picture")
                    .isEqualTo(between.picture().argb());
        }
    }

    @Test
    void filmsAreWrittenWholeOrNotAtAll() throws Exception {
        Timeline timeline = timeline(Timeline.Path.W_SPLINE, false);
        FilmRequest gif = new FilmRequest(timeline, 10, FilmRequest.Format.GIF, temp.resolve("film.gif"));
        assertThat(gif.frames()).isEqualTo(11);
        Path file = get(lab.film(gif).result());
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(11);
            assertThat(reader.read(10).getWidth())
                    .isEqualTo(get(lab.facts(model)).resolution());
        }
        Path frames = get(lab.film(new FilmRequest(timeline, 10, FilmRequest.Format.PNG, temp.resolve("frames")))
                .result());
        assertThat(((Dropped.State) get(lab.files().open(frames.resolve("frame00000.png")))).state())
                .isEqualTo(LatentState.of(model, 1));
        assertThatThrownBy(() -> get(lab.film(new FilmRequest(timeline, 10, FilmRequest.Format.PNG, frames))
                        .result()))
                .cause()
                .hasMessageContaining("already");
        Path mp4 = get(lab.film(new FilmRequest(timeline, 10, FilmRequest.Format.MP4, temp.resolve("film.mp4")))
                .result());
        assertThat(Mp4Frames.count(mp4)).isEqualTo(11);
    }

    @Test
    void aCancelledFilmLeavesNothing() throws Exception {
        Timeline timeline = new Timeline(
                List.of(
                        new Keyframe(LatentState.of(model, 1), 3000, Easing.LINEAR),
                        new Keyframe(LatentState.of(model, 2), 3000, Easing.LINEAR)),
                true,
                Timeline.Path.W_LINEAR);
        Path folder = Files.createDirectories(temp.resolve("out"));
        for (FilmRequest.Format format : FilmRequest.Format.values()) {
            LatentJob<Path> job = lab.film(new FilmRequest(timeline, 60, format, folder.resolve("film")));
            for (int i = 0; i < 6000 && info(job.id()).fraction() <= 0; i++) {
                Thread.sleep(10);
            }
            studio.jobs().cancel(job.id());
            assertThatThrownBy(() -> get(job.result())).isInstanceOf(java.util.concurrent.CancellationException.class);
            assertThat(info(job.id()).state()).isEqualTo(JobInfo.State.CANCELLED);
            assertThat(folder).isEmptyDirectory();
        }
    }

    private JobInfo info(long id) {
        return studio.jobs().list().stream()
                .filter(job -> job.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keyframesGoIntoAFileAndComeBack() throws Exception {
        Timeline timeline = new Timeline(
                List.of(new Keyframe(everything(), 1.5, Easing.HOLD), new Keyframe(everything(), 2, Easing.OUT)),
                true,
                Timeline.Path.Z_SLERP);
        Path file = get(lab.files().save(temp.resolve("film.json"), timeline));
        assertThat(get(lab.files().open(file))).isEqualTo(new Dropped.Film(timeline));
    }

    @Test
    void directionsAreFoundAgainKeptAndExchanged() throws Exception {
        int rows = get(lab.facts(model)).rows();
        for (Direction.Method method : List.of(Direction.Method.SEFA, Direction.Method.PCA)) {
            DirectionRequest request = new DirectionRequest(model, method, 3, 0, rows);
            List<Direction> found = get(lab.directions().find(request).result());
            assertThat(found)
                    .hasSize(3)
                    .isEqualTo(get(lab.directions().find(request).result()));
            assertThat(found).extracting(Direction::share).isSortedAccordingTo(Collections.reverseOrder());
            get(lab.directions().keep(model, found));
            studio.close();
            start();
            assertThat(get(lab.directions().of(model))).isEqualTo(found);
            Path json = get(lab.directions().save(temp.resolve("ways.json"), found));
            assertThat(get(lab.directions().load(json))).isEqualTo(found);
            for (String ending : List.of("npz", "safetensors")) {
                Path file = get(lab.directions().save(temp.resolve("ways." + ending), found));
                List<Direction> back = get(lab.directions().load(file));
                assertThat(back)
                        .extracting(Direction::vector)
                        .isEqualTo(found.stream().map(Direction::vector).toList());
                assertThat(back).allMatch(each -> each.from() == 0 && each.to() == rows);
                assertThat(get(lab.files().open(file))).isInstanceOf(Dropped.Ways.class);
            }
        }
    }

    @Test
    void aProjectionShowsItsWayAndLeavesNvidiasFiles() throws Exception {
        int[] stripes = java.util.stream.IntStream.range(0, 2000)
                .map(i -> 0xFF000000 | i * 97)
                .toArray();
        Pixels photo = new Pixels(40, 50, stripes);
        List<ProjectionProgress> told = Collections.synchronizedList(new ArrayList<>());
        ProjectionRequest request = new ProjectionRequest(
                model,
                photo,
                ProjectionRequest.Space.W_PLUS,
                6,
                1,
                List.of(),
                java.util.Optional.empty(),
                java.util.Optional.of(temp.resolve("out")),
                true);
        Projection found = get(lab.project(request, told::add).result());
        assertThat(told).isNotEmpty();
        assertThat(told.get(told.size() - 1).step()).isEqualTo(6);
        assertThat(found.w().rows()).isEqualTo(get(lab.facts(model)).rows());
        assertThat(pixels(found.state())).isEqualTo(found.picture().argb());
        Path w = temp.resolve("out/projected_w.npz");
        LatentSource.Given back = ((Dropped.Found) get(lab.files().open(w))).source();
        assertThat(back.code()).isEqualTo(found.w());
        Dropped.State saved = (Dropped.State) get(lab.files().open(temp.resolve("out/proj.png")));
        assertThat(saved.state()).isEqualTo(found.state());
        assertThat(PngFiles.read(temp.resolve("out/target.png")).width())
                .isEqualTo(get(lab.facts(model)).resolution());
        assertThat(Mp4Frames.count(temp.resolve("out/proj.mp4"))).isEqualTo(6);
    }

    @Test
    void aCancelledProjectionEndsSoonAndLeavesNothing() throws Exception {
        Path out = temp.resolve("out");
        ProjectionRequest request = new ProjectionRequest(
                model,
                render(LatentState.of(model, 3)).picture(),
                ProjectionRequest.Space.W,
                100_000,
                1,
                List.of(),
                java.util.Optional.empty(),
                java.util.Optional.of(out),
                true);
        CompletableFuture<ProjectionProgress> moving = new CompletableFuture<>();
        LatentJob<Projection> job = lab.project(request, moving::complete);
        get(moving);
        studio.jobs().cancel(job.id());
        assertThatThrownBy(() -> get(job.result())).isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(out).isEmptyDirectory();
        // the model is as good as before
        assertThat(render(LatentState.of(model, 4)).preview()).isFalse();
    }

    @Test
    void layersAreShownInPages() throws Exception {
        LatentState state = LatentState.of(model, 1);
        LatentFacts.Layer layer = get(lab.facts(model)).layers().get(1);
        int size = Math.max(1, layer.channels() / 2);
        LayerView first = get(lab.layer(new LayerRequest(state, layer.name(), LayerRequest.Order.STRONGEST, 0, size)));
        assertThat(first.pages()).isEqualTo((layer.channels() + size - 1) / size);
        assertThat(first.channels()).hasSize(size);
        assertThat(first.channels())
                .extracting(channel -> channel.stats().std())
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(first.spectrum()).hasSize(layer.resolution() / 2 + 1);
        assertThat(first.channels().get(0).picture().width()).isEqualTo(layer.resolution());
        assertThatThrownBy(() -> get(lab.layer(new LayerRequest(state, "b4.conv9", LayerRequest.Order.NUMBER, 0, 4))))
                .cause()
                .hasMessageContaining("b4.conv9");
    }

    @Test
    void theHistoryOutlivesTheProgram() throws Exception {
        Rendered made = render(LatentState.of(model, 1));
        Remembered first = lab.memory().remember(made.state(), made.picture());
        lab.memory().remember(everything(), made.picture());
        lab.memory().favourite(first.id(), true);
        studio.close();
        start();
        for (int i = 0; i < 1000 && lab.memory().list().isEmpty(); i++) {
            Thread.sleep(10);
        }
        List<Remembered> back = lab.memory().list();
        assertThat(back).extracting(Remembered::state).containsExactly(everything(), made.state());
        assertThat(back.get(1).favourite()).isTrue();
        assertThat(back.get(1).thumbnail().argb()).hasSizeGreaterThan(0);
        lab.memory().forget(back.get(0).id());
        assertThat(lab.memory().list()).hasSize(1);
    }

    @Test
    void failuresOfJobsSayWhy() {
        DirectionRequest beyond = new DirectionRequest(model, Direction.Method.SEFA, 1, 50, 60);
        assertThatThrownBy(() -> get(lab.directions().find(beyond).result()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessageContaining("only");
    }
}
