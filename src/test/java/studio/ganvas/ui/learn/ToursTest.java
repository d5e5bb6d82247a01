package studio.ganvas.ui.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.Language;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.latent.LatentPane;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;
import studio.ganvas.ui.stylize.StylizePane;
import studio.ganvas.ui.training.TrainingPane;

/** Tours as a student takes them, beside the real panes, with an engine that computes nothing. */
@ExtendWith(ApplicationExtension.class)
class ToursTest {
    @TempDir
    private static Path directory;

    private static int count;

    private final FxRobot robot = new FxRobot();
    private final MemorySettings settings = new MemorySettings();
    private FakeStudio studio;
    private StudioWindow window;
    private Stage stage;

    @Start
    void open(Stage first) {
        stage = first;
        open(Language.ENGLISH);
    }

    private void open(Language language) {
        Words.speak(language);
        settings.put("shell.window.width", 1280);
        settings.put("shell.window.height", 760);
        studio = new FakeStudio(directory.resolve("runs" + count++));
        studio.models().put("starter:noto-to-twemoji", "U-GAT-IT", true);
        studio.models().put("starter:noto-to-twemoji-cyclegan", "CycleGAN", false);
        studio.models().put("starter:noto-to-twemoji-unit", "UNIT", false);
        window = new StudioWindow(stage, studio, settings, host -> {
            List<StudioPane> panes = new ArrayList<>(List.of(
                    new TrainingPane(studio, host), new StylizePane(studio, host), new LatentPane(studio, host)));
            panes.add(new LearnPane(host, List.copyOf(panes)));
            return panes;
        });
        window.open();
        stage.requestFocus();
    }

    @AfterEach
    void close() {
        onFx(window::close);
        Words.speak(Language.ENGLISH);
    }

