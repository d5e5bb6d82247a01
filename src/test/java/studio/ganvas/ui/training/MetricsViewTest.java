package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.CurveChart;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.Settings;

/** Measuring a run in its view. */
@ExtendWith(ApplicationExtension.class)
class MetricsViewTest {
    @TempDir
    private static Path directory;

    private static int count;

    private FakeStudio studio;
    private MetricsModel model;

    @Start
    void open(Stage stage) {
        studio = new FakeStudio(directory.resolve("runs" + count++));
        studio.fakeRuns().add("dcgan", "data", 300, RunState.STOPPED, "");
        model = new MetricsModel(studio, Later::onFx);
        stage.setScene(new Scene(new MetricsView(model, new Host(stage)), 700, 400));
        model.watch(studio.runs().list().get(0));
        stage.show();
        stage.requestFocus();
    }

    private record Host(Window window) implements PaneHost {
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
            throw new UnsupportedOperationException();
        }

        @Override
        public void error(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public Settings settings() {
            return new MemorySettings();
        }

        @Override
        public ReadOnlyBooleanProperty darkProperty() {
            return new SimpleBooleanProperty();
        }
    }

    private void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(() -> {
                    model.refresh();
                    return condition.call();
                })
                .get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static String text(FxRobot robot, String id) {
        return find(robot, id, Labeled.class).getText();
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, Button.class).fire());
    }

    private static int rows(FxRobot robot) {
        return find(robot, "metricRows", TableView.class).getItems().size();
    }

    private static MetricHistory.Row row(long step, double fid) {
        return new MetricHistory.Row(step, Map.of("fid", fid), "features", 100, 100);
    }

    @Test
    void whatIsChosenIsMeasuredAndTheAnswerIsShown(FxRobot robot) throws TimeoutException {
        MenuButton kinds = find(robot, "metricKinds", MenuButton.class);
        robot.interact(() -> kinds.getItems().stream()
                .map(CheckMenuItem.class::cast)
                .filter(item ->
                        item.getId().equals("metricKind-pr") || item.getId().equals("metricKind-neighbours"))
                .forEach(item -> item.setSelected(!item.isSelected())));
        press(robot, "metricCompute");
        until(() -> studio.metrics().requests().size() == 1);
        MetricRequest request = studio.metrics().requests().get(0);
        assertThat(request.kinds()).containsExactly(MetricKind.FID, MetricKind.KID, MetricKind.NEIGHBOURS);
        assertThat(request.subject()).isInstanceOf(MetricRequest.OfRun.class);
        assertThat(((MetricRequest.OfRun) request.subject()).step()).isEqualTo(OptionalLong.empty());
        assertThat(request.features()).isEmpty();
        studio.metrics().finish(Map.of("fid", 12.0), "FID was computed from few pictures.");
        until(() -> text(robot, "metricMessage").equals("FID was computed from few pictures."));
        press(robot, "metricCompute");
        until(() -> studio.metrics().requests().size() == 2);
        studio.metrics().fail(new StudioException("There is no snapshot yet."));
        until(() -> text(robot, "metricMessage").equals("There is no snapshot yet."));
    }

    @Test
    void theBestIsFlaggedAndItIsSaidThatNothingIsBetter(FxRobot robot) throws TimeoutException {
        assertThat(find(robot, "metricBest", Labeled.class).isVisible()).isFalse();
        studio.metrics()
                .history(new MetricHistory(
                        List.of(row(100, 30), row(200, 20), row(300, 25)),
                        Optional.of(new MetricHistory.Best("fid", 200, 20, 1)),
                        Optional.empty()));
        until(() -> text(robot, "metricBest").contains("200"));
        assertThat(text(robot, "metricBest")).contains("FID").contains("No better");
        assertThat(rows(robot)).isEqualTo(3);
        robot.interact(() -> find(robot, "metricCurve", ToggleButton.class).fire());
        CurveChart chart = find(robot, "metricChart", CurveChart.class);
        assertThat(chart.visible()).hasSize(1);
        assertThat(chart.visible().get(0).size()).isEqualTo(3);
        assertThat(find(robot, "metricRows", TableView.class).isVisible()).isFalse();
    }

    @Test
    void aProgramIsLoadedOnlyAfterAQuestion(FxRobot robot) throws TimeoutException {
        robot.interact(() -> model.useFeatures(Path.of("inception.pt")));
        until(() -> find(robot, "metricAgree", Button.class).getParent().isVisible());
        assertThat(text(robot, "metricQuestion")).contains("inception.pt").contains("program");
        press(robot, "metricCompute");
        assertThat(studio.metrics().requests()).isEmpty();
        assertThat(text(robot, "metricMessage")).isNotEmpty();
        press(robot, "metricAgree");
        until(() -> studio.metrics().trusted()
                && !find(robot, "metricAgree", Button.class).getParent().isVisible());
        press(robot, "metricCompute");
        until(() -> studio.metrics().requests().size() == 1);
        assertThat(studio.metrics().requests().get(0).features()).contains(Path.of("inception.pt"));
    }
}
