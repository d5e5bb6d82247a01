package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.FakeRuns;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.PictureView;

/** Columns with attention maps come and go with their check. */
@ExtendWith(ApplicationExtension.class)
class SamplesViewTest {
    private static final List<String> NAMES = List.of("real_A", "cam_A2B", "fake_A2B");

    @TempDir
    private static Path directory;

    private static int count;

    private final MemorySettings settings = new MemorySettings();
    private SamplesView view;

    @Start
    void open(Stage stage) throws Exception {
        FakeRuns runs = new FakeRuns(directory.resolve("runs" + count++));
        runs.add("ugatit", "data", 100, RunState.STOPPED, "");
        RunModel model = new RunModel(runs);
        model.refresh();
        model.watch(model.all().get(0));
        PngFiles.write(model.samples().get(model.samples().size() - 1).file(), sheet(), Map.of());
        view = new SamplesView(model, settings);
        view.restart(NAMES, List.of("cam_A2B"));
        stage.setScene(new Scene(view, 600, 400));
        stage.show();
        stage.requestFocus();
    }

    /** Two rows of three pictures of 4×4. */
    private static Pixels sheet() {
        List<Pixels> row = List.of(flat(0xFFFF0000), flat(0xFF00FF00), flat(0xFF0000FF));
        return Montage.grid(
                List.of(row.get(0), row.get(1), row.get(2), row.get(0), row.get(1), row.get(2)),
                3,
                Montage.SHEET_GAP,
                0xFFFFFFFF);
    }

    private static Pixels flat(int argb) {
        int[] all = new int[16];
        java.util.Arrays.fill(all, argb);
        return new Pixels(4, 4, all);
    }

    private static void awaitWidth(FxRobot robot, int width) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> {
            Image image = robot.lookup("#samplePicture")
                    .queryAs(PictureView.class)
                    .imageProperty()
                    .get();
            return image != null && image.getWidth() == width;
        });
    }

    private static String columns(FxRobot robot) {
        return robot.lookup("#sampleColumns").queryAs(Labeled.class).getText();
    }

    @Test
    void attentionIsShownAtFirstAndCanBeLeftOut(FxRobot robot) throws TimeoutException {
        awaitWidth(robot, 16);
        assertThat(columns(robot)).isEqualTo("real_A · cam_A2B · fake_A2B");
        CheckBox check = robot.lookup("#sampleAttention").queryAs(CheckBox.class);
        robot.interact(check::fire);
        awaitWidth(robot, 10);
        assertThat(columns(robot)).isEqualTo("real_A · fake_A2B");
        Image cropped = robot.lookup("#samplePicture")
                .queryAs(PictureView.class)
                .imageProperty()
                .get();
        assertThat(cropped.getPixelReader().getArgb(0, 0)).isEqualTo(0xFFFF0000);
        assertThat(cropped.getPixelReader().getArgb(9, 9)).isEqualTo(0xFF0000FF);
        assertThat(settings.flag("training.samples.attention", true)).isFalse();
    }

    @Test
    void systemsWithoutAttentionHaveNoCheck(FxRobot robot) throws TimeoutException {
        robot.interact(() -> view.restart(List.of("fake"), List.of()));
        awaitWidth(robot, 16);
        assertThat(robot.lookup("#sampleAttention").query().isVisible()).isFalse();
        assertThat(robot.lookup("#sampleColumns").query().isVisible()).isFalse();
    }
}
