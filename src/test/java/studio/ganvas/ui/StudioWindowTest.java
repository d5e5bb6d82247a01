package studio.ganvas.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.EngineStatus;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.control.CurveChart;
import studio.ganvas.ui.control.PictureView;
import studio.ganvas.ui.shell.StudioWindow;
import studio.ganvas.ui.training.TrainingPane;

/** The window and the training pane as a person uses them, with an engine that computes nothing. */
@ExtendWith(ApplicationExtension.class)
class StudioWindowTest {
    @TempDir
    private static Path directory;

    private static int count;

    private final MemorySettings settings = new MemorySettings();
    private FakeStudio studio;
    private StudioWindow window;

    @Start
    void open(Stage stage) {
        studio = new FakeStudio(directory.resolve("runs" + count++));
        window = new StudioWindow(stage, studio, settings, host -> List.of(new TrainingPane(studio, host)));
        window.open();
        stage.requestFocus();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, Button.class).fire());
    }

    private static void pressFocused(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, Button.class).requestFocus());
        press(robot, id);
    }

    private static String text(FxRobot robot, String id) {
        return find(robot, id, Labeled.class).getText();
    }

    private static int points(FxRobot robot) {
        return find(robot, "lossChart", CurveChart.class).visible().stream()
                .mapToInt(curve -> curve.size())
                .sum();
    }

    @Test
    void keysLeadThroughThePanesAndTheChosenOneIsRemembered(FxRobot robot) {
        assertThat(robot.lookup("#trainingPane").tryQuery()).isPresent();
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        assertThat(robot.lookup("#settingsPane").tryQuery()).isPresent();
        assertThat(settings.text("shell.pane")).contains("settings");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        assertThat(robot.lookup("#trainingPane").tryQuery()).isPresent();
    }

    @Test
    void theThemeSwitchesAndIsRemembered(FxRobot robot) {
        Node root = robot.lookup("#rail").query().getScene().getRoot();
        assertThat(root.getStyleClass()).contains("dark");
        press(robot, "themeButton");
        assertThat(root.getStyleClass()).contains("light").doesNotContain("dark");
        assertThat(settings.text("shell.theme")).contains("light");
        press(robot, "themeButton");
        assertThat(settings.text("shell.theme")).contains("dark");
    }

    @Test
    void theShortcutsAreListed(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SLASH);
        assertThat(robot.lookup("#shortcutsDialog").tryQuery()).isPresent();
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#shortcutsDialog").tryQuery()).isEmpty();
    }

    @Test
    void theStatusBarTellsWhyTheEngineDidNotStart(FxRobot robot) throws TimeoutException {
        until(() -> text(robot, "statusDevice").equals("CPU · 2 threads"));
        studio.status(new EngineStatus(EngineStatus.State.FAILED, "", "The library is missing. Reinstall Ganvas.", 1));
        until(() -> text(robot, "statusDevice").contains("could not start"));
        assertThat(find(robot, "statusDevice", Labeled.class).getTooltip().getText())
                .contains("Reinstall");
    }

    @Test
    void aRunStartsPausesStepsGoesOnStopsAndOpensAgain(FxRobot robot) throws TimeoutException {
        assertThat(robot.lookup("#trainingWelcome").tryQuery()).isPresent();
        press(robot, "startButton");
        until(() -> robot.lookup("#runView").tryQuery().isPresent());
        assertThat(studio.fakeRuns().requests()).hasSize(1);
        until(() -> text(robot, "runState").equals("running"));

        studio.fakeRuns().advance(250);
        until(() -> points(robot) == 500);
        until(() -> find(robot, "sampleSlider", Slider.class).getMax() == 2);
        until(() ->
                find(robot, "samplePicture", PictureView.class).imageProperty().get() != null);
        assertThat(text(robot, "sampleStep")).isEqualTo("step 200");
        studio.fakeRuns().advance(100);
        until(() -> points(robot) == 700 && text(robot, "sampleStep").equals("step 300"));
        robot.interact(() -> find(robot, "sampleSlider", Slider.class).setValue(0));
        assertThat(text(robot, "sampleStep")).isEqualTo("step 0");

        press(robot, "pauseButton");
        until(() -> text(robot, "runState").equals("paused"));
        assertThat(text(robot, "pauseButton")).isEqualTo("Go on");
        press(robot, "stepGButton");
        until(() -> text(robot, "readStep").startsWith("351 "));
        press(robot, "stepDButton");
        press(robot, "stepBothButton");
        until(() -> text(robot, "readStep").startsWith("353 "));
        press(robot, "snapshotButton");
        assertThat(studio.fakeRuns().snapshots()).hasSize(1);
        press(robot, "pauseButton");
        until(() -> text(robot, "runState").equals("running"));
        assertThat(find(robot, "stepGButton", Button.class).isDisabled()).isTrue();

        press(robot, "stopButton");
        until(() -> text(robot, "runState").equals("stopped"));
        press(robot, "startButton");
        until(() -> text(robot, "runTitle").startsWith("00001"));
        TableView<?> table = find(robot, "runsTable", TableView.class);
        until(() -> table.getItems().size() == 2);
        robot.interact(() -> table.getSelectionModel().select(1));
        until(() -> text(robot, "runTitle").startsWith("00000") && points(robot) == 706);
        pressFocused(robot, "resumeButton");
        until(() -> text(robot, "runState").equals("running"));
        assertThat(find(robot, "stopButton", Button.class).isFocused())
                .as("a second press must not stop what the first began")
                .isFalse();
    }

    @Test
    void escHoldsTheRunAndCtrlEnterStartsOne(FxRobot robot) throws TimeoutException {
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(() -> robot.lookup("#runView").tryQuery().isPresent());
        until(() -> text(robot, "runState").equals("running"));
        robot.push(KeyCode.ESCAPE);
        until(() -> text(robot, "runState").equals("paused"));
    }

    @Test
    void aDivergedRunExplainsItselfAndOffersToRollBack(FxRobot robot) throws TimeoutException {
        press(robot, "startButton");
        until(() -> robot.lookup("#runView").tryQuery().isPresent());
        studio.fakeRuns().advance(30);
        String id = studio.runs().list().get(0).id();
        studio.fakeRuns().become(id, RunState.DIVERGED, "D_loss became NaN after step 30.");
        until(() -> find(robot, "runBanner", Node.class).isVisible());
        assertThat(text(robot, "bannerText")).contains("NaN after step 30");
        assertThat(text(robot, "bannerResumeButton")).contains("Roll back");
        pressFocused(robot, "bannerResumeButton");
        until(() -> text(robot, "runState").equals("running") && points(robot) == 40);
        assertThat(find(robot, "runBanner", Node.class).isVisible()).isFalse();
        until(() -> find(robot, "pauseButton", Button.class).isFocused());
    }

    @Test
    void aBadOptionSaysWhyInItsPlaceAndCanBeTakenBack(FxRobot robot) throws TimeoutException {
        robot.interact(() ->
                find(robot, "systemBox", ComboBox.class).getSelectionModel().select(1));
        until(() -> robot.lookup("#option-lr").tryQuery().isPresent());
        TextField batch = find(robot, "option-batch", TextField.class);
        robot.interact(() -> batch.setText("0"));
        assertThat(text(robot, "option-batch-message")).contains("1 to 1024");
        assertThat(find(robot, "startButton", Button.class).isDisabled()).isTrue();
        press(robot, "option-batch-reset");
        assertThat(batch.getText()).isEqualTo("32");
        assertThat(find(robot, "option-batch-message", Node.class).isVisible()).isFalse();
        assertThat(find(robot, "startButton", Button.class).isDisabled()).isFalse();
        robot.interact(() -> batch.setText("1024"));
        until(() -> text(robot, "setupProblem").contains("smaller batch"));
    }

    @Test
    void anErrorSpeaksPlainlyAndKeepsItsDetailsFolded(FxRobot robot) throws TimeoutException {
        window.error(new StudioException("The disk is full. Free some space.", new IllegalStateException("inner")));
        until(() -> robot.lookup("#errorDialog").tryQuery().isPresent());
        assertThat(text(robot, "errorMessage")).isEqualTo("The disk is full. Free some space.");
        assertThat(robot.lookup("#errorDetails")
                        .queryAs(javafx.scene.control.TitledPane.class)
                        .isExpanded())
                .isFalse();
        assertThat(robot.lookup("#errorTrace").queryAs(TextInputControl.class).getText())
                .contains("IllegalStateException: inner");
        press(robot, "closeErrorButton");
        assertThat(robot.lookup("#errorDialog").tryQuery()).isEmpty();
    }

    @Test
    void aDefectThatComesAgainAndAgainIsShownOnce(FxRobot robot) throws TimeoutException {
        RuntimeException defect = new IllegalArgumentException("technical words");
        window.error(defect);
        until(() -> robot.lookup("#errorDialog").tryQuery().isPresent());
        assertThat(text(robot, "errorMessage")).doesNotContain("technical");
        press(robot, "closeErrorButton");
        window.error(defect);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#errorDialog").tryQuery()).isEmpty();
    }

    @Test
    void everyControlHasANameForScreenReaders(FxRobot robot) throws TimeoutException {
        press(robot, "startButton");
        until(() -> robot.lookup("#runView").tryQuery().isPresent());
        for (String pane : List.of("training", "settings")) {
            robot.interact(() -> window.show(pane));
            assertThat(robot.lookup(StudioWindowTest::acts).<Node>queryAll())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(control ->
                            assertThat(name(control)).as(control.toString()).isNotBlank());
        }
    }

    private static boolean acts(Node node) {
        return node.isFocusTraversable()
                && (node instanceof ButtonBase
                        || node instanceof ComboBox
                        || node instanceof Slider
                        || node instanceof TextInputControl
                        || node instanceof TableView
                        || node instanceof ListView);
    }

    private static String name(Node control) {
        String spoken = control.getAccessibleText();
        return spoken != null ? spoken : control instanceof Labeled labeled ? labeled.getText() : "";
    }
}
