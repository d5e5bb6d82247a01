package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
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
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.train.TinyData;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;

/** The doctor with the real engine: findings, fixes, undo, a clean dataset, a copy of it, and on to training. */
@ExtendWith(ApplicationExtension.class)
class DoctorWayTest {
    @TempDir
    private static Path temp;

    private LocalStudio studio;
    private StudioWindow window;
    private List<StudioPane> panes;

    @Start
    void open(Stage stage) {
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        window = new StudioWindow(stage, studio, new MemorySettings(), host -> panes = Wiring.panes(studio, host));
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

    private static void press(FxRobot robot, String id) throws TimeoutException {
        until(() -> !find(robot, id, ButtonBase.class).isDisabled());
        robot.interact(() -> find(robot, id, ButtonBase.class).fire());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private static long fixes(FxRobot robot) {
        return robot.lookup(".doctor-fix").queryAll().stream()
                .filter(node -> node.getScene() != null && node.getParent().getParent() != null)
                .count();
    }

    @Test
    void findingsAreFixedTakenBackFixedAgainAndTheDatasetIsTrainedOn(FxRobot robot) throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("own pictures"), 16);
        Path first;
        try (var files = Files.walk(pictures)) {
            first = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        Files.copy(first, first.resolveSibling("zz-copy.png"));
        Files.write(first.resolveSibling("broken.png"), new byte[] {1, 2, 3});

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        robot.interact(() -> panes.get(1).drop(pictures));
        until(() -> text(robot, "datasets-name").equals("own pictures"));
        until(() -> text(robot, "datasets-doctor").equals("2 findings"));
        press(robot, "datasets-doctor");
        until(() -> fixes(robot) == 2);
        ListView<?> list = find(robot, "doctor-list", ListView.class);
        assertThat(list.getItems()).hasSize(4);
        until(() -> robot.from(list).lookup(".thumbnail .image-view").queryAllAs(ImageView.class).stream()
                .anyMatch(view -> view.getImage() != null));

        press(robot, "doctor-safe");
        until(() -> text(robot, "datasets-doctor").equals("All is well"));
        until(() -> text(robot, "datasets-count").contains("16"));
        assertThat(robot.lookup("#doctor-well").tryQuery()).isPresent();
        press(robot, "doctor-undo");
        until(() -> text(robot, "datasets-doctor").equals("2 findings"));
        until(() -> fixes(robot) == 2);
        robot.interact(
                () -> robot.lookup(".doctor-fix").<SplitMenuButton>query().fire());
        until(() -> text(robot, "datasets-doctor").equals("1 finding"));
        press(robot, "doctor-safe");
        until(() -> text(robot, "datasets-doctor").equals("All is well"));

        Path copy = temp.resolve("clean copy");
        press(robot, "doctor-copy");
        robot.interact(() -> find(robot, "tool-out", TextField.class).setText(copy.toString()));
        press(robot, "tool-make");
        until(() -> text(robot, "tool-state").contains("16 written"));
        try (Dataset made = Datasets.open(copy)) {
            assertThat(made.items()).hasSize(16);
        }
        press(robot, "tool-make");
        until(() -> text(robot, "tool-state").contains("nothing is overwritten"));
        press(robot, "tool-close");
        press(robot, "doctor-close");
        assertThat(find(robot, "datasets-tools", MenuButton.class).getItems()).hasSize(7);

        press(robot, "datasets-train");
        until(() -> robot.lookup("#startButton").tryQuery().isPresent());
        until(() -> !find(robot, "startButton", ButtonBase.class).isDisabled());
    }
}
