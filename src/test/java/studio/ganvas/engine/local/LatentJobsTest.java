package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.GridCell;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.Keyframe;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionProgress;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.StyleGrid;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.image.Pixels;

/** Grids, films, directions and projections. */
class LatentJobsTest extends LatentLabTestBase {
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
}
