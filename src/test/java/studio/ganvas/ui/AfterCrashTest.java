package studio.ganvas.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.shell.StudioWindow;
import studio.ganvas.ui.training.TrainingPane;

/** The window after a crash that came while a pane other than Training was in view. */
@ExtendWith(ApplicationExtension.class)
class AfterCrashTest {
    @TempDir
    private static Path directory;

    private static int count;

    private final MemorySettings settings = new MemorySettings();
    private FakeStudio studio;
    private StudioWindow window;

    @Start
    void open(Stage stage) {
        studio = new FakeStudio(directory.resolve("runs" + count++));
        studio.fakeRuns().add("dcgan", "data", 30, RunState.INTERRUPTED, "It ended unexpectedly.");
        settings.put("shell.pane", "settings");
        window = new StudioWindow(stage, studio, settings, host -> List.of(new TrainingPane(studio, host)));
        window.open();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void theWindowIsAsItWasAndOneClickResumesTheRun(FxRobot robot) throws TimeoutException {
        String id = studio.runs().list().get(0).id();
        assertThat(settings.text("shell.pane")).hasValue("settings");
        assertThat(bar(robot).isVisible()).isTrue();
        assertThat(robot.lookup("#offerText").queryAs(Label.class).getText()).contains(id);
        robot.interact(() -> robot.lookup("#offerButton").queryAs(Button.class).fire());
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(
                        () -> robot.lookup("#runState").queryAs(Labeled.class).getText())
                .get()
                .equals("running"));
        assertThat(bar(robot).isVisible()).isFalse();
    }

    @Test
    void theOfferLeavesWhenTheTrainingPaneSpeaksForItself(FxRobot robot) {
        robot.interact(() -> window.show("training"));
        assertThat(bar(robot).isVisible()).isFalse();
        assertThat(robot.lookup("#runBanner").queryAs(Node.class).isVisible()).isTrue();
    }

    @Test
    void theOfferCanBeDismissed(FxRobot robot) {
        robot.interact(
                () -> robot.lookup("#offerDismissButton").queryAs(Button.class).fire());
        assertThat(bar(robot).isVisible()).isFalse();
    }

    private static Node bar(FxRobot robot) {
        return robot.lookup("#offerBar").queryAs(Node.class);
    }
}
