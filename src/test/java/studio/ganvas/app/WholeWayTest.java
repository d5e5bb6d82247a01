package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
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
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.train.TinyData;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.CurveChart;
import studio.ganvas.ui.control.PictureView;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;

/** The whole way with the real engine: import pictures, look at them, train, pause, go on, stop, open the run again. */
@ExtendWith(ApplicationExtension.class)
class WholeWayTest {
    @TempDir
    private static Path temp;

    private final MemorySettings settings = new MemorySettings();
    private LocalStudio studio;
    private StudioWindow window;
    private Stage stage;
    private List<StudioPane> panes;

    @Start
    void open(Stage stage) {
        open(stage, new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets"))));
    }

    private void open(Stage shown, LocalStudio opened) {
        stage = shown;
        studio = opened;
        window = new StudioWindow(stage, studio, settings, host -> panes = Wiring.panes(studio, host));
        window.open();
        stage.requestFocus();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
        studio.close();
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, Button.class).fire());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private static long step(FxRobot robot) {
        return Long.parseLong(text(robot, "readStep").split("[^0-9,]")[0].replace(",", ""));
    }

    private static void option(FxRobot robot, String key, int value) {
        robot.interact(() -> find(robot, "option-" + key, TextField.class).setText(String.valueOf(value)));
    }

    @Test
    void picturesAreImportedLookedAtAndTrainedOn(FxRobot robot) throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("own pictures"), 16);
        int before = studio.datasets().list().size();

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        StudioPane datasets = panes.get(1);
        robot.interact(() -> {
            assertThat(datasets.accepts(pictures)).isTrue();
            datasets.drop(pictures);
        });
        until(() -> text(robot, "datasets-name").equals("own pictures"));
        until(() -> text(robot, "datasets-count").contains("16"));
        assertThat(find(robot, "datasets-library", ListView.class).getItems().size())
                .as("the starters and this one")
                .isEqualTo(before + 1);

        press(robot, "datasets-train");
        until(() -> robot.lookup("#startButton").tryQuery().isPresent());
        option(robot, "ngf", 4);
        option(robot, "ndf", 4);
        option(robot, "batchSize", 4);
        option(robot, "picturesEvery", 2);
        option(robot, "snapshotEvery", 5);
        until(() -> !find(robot, "startButton", Button.class).isDisabled());
        press(robot, "startButton");
        until(() -> robot.lookup("#runView").tryQuery().isPresent()
                && text(robot, "runState").equals("running"));
        until(() -> step(robot) >= 6
                && find(robot, "samplePicture", PictureView.class)
                                .imageProperty()
                                .get()
                        != null);
        assertThat(find(robot, "lossChart", CurveChart.class).visible())
                .isNotEmpty()
                .allMatch(curve -> curve.size() >= 2);

        press(robot, "pauseButton");
        until(() -> text(robot, "runState").equals("paused"));
        long held = step(robot);
        press(robot, "stepGButton");
        until(() -> step(robot) == held + 1);
        assertThat(text(robot, "runState")).isEqualTo("paused");
        press(robot, "pauseButton");
        until(() -> text(robot, "runState").equals("running") && step(robot) > held + 3);
        press(robot, "stopButton");
        until(() -> text(robot, "runState").equals("stopped"));
        long stopped = step(robot);
        double sheets = find(robot, "sampleSlider", Slider.class).getMax();

        robot.interact(() -> {
            window.close();
            stage.hide();
        });
        studio.close();
        robot.interact(() -> open(
                new Stage(),
                new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")))));
        until(() -> robot.lookup("#welcomePane").tryQuery().isPresent());
        robot.interact(() -> window.show("training"));
        until(() -> robot.lookup("#runsTable").tryQuery().isPresent());
        TableView<?> table = find(robot, "runsTable", TableView.class);
        until(() -> table.getItems().size() == 1);
        robot.interact(() -> table.getSelectionModel().select(0));
        until(() -> text(robot, "runState").equals("stopped") && step(robot) == stopped);
        until(() -> find(robot, "sampleSlider", Slider.class).getMax() == sheets);
        press(robot, "resumeButton");
        until(() -> text(robot, "runState").equals("running") && step(robot) > stopped);
    }
}