    private void until(String what, Callable<Boolean> condition) throws TimeoutException {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> {
                studio.fakeRuns().advance(1);
                return WaitForAsyncUtils.asyncFx(() -> holds(condition)).get();
            });
        } catch (TimeoutException e) {
            throw new AssertionError("Not within 20 seconds: " + what + "; the card says: " + hint(), e);
        }
    }

    /** What is not in the window yet is waited for. */
    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (EmptyNodeQueryException e) {
            return false;
        }
    }

    private String hint() {
        return robot.lookup("#tour-hint")
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("nothing");
    }

    private <T extends Node> T find(String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private void press(String id) throws TimeoutException {
        until("#" + id, () -> robot.lookup("#" + id).tryQuery().isPresent());
        onFx(() -> find(id, ButtonBase.class).fire());
    }

    private static void onFx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, action);
    }

    private String text(String id) {
        return find(id, Labeled.class).getText();
    }

    private boolean done() {
        return find("tour-trying", Node.class).getStyleClass().contains("done");
    }

    private void begin(String tour) throws TimeoutException {
        onFx(() -> window.show("learn"));
        press("tour-start-" + tour);
    }

    private boolean onScreen(String id) {
        Scene scene = stage.getScene();
        Node node = scene.lookup("#" + id);
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        if (node == null) {
            return false;
        }
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        double right = find("tour-card", Node.class)
                .localToScene(find("tour-card", Node.class).getLayoutBounds())
                .getMinX();
        return bounds.getWidth() > 4
                && bounds.getHeight() > 4
                && bounds.getMinX() >= 0
                && bounds.getMinX() < right
                && bounds.getMinY() >= 0
                && bounds.getMinY() < scene.getHeight();
    }

    /** Whether the ring lies around the control. */
    private boolean ringed(String id) {
        Node ring = stage.getScene().lookup("#tour-ring");
        Node node = stage.getScene().lookup("#" + id);
        return ring.isVisible()
                && node.localToScene(node.getLayoutBounds()).intersects(ring.localToScene(ring.getLayoutBounds()));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyStepFindsItsControlAndItsNumber(Language language) throws TimeoutException {
        onFx(() -> {
            window.close();
            open(language);
        });
        for (Tour tour : Tours.all()) {
            begin(tour.id());
            for (Step step : tour.steps()) {
                String where = language + ", " + tour.id() + ", " + step.id();
                String first = "tour-number-" + step.numbers().get(0).replace('.', '-');
                until(
                        where,
                        () -> text("tour-step").equals(tour.words(step, ""))
                                && onScreen(step.target())
                                && ringed(step.target())
                                && text(first).matches("−?[\\d,]+(\\.\\d+)?")
                                && !find("tour-hint", Node.class).isVisible());
                assertThat(find("tour-formula", Node.class).getAccessibleText()).isEqualTo(tour.words(step, "spoken"));
                assertThat(text("tour-text")).isEqualTo(tour.words(step, "text"));
                assertThat(text("tour-try")).isEqualTo(tour.words(step, "try"));
                assertThat(text("tour-paper")).isEqualTo(tour.words(step, "paper"));
                press("tour-next");
            }
            assertThat(robot.lookup("#tour-card").tryQuery()).isEmpty();
            assertThat(find("tour-done-" + tour.id(), Node.class).isVisible())
                    .as("the list shows that it is done")
                    .isTrue();
            studio.runs().list().stream().filter(run -> run.state().live()).forEach(run -> studio.runs()
                    .stop(run.id()));
        }
    }

    /** What a student does. */
    private interface Doing {
        void run() throws TimeoutException;
    }

    /** Does what a step asks for; the mark must come on by that alone. */
    private void doing(String step, Doing action) throws TimeoutException {
        until(step + " in view", () -> text("tour-step").equals(Words.of("tour." + step)));
        assertThat(done()).as("%s before", step).isFalse();
        action.run();
        until(step + " done", this::done);
        press("tour-next");
    }

    @Test
    void marksComeOnByWhatAStudentDoesWithAttentionAndRho() throws TimeoutException {
        begin("ugatit");
        until("translated", () -> text("tour-number-change").startsWith("0."));
        doing("ugatit.whole", () -> {
            onFx(() -> find("stylize-split", Node.class).requestFocus());
            robot.push(KeyCode.LEFT);
        });
        doing("ugatit.cam", () -> press("attention-show"));
        doing("ugatit.eta", () -> press("attention-on-result"));
        doing(
                "ugatit.judges",
                () -> onFx(() -> find("attention-whose", ComboBox.class)
                        .getSelectionModel()
                        .select(2)));
        doing(
                "ugatit.adalin",
                () -> onFx(() ->
                        find("rho-layers", ListView.class).getSelectionModel().clearAndSelect(0)));
        doing(
                "ugatit.layernorm",
                () -> onFx(() -> find("rho-slider", Slider.class).setValue(0)));
        doing("ugatit.clip", () -> press("rho-reset"));
        doing(
                "ugatit.cycle",
                () -> onFx(() -> find("cycle-fold", TitledPane.class).setExpanded(true)));
        assertThat(studio.insight().trips).isNotEmpty();
        assertThat(text("tour-done-ugatit")).isEqualTo("done, 8 of 8 tried");
    }

    @Test
    void marksComeOnByWhatAStudentDoesWithBothPlayers() throws TimeoutException {
        begin("gan");
        doing("gan.players", () -> press("startButton"));
        until("two players", () -> text("tour-step").equals(Words.of("tour.gan.game")));
        until("sixty steps", this::done);
        press("tour-next");
        doing("gan.hold", () -> press("pauseButton"));
        doing("gan.stepd", () -> {
            for (int i = 0; i < 5; i++) {
                press("stepDButton");
            }
        });
        doing("gan.stepg", () -> {
            press("stepDButton");
            for (int i = 0; i < 5; i++) {
                press("stepGButton");
            }
        });
        doing("gan.balance", () -> press("pauseButton"));
        studio.fakeRuns().advance(300);
        until("sheets", () -> find("sampleSlider", Slider.class).getMax() >= 3);
        doing("gan.sheets", () -> onFx(() -> find("sampleSlider", Slider.class).setValue(0)));
    }

    private void type(String id, String words) {
        onFx(() -> {
            TextField field = find(id, TextField.class);
            field.setText(words);
            field.fireEvent(new javafx.event.ActionEvent());
        });
    }

    @Test
    void marksComeOnByWhatAStudentDoesWithLatents() throws TimeoutException {
        begin("stylegan");
        doing("stylegan.mapping", () -> type("latent-seed", "4711"));
        doing("stylegan.walk", () -> {
            onFx(() -> find("latent-picture", Node.class).requestFocus());
            robot.push(KeyCode.RIGHT);
        });
        doing("stylegan.psi", () -> type("latent-psi-value", "0"));
        doing("stylegan.anti", () -> type("latent-psi-value", "-1"));
        doing("stylegan.style", () -> press("latent-view-layers"));
        doing("stylegan.mix", () -> press("latent-mix-add"));
        doing("stylegan.fine", () -> press("latent-mix-1-fine"));
        doing("stylegan.noise", () -> press("latent-noise-NONE"));
    }

    @Test
    void keysTurnThePagesAndATourThatWasLeftGoesOnThere() throws TimeoutException {
        begin("cyclegan");
        until("the first step", () -> text("tour-step").equals(Words.of("tour.cyclegan.two")));
        onFx(() -> find("tour-next", Node.class).requestFocus());
        robot.push(KeyCode.RIGHT);
        until("the second step", () -> text("tour-step").equals(Words.of("tour.cyclegan.cycle")));
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.LEFT);
        until("the second step again", () -> text("tour-step").equals(Words.of("tour.cyclegan.cycle")));
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#tour-card").tryQuery()).isEmpty();
        begin("cyclegan");
        until("where it was left", () -> text("tour-step").equals(Words.of("tour.cyclegan.cycle")));
    }

    @Test
    void aControlThatWasHiddenComesBack() throws TimeoutException {
        begin("ugatit");
        press("tour-next");
        until("the control", () -> onScreen("attention-show"));
        onFx(() -> window.show("settings"));
        until("a hint", () -> find("tour-hint", Node.class).isVisible());
        press("tour-show");
        until("the control again", () -> onScreen("attention-show") && ringed("attention-show"));
        assertThat(find("attention-show", Node.class).isFocused()).isTrue();
    }

    @Test
    void theKeyboardGoesFromTheCardToTheControlAndBack() throws TimeoutException {
        begin("stylegan");
        until("the control", () -> onScreen("latent-random"));
        onFx(() -> find("tour-next", Node.class).requestFocus());
        robot.push(KeyCode.F6);
        until("the focus on the control", () -> find("latent-random", Node.class)
                .isFocused());
        robot.push(KeyCode.F6);
        until("the focus in the card", () -> find("tour-next", Node.class).isFocused());
    }

    @Test
    void anotherTrainingInTheWayIsNamed() throws TimeoutException {
        String other = studio.fakeRuns().add("cgan", "fluent3d-64", 10, RunState.RUNNING, "");
        begin("gan");
        until("the words", () -> hint().contains(other));
        studio.runs().stop(other);
        press("tour-next");
        until("a run of the tour's own", () -> hint().isEmpty() && done());
    }

    @Test
    void withoutAModelTheTourSaysWhatToTrain() throws TimeoutException {
        studio.models().clear();
        begin("unit");
        until("the words", () -> text("tour-hint").equals(Words.of("tour.unit.without")));
        for (int i = 0; i < 3; i++) {
            press("tour-next");
        }
        assertThat(text("tour-step")).isEqualTo(Words.of("tour.unit.agree"));
        press("tour-train");
        until("training", () -> robot.lookup("#trainingPane").tryQuery().isPresent());
    }
}
