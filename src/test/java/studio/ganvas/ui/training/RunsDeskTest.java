package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.run.Continuation;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.shell.StudioWindow;

/** What the window does with runs: compare, note, delete and bring back, queue, measure, roll back, follow. */
@ExtendWith(ApplicationExtension.class)
class RunsDeskTest {
    @TempDir
    private static Path temp;

    private FakeStudio studio;
    private StudioWindow window;

    @Start
    void open(Stage stage) throws Exception {
        studio = new FakeStudio(Files.createTempDirectory(temp, "runs"));
        studio.fakeRuns().add("dcgan", "first", 400, RunState.STOPPED, "");
        studio.fakeRuns().add("dcgan", "second", 300, RunState.STOPPED, "");
        studio.fakeRuns().add("dcgan", "third", 250, RunState.DIVERGED, "D_loss became NaN.");
        window = new StudioWindow(stage, studio, new MemorySettings(), host -> List.of(new TrainingPane(studio, host)));
        window.open();
        stage.requestFocus();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, Button.class).fire());
    }

    private static void choose(FxRobot robot, String item) {
        robot.interact(() -> {
            MenuButton more = find(robot, "runsMore", MenuButton.class);
            more.getOnShowing().handle(null);
            MenuItem found = more.getItems().stream()
                    .filter(each -> item.equals(each.getId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(found.isDisable()).as(item).isFalse();
            found.fire();
        });
    }

    private static boolean shown(FxRobot robot, String id) {
        return robot.lookup("#" + id).tryQuery().filter(Node::isVisible).isPresent();
    }

    @SuppressWarnings("unchecked")
    private static TableView<RunEntry> table(FxRobot robot) {
        return find(robot, "runsTable", TableView.class);
    }

    private static void look(FxRobot robot, String name) throws TimeoutException {
        until(() -> table(robot).getItems().stream().anyMatch(run -> run.id().contains(name)));
        robot.interact(() -> table(robot).getItems().stream()
                .filter(run -> run.id().contains(name))
                .findFirst()
                .ifPresent(run -> table(robot).getSelectionModel().select(run)));
        until(() -> find(robot, "runTitle", Labeled.class).getText().contains(name));
    }

    private static void check(FxRobot robot, String id) throws TimeoutException {
        until(() -> robot.lookup("#compare-" + id).tryQuery().isPresent());
        robot.interact(() -> find(robot, "compare-" + id, CheckBox.class).fire());
    }

    @Test
    void checkedRunsAreComparedAndReported(FxRobot robot) throws Exception {
        look(robot, "first");
        assertThat(find(robot, "compareButton", Button.class).isDisabled()).isTrue();
        check(robot, "00001-second-dcgan");
        until(() -> !find(robot, "compareButton", Button.class).isDisabled());
        press(robot, "compareButton");
        until(() -> shown(robot, "compareView"));

        until(() -> robot.lookup("#compareTable .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("Learning rate")));
        assertThat(robot.lookup("#compare-samples-00001-second-dcgan").tryQuery())
                .isPresent();
        assertThat(find(robot, "compareStep", Label.class).getText()).contains("400");

        press(robot, "compareBack");
        until(() -> shown(robot, "runView") && !shown(robot, "compareView"));
    }

    @Test
    void whatIsNotedStaysWithTheRun(FxRobot robot) throws Exception {
        look(robot, "first");
        choose(robot, "runNotes");
        assertThat(find(robot, "runTabs", TabPane.class)
                        .getSelectionModel()
                        .getSelectedItem()
                        .getId())
                .isEqualTo("notesTab");
        until(() -> robot.lookup("#keep-1000").tryQuery().isPresent());
        robot.interact(() -> {
            find(robot, "noteTitle", TextField.class).setText("The good one");
            find(robot, "noteTags", TextField.class).setText("red,  round , red");
            find(robot, "noteText", TextArea.class).setText("Longer next time.");
            find(robot, "keep-1000", CheckBox.class).fire();
        });
        RunNote wanted = new RunNote("The good one", "Longer next time.", List.of("red", "round"), Set.of(1000L));
        until(() -> studio.runs().list().stream().anyMatch(run -> run.note().equals(wanted)));
        until(() -> find(robot, "runTitle", Labeled.class).getText().equals("The good one"));
    }

    @Test
    void aDeletedRunComesBack(FxRobot robot) throws Exception {
        look(robot, "second");
        choose(robot, "runDelete");
        until(() -> table(robot).getItems().size() == 2 && shown(robot, "undeleteButton"));
        until(() -> !find(robot, "runTitle", Labeled.class).getText().contains("second"));
        press(robot, "undeleteButton");
        until(() -> table(robot).getItems().size() == 3 && !shown(robot, "undeleteButton"));
        until(() -> find(robot, "runTitle", Labeled.class).getText().contains("second"));
    }

    @Test
    void theQueueIsSeenHeldAndReordered(FxRobot robot) throws Exception {
        look(robot, "first");
        assertThat(shown(robot, "queueButton")).isFalse();
        String first = studio.fakeRuns().add("dcgan", "fourth", 0, RunState.WAITING, "");
        String second = studio.fakeRuns().add("dcgan", "fifth", 0, RunState.WAITING, "");
        studio.fakeRuns().queue().fill(first, second);
        studio.fakeRuns().become(second, RunState.WAITING, "");
        until(() -> shown(robot, "queueButton"));
        look(robot, "fifth");
        choose(robot, "queueUp");
        assertThat(studio.runs().queue().waiting()).containsExactly(second, first);
        press(robot, "queueButton");
        assertThat(studio.runs().queue().held()).isTrue();
    }

    @Test
    void aFewStepsTellHowLongTheWholeTakes(FxRobot robot) throws Exception {
        until(() -> !find(robot, "measureButton", Button.class).isDisabled());
        assertThat(find(robot, "estimateTime", Label.class).getText()).contains("known after");
        press(robot, "measureButton");
        until(() -> find(robot, "estimateTime", Label.class).getText().contains("17 min for 2,000 steps"));
    }

    @Test
    void aDivergedRunGoesBackAtHalfTheRate(FxRobot robot) throws Exception {
        look(robot, "third");
        until(() -> shown(robot, "bannerSlowerButton"));
        press(robot, "bannerSlowerButton");
        assertThat(studio.fakeRuns().continuations()).containsExactly(Continuation.slower(0.5));
        until(() -> !shown(robot, "runBanner"));
    }

    @Test
    void aRunThatIsTrainedElsewhereIsFollowedReadOnly(FxRobot robot) throws Exception {
        String id =
                studio.fakeRuns().add("dcgan", "far", 120, RunState.ELSEWHERE, "The machine node-17 trains this run.");
        look(robot, "far");
        until(() -> find(robot, "bannerTitle", Label.class).getText().contains("last seen 90 s ago")
                || find(robot, "bannerTitle", Label.class).getText().contains("last seen 9"));
        assertThat(find(robot, "bannerText", Label.class).getText()).contains("node-17");
        assertThat(shown(robot, "bannerResumeButton")).isFalse();
        assertThat(shown(robot, "pauseButton")).isFalse();
        assertThat(shown(robot, "stopButton")).isFalse();
        assertThat(id).isNotEmpty();
    }
}
