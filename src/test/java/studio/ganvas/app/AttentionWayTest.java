package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.TinyData;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.PictureView;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;
import studio.ganvas.ui.stylize.StylizePane;

/**
 * The student's way with the real engine: train a tiny U-GAT-IT, see attention in its samples, stop, translate a photo, see
 * where networks look, try another ρ, and restore it all from a saved picture.
 */
@ExtendWith(ApplicationExtension.class)
class AttentionWayTest {
    @TempDir
    private static Path temp;

    private final MemorySettings settings = new MemorySettings();
    private LocalStudio studio;
    private StudioWindow window;
    private List<StudioPane> panes;

    @Start
    void open(Stage stage) {
        settings.put("training.system", "ugatit");
        settings.put("stylize.fold.attention", true);
        settings.put("stylize.fold.rho", true);
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
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
                90, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, ButtonBase.class).fire());
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

    private StudioPane pane(String id) {
        return panes.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private void train(FxRobot robot) throws Exception {
        Path pictures = TinyData.pairs(temp.resolve("two kinds"), 4);
        robot.interact(() -> {
            window.show("datasets");
            pane("datasets").drop(pictures);
        });
        until(() -> text(robot, "datasets-name").equals("two kinds"));
        press(robot, "datasets-train");
        until(() -> robot.lookup("#startButton").tryQuery().isPresent());
        Map.of("imageSize", 32, "loadBorder", 2, "ch", 4, "nRes", 1, "picturesEvery", 2, "samples", 2)
                .forEach((key, value) -> robot.interact(
                        () -> find(robot, "option-" + key, TextField.class).setText(String.valueOf(value))));
        until(() -> !find(robot, "startButton", Button.class).isDisabled());
        press(robot, "startButton");
        until(() -> robot.lookup("#runView").tryQuery().isPresent()
                && text(robot, "runState").equals("running"));
        until(() -> step(robot) >= 10 && sample(robot) != null);
    }

    private static Image sample(FxRobot robot) {
        return find(robot, "samplePicture", PictureView.class).imageProperty().get();
    }

    @SuppressWarnings("unchecked")
    private static <T> T node(FxRobot robot, String id) {
        return (T) robot.lookup("#" + id).query();
    }

    @Test
    void attentionAndRhoAreSeenChangedSavedAndRestored(FxRobot robot) throws Exception {
        train(robot);
        assertThat(text(robot, "sampleColumns")).startsWith("real_A · cam_A2A");
        double all = sample(robot).getWidth();
        press(robot, "sampleAttention");
        until(() -> sample(robot).getWidth() < all);
        press(robot, "stopButton");
        until(() -> text(robot, "runState").equals("stopped"));

        Path photo = temp.resolve("photo.png");
        int[] argb = new int[48 * 40];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | i * 40503;
        }
        PngFiles.write(photo, new Pixels(48, 40, argb), Map.of());
        robot.interact(() -> window.show("stylize"));
        ComboBox<ModelEntry> models = node(robot, "stylize-model");
        until(() -> models.getItems().stream().anyMatch(ModelEntry::ownRun));
        robot.interact(() -> models.setValue(models.getItems().stream()
                .filter(ModelEntry::ownRun)
                .findFirst()
                .orElseThrow()));
        robot.interact(() -> pane("stylize").drop(photo));
        until(() -> text(robot, "stylize-result").startsWith("48×40"));
        press(robot, "attention-show");
        until(() -> text(robot, "attention-gap").contains("%"));
        ComboBox<Looker> whose = node(robot, "attention-whose");
        robot.interact(() -> whose.setValue(whose.getItems().get(5)));
        until(() -> !text(robot, "attention-answer").isEmpty());
        assertThat(whose.getValue().network()).isEqualTo("disLB");

        ListView<?> layers = node(robot, "rho-layers");
        until(() -> layers.getItems().size() == 4);
        Slider rho = node(robot, "rho-slider");
        robot.interact(() -> rho.setValue(0));
        until(() -> robot.lookup(".history-moment").queryAll().size() == 2);
        Path saved = temp.resolve("saved.png");
        robot.interact(() -> ((StylizePane) pane("stylize")).save(saved));
        until(() -> Files.isRegularFile(saved));
        assertThat(PngFiles.readText(saved).get(StylizeSettings.KEYWORD))
                .contains("\"rho\":[{\"from\":0,\"to\":4,\"value\":0.0}]", "\"network\":\"disLB\"");

        press(robot, "rho-reset");
        press(robot, "attention-show");
        until(() -> text(robot, "rho-value").startsWith("learnt"));
        robot.interact(() -> pane("stylize").drop(saved));
        until(() -> text(robot, "rho-value").equals("tried 0.00"));
        until(() -> !text(robot, "attention-answer").isEmpty());
        assertThat(whose.getValue().network()).isEqualTo("disLB");
    }
}
