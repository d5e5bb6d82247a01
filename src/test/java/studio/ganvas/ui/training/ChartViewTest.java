package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.FakeRuns;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.CurveChart;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.Settings;

/** The chart with its legend and its exports. */
@ExtendWith(ApplicationExtension.class)
class ChartViewTest {
    @TempDir
    private static Path directory;

    private final Settings settings = new MemorySettings();
    private ChartView view;

    @Start
    void open(Stage stage) {
        FakeRuns runs = new FakeRuns(directory);
        runs.add("dcgan", "data", 300, RunState.STOPPED, "");
        RunModel model = new RunModel(runs);
        model.refresh();
        view = new ChartView(model, new Host(settings, stage));
        view.system("dcgan", List.of("G_loss", "D_loss", "D_real"));
        model.watch(model.all().get(0));
        view.update();
        stage.setScene(new Scene(view, 800, 500));
        stage.show();
        stage.requestFocus();
    }

    private record Host(Settings settings, Window window) implements PaneHost {
        @Override
        public void show(String paneId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void openTraining(String datasetId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void notify(Notice notice) {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.SUCCESS);
        }

        @Override
        public void error(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public ReadOnlyBooleanProperty darkProperty() {
            return new SimpleBooleanProperty(true);
        }
    }

    @Test
    void onlyLossesAreShownAtFirstAndTheLegendShowsTheRest(FxRobot robot) {
        CurveChart chart = robot.lookup("#lossChart").queryAs(CurveChart.class);
        assertThat(chart.visible()).extracting("name").containsExactly("G_loss", "D_loss");
        robot.interact(
                () -> robot.lookup("#series-D_real").queryAs(ToggleButton.class).fire());
        assertThat(chart.visible()).extracting("name").containsExactly("G_loss", "D_loss", "D_real");
        robot.interact(
                () -> robot.lookup("#series-G_loss").queryAs(ToggleButton.class).fire());
        assertThat(chart.isHidden("G_loss")).isTrue();
    }

    @Test
    void theChosenSeriesAreRememberedForEachSystem(FxRobot robot) {
        CurveChart chart = robot.lookup("#lossChart").queryAs(CurveChart.class);
        robot.interact(
                () -> robot.lookup("#series-D_real").queryAs(ToggleButton.class).fire());
        robot.interact(() -> view.system("gan", List.of("G_loss", "D_loss", "D_real")));
        assertThat(chart.isHidden("D_real")).isTrue();
        robot.interact(() -> view.system("dcgan", List.of("G_loss", "D_loss", "D_real")));
        assertThat(chart.isHidden("D_real")).isFalse();
    }

    @Test
    void wheelZoomsDoubleClickShowsAllAgain(FxRobot robot) {
        CurveChart chart = robot.lookup("#lossChart").queryAs(CurveChart.class);
        robot.moveTo(chart).scroll(3, javafx.geometry.VerticalDirection.UP);
        assertThat(chart.zoomed()).isTrue();
        // by node: on a busy machine two clicks of the robot may be too far apart for a double one
        robot.interact(() -> Event.fireEvent(
                chart,
                new MouseEvent(
                        MouseEvent.MOUSE_CLICKED,
                        99,
                        99,
                        99,
                        99,
                        MouseButton.PRIMARY,
                        2,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null)));
        assertThat(chart.zoomed()).isFalse();
        robot.interact(chart::requestFocus);
        robot.push(KeyCode.PLUS);
        assertThat(chart.zoomed()).isTrue();
        robot.push(KeyCode.HOME);
        assertThat(chart.zoomed()).isFalse();
    }

    @Test
    void logScaleIsRemembered(FxRobot robot) {
        robot.interact(() -> robot.lookup("#logScale").queryAs(CheckBox.class).fire());
        assertThat(robot.lookup("#lossChart")
                        .queryAs(CurveChart.class)
                        .logProperty()
                        .get())
                .isTrue();
        assertThat(settings.flag("training.log", false)).isTrue();
    }

    @Test
    void thePictureHasTheSizeTwiceAndTheTableAllRows(FxRobot robot) throws Exception {
        Path png = directory.resolve("chart.png");
        Path csv = directory.resolve("chart.csv");
        CurveChart chart = robot.lookup("#lossChart").queryAs(CurveChart.class);
        WaitForAsyncUtils.waitForFxEvents();
        double width = WaitForAsyncUtils.asyncFx(() -> {
                    view.exportPng(png).get(30, TimeUnit.SECONDS);
                    return chart.getWidth();
                })
                .get();
        WaitForAsyncUtils.asyncFx(() -> view.exportCsv(csv)).get().get(30, TimeUnit.SECONDS);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo((int) Math.round(2 * width));
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(301);
        assertThat(lines.get(0)).isEqualTo("run,step,G_loss,D_loss");
    }

    @Test
    void theSmoothingSliderIsFineNearOne() {
        assertThat(ChartView.toBeta(0)).isZero();
        assertThat(ChartView.toBeta(0.5)).isCloseTo(0.9, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(ChartView.toSlider(ChartView.toBeta(0.7)))
                .isCloseTo(0.7, org.assertj.core.api.Assertions.within(1e-9));
    }
}
