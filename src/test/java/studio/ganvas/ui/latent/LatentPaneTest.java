package studio.ganvas.ui.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.ui.FakeLatentLab;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.shell.Notice;

@ExtendWith(ApplicationExtension.class)
class LatentPaneTest {
    private final FakeStudio studio = new FakeStudio(Path.of("/runs"));
    private final FakeLatentLab lab = studio.latent();
    private final FakeHost host = new FakeHost();
    private PaneWalk walk;

    @Start
    void start(Stage stage) {
        lab.classes = List.of("cat", "dog", "owl");
        walk = new PaneWalk(stage, studio, host);
    }

    /** The state whose picture was asked for last. */
    private LatentState state() {
        return lab.rendered.get(lab.rendered.size() - 1);
    }

    private void awaitPicture(LatentState wanted) throws TimeoutException {
        PaneWalk.await(() -> walk.colour() == FakeLatentLab.colour(wanted));
    }

    private void key(KeyCode code, boolean shift, boolean shortcut) {
        walk.on(() -> walk.node("latent-picture")
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false)));
    }

    @Test
    void fromASeedToAFilmAndBack() throws TimeoutException {
        // seed, truncation, noise
        awaitPicture(LatentState.of(FakeLatentLab.MODEL, 0));
        walk.type("latent-seed", "85");
        walk.slide("latent-psi", 0.7);
        assertThat(walk.typed("latent-psi-value")).isEqualTo("0.70");
        assertThat(walk.visible("latent-psi-reset")).isTrue();
        walk.press("latent-psi-layers");
        walk.type("latent-psi-row-3-value", "-0.5");
        assertThat(state().truncation().perRow(FakeLatentLab.ROWS)).startsWith(0.7, 0.7, 0.7, -0.5, 0.7);
        walk.press("latent-psi-same");
        assertThat(state().truncation().rows()).isEmpty();
        walk.press("latent-psi-reset");
        assertThat(state()).isEqualTo(LatentState.of(FakeLatentLab.MODEL, 85));

        // mixing: the fine layers of another seed
        walk.press("latent-mix-add");
        walk.type("latent-mix-1-seed", "1500");
        walk.press("latent-mix-1-fine");
        assertThat(state().mixing().sources()).containsExactly(LatentSource.seed(1500));
        assertThat(state().mixing().choice()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
        walk.press("latent-mix-1-2");
        assertThat(state().mixing().of(2)).isEqualTo(1);
        assertThat(walk.selected("latent-mix-0-2")).isFalse();
        walk.press("latent-mix-1-2");
        assertThat(state().mixing().of(2)).isZero();
        LatentState mixed = state();

        // keyframes and export
        walk.press("latent-film-add");
        walk.press("latent-random");
        walk.press("latent-film-add");
        walk.type("latent-keyframe-seconds", "0.5");
        walk.press("latent-keyframe-0");
        assertThat(state()).isEqualTo(mixed);
        walk.type("latent-keyframe-seconds", "1.5");
        walk.press("latent-film-loop");
        walk.on(() -> comboBox("latent-film-path").setValue(Timeline.Path.W_SPLINE));
        assertThat(walk.text("latent-film-time")).isEqualTo("0.0 / 2.0 s");
        walk.on(() -> walk.pane().export(FilmRequest.Format.GIF, Path.of("/out/film.gif")));
        FilmRequest film = (FilmRequest) lab.jobsAsked.get(0);
        assertThat(film.frames()).isEqualTo(60);
        assertThat(film.timeline().path()).isEqualTo(Timeline.Path.W_SPLINE);
        assertThat(film.timeline().keyframes().get(0).state()).isEqualTo(mixed);
        PaneWalk.await(() -> walk.text("latent-film-job-words").equals("1 of 4 · 9 s left"));
        walk.on(lab::finish);
        PaneWalk.await(() -> walk.text("latent-film-job-words").equals("The film is in film.gif."));

        // save, go elsewhere, restore
        Path file = Path.of("/out/picture.png");
        awaitPicture(mixed);
        walk.on(() -> walk.pane().save(file));
        assertThat(lab.files().files.get(file)).isEqualTo(new Dropped.State(mixed));
        walk.press("latent-random");
        walk.on(() -> walk.pane().drop(file));
        awaitPicture(mixed);
        assertThat(walk.typed("latent-seed")).isEqualTo("85");
        assertThat(walk.typed("latent-mix-1-seed")).isEqualTo("1500");
        assertThat(walk.selected("latent-mix-1-9")).isTrue();
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> comboBox(String id) {
        return (ComboBox<T>) walk.node(id);
    }

    @Test
    void aFilmCanBeCancelledPlayedAndItsKeyframesBroughtBack() throws TimeoutException {
        for (int i = 0; i < 3; i++) {
            walk.press("latent-random");
            walk.press("latent-film-add");
        }
        walk.on(() -> walk.pane().export(FilmRequest.Format.MP4, Path.of("/out/film.mp4")));
        walk.press("latent-film-job-cancel");
        PaneWalk.await(() -> walk.text("latent-film-job-words").equals("Cancelled."));

        walk.press("latent-keyframe-remove");
        assertThat(walk.text("latent-keyframe-title")).isEqualTo("Keyframe 2 of 2");
        Notice notice = host.notices.get(host.notices.size() - 1);
        walk.on(notice.action().orElseThrow());
        assertThat(walk.text("latent-keyframe-title")).isEqualTo("Keyframe 2 of 3");

        walk.press("latent-keyframe-0");
        int before = lab.rendered.size();
        walk.press("latent-film-play");
        PaneWalk.await(() -> lab.rendered.size() > before + 2);
        walk.press("latent-film-play");
        assertThat(walk.text("latent-film-time")).doesNotStartWith("0.0 ");
    }

    @Test
    void directionsBecomeSlidersThatAreKept() throws TimeoutException {
        walk.press("latent-sefa");
        walk.on(lab::finish);
        assertThat(((DirectionRequest) lab.jobsAsked.get(0)).method()).isEqualTo(Direction.Method.SEFA);
        walk.slide("latent-direction-sefa2", 1.5);
        assertThat(state().directions()).hasSize(1);
        assertThat(state().directions().get(0).strength()).isEqualTo(1.5);
        walk.type("latent-direction-sefa2-name", "smile");
        walk.type("latent-direction-sefa2-rows", "0-3");
        Direction kept = lab.directions().of(FakeLatentLab.MODEL).join().get(1);
        assertThat(kept.name()).isEqualTo("smile");
        assertThat(kept.to()).isEqualTo(4);
        assertThat(state().directions().get(0).direction()).isEqualTo(kept);
        walk.press("latent-direction-sefa2-reset");
        assertThat(state().directions()).isEmpty();
        walk.press("latent-direction-sefa2-remove");
        assertThat(lab.directions().of(FakeLatentLab.MODEL).join())
                .extracting(Direction::id)
                .doesNotContain("sefa2");
    }

    @Test
    void aDroppedPhotoIsProjectedAndThenEdited() throws TimeoutException {
        walk.on(() -> walk.pane().drop(Path.of("/photos/me.jpg")));
        assertThat(walk.visible("latent-project-target")).isTrue();
        walk.press("latent-project-W");
        walk.type("latent-project-steps", "200");
        walk.press("latent-project-start");
        ProjectionRequest request = (ProjectionRequest) lab.jobsAsked.get(0);
        assertThat(request.space()).isEqualTo(ProjectionRequest.Space.W);
        assertThat(request.steps()).isEqualTo(200);
        PaneWalk.await(() -> walk.text("latent-project-distance").contains("step 10 of 200"));
        assertThat(walk.enabled("latent-project-start")).isFalse();
        walk.on(lab::finish);
        PaneWalk.await(() -> walk.text("latent-project-job-words").startsWith("Found."));
        assertThat(state().source()).isInstanceOf(LatentSource.Given.class);
        walk.press("latent-view-picture");
        walk.slide("latent-psi", 0.5);
        awaitPicture(state());
        assertThat(state().truncation().psi()).isEqualTo(0.5);
        assertThat(walk.text("latent-place")).isEqualTo("w of photo");

        // a w from elsewhere
        Path file = Path.of("/out/projected_w.npz");
        LatentSource.Given given = new LatentSource.Given("her", Code.of(new float[FakeLatentLab.W_DIM]));
        lab.files().files.put(file, new Dropped.Found(given));
        walk.on(() -> walk.pane().drop(file));
        assertThat(state().source()).isEqualTo(given);
    }

    @Test
    void theGridOfThePaperIsShownAndACellLeadsToItsPicture() throws TimeoutException {
        walk.press("latent-view-grid");
        walk.type("latent-grid-rows", "1, 2");
        walk.type("latent-grid-columns", "5-7");
        walk.press("latent-grid-fine");
        assertThat(walk.typed("latent-grid-styles")).isEqualTo("8-9");
        walk.on(() -> walk.pane().exportGrid(Path.of("/out/grid")));
        GridRequest request = (GridRequest) lab.jobsAsked.get(0);
        assertThat(request.rows()).containsExactly(LatentSource.seed(1), LatentSource.seed(2));
        walk.press("latent-cell-1-2");
        assertThat(walk.visible("latent-picture")).isTrue();
        assertThat(state()).isEqualTo(request.at(1, 2));
        walk.press("latent-view-grid");
        walk.type("latent-grid-rows", "1, x");
        assertThat(walk.text("latent-grid-trouble")).contains("1, x");
    }

    @Test
    void layersShowTheirChannels() throws TimeoutException {
        walk.press("latent-view-layers");
        PaneWalk.await(() -> walk.text("latent-layers-page").equals("page 1 of 1"));
        assertThat(walk.text("latent-layers-statistics")).contains("min  -3");
        assertThat(walk.node("latent-layers").lookupAll(".channel")).hasSize(32);
        assertThat(((Spectrum) walk.node("latent-spectrum")).values())
                .element(1)
                .isEqualTo(-3.0);
    }

    @Test
    void draggingWalksBetweenSeedsAndKeysUndo() throws TimeoutException {
        walk.type("latent-seed", "10");
        key(KeyCode.RIGHT, false, false);
        key(KeyCode.DOWN, true, false);
        assertThat(state().source()).isEqualTo(new LatentSource.Lattice(10, 0.1, 1));
        assertThat(walk.text("latent-place")).isEqualTo("seed 10, then 0.10 right, 1.00 down");
        walk.press("latent-place-reset");
        assertThat(state().source()).isEqualTo(LatentSource.seed(110));
        key(KeyCode.Z, false, true);
        assertThat(state().source()).isEqualTo(new LatentSource.Lattice(10, 0.1, 1));
        key(KeyCode.Z, true, true);
        assertThat(state().source()).isEqualTo(LatentSource.seed(110));
        key(KeyCode.F, false, false);
        PaneWalk.await(() -> lab.memory().list().stream().anyMatch(Remembered::favourite));
        awaitPicture(state());
    }

    @Test
    void classesAreMixedAndNoiseHasASeed() {
        assertThat(walk.visible("latent-class-add")).isTrue();
        walk.on(() -> comboBox("latent-class-0").getSelectionModel().select(2));
        assertThat(state().classes()).containsExactly(0.0, 0.0, 1.0);
        walk.press("latent-class-add");
        walk.slide("latent-class-share-1", 0.25);
        assertThat(state().classes()).containsExactly(1.0, 0.0, 0.25);
        walk.on(() -> ((Fold) walk.node("latent-noise")).setExpanded(true));
        walk.press("latent-noise-RANDOM");
        walk.type("latent-noise-seed", "12");
        walk.press("latent-noise-layers");
        walk.slide("latent-noise-row-9", 2);
        assertThat(state().noise().mode()).isEqualTo(NoiseChoice.Mode.RANDOM);
        assertThat(state().noise().seed()).isEqualTo(12);
        assertThat(state().noise().strength(9)).isEqualTo(2);
        assertThat(state().noise().strength(8)).isEqualTo(1);
    }

    @Test
    void withoutAModelThePaneSaysHowToComeByOne() throws TimeoutException {
        walk.on(lab::clearModels);
        assertThat(walk.visible("latent-welcome")).isTrue();
        PaneWalk.await(
                () -> !walk.node("latent-welcome").lookupAll(".training-offer").isEmpty());
        walk.on(() -> ((javafx.scene.control.Button) walk.node("latent-welcome").lookup(".training-offer")).fire());
        assertThat(host.trained).hasSize(1);
        walk.on(() -> walk.pane().drop(Path.of("/models/broken.pkl")));
        assertThat(walk.text("latent-trouble")).contains("broken.pkl can't be used as a model");
        walk.on(() -> walk.pane().drop(Path.of("/models/ffhq.pkl")));
        awaitPicture(LatentState.of("ffhq.pkl", 0));
        assertThat(walk.visible("latent-welcome")).isFalse();
        assertThat(this.<ModelEntry>comboBox("latent-model").getValue().name()).isEqualTo("ffhq.pkl");
    }

    @Test
    void aModelWithoutStylesOffersNoneOfTheirControls() throws TimeoutException {
        List<String> ofStyles = List.of(
                "latent-noise", "latent-mixing", "latent-cutoff", "latent-pca", "latent-film-path", "latent-view-grid");
        awaitPicture(LatentState.of(FakeLatentLab.MODEL, 0));
        assertThat(ofStyles).allMatch(walk::visible);
        walk.press("latent-view-grid");
        walk.on(() -> walk.pane().drop(Path.of("/models", FakeLatentLab.PLAIN)));
        awaitPicture(LatentState.of(FakeLatentLab.PLAIN, 0));
        assertThat(ofStyles).noneMatch(walk::visible);
        assertThat(walk.selected("latent-view-picture")).isTrue();
        assertThat(walk.text("latent-about")).contains("DCGAN", "z " + FakeLatentLab.W_DIM);
        walk.slide("latent-psi", 0.5);
        walk.type("latent-seed", "9");
        awaitPicture(LatentState.of(FakeLatentLab.PLAIN, 9).with(Truncation.of(0.5)));
    }

    @Test
    void theCardOfAModelIsShownBesideItsName() throws TimeoutException {
        awaitPicture(LatentState.of(FakeLatentLab.MODEL, 0));
        walk.press("latent-model-about");
        PaneWalk.await(() -> !card().isEmpty());
        // what goes on in the next line belongs to the item before
        assertThat(card()).contains("people-3d", "Makes things.", "Licence: MIT, as the pictures.");
    }

    /** Heading, paragraphs and items of the card, empty while there is none. */
    private static List<String> card() {
        return Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll("#model-card").stream())
                .flatMap(card -> Stream.concat(
                        card.lookupAll(".title-3").stream().map(label -> ((Label) label).getText()),
                        ((Parent) card).getChildrenUnmodifiable().stream().map(LatentPaneTest::words)))
                .toList();
    }

    private static String words(Node block) {
        return block.lookupAll(".markdown-text").stream()
                .map(text -> ((Text) text).getText())
                .collect(Collectors.joining());
    }
}
