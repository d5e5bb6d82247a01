package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.stage.Window;
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
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.TinyData;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.Settings;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;

/** The researcher's way with the real engine: doctor, fix, train twice with measuring, compare, report. */
@ExtendWith(ApplicationExtension.class)
class LabWayTest {
    @TempDir
    private static Path temp;

    private LocalStudio studio;
    private StudioWindow window;
    private List<StudioPane> panes;
    private PaneHost shell;
    private Path report = temp.resolve("comparison.html");

    /** The window, but for the system's file chooser: that one would wait for a person. */
    private final class Answering implements PaneHost {
        private final PaneHost host;

        Answering(PaneHost host) {
            this.host = host;
            shell = host;
        }

        @Override
        public Optional<Path> askWhereToSave(String title, String suggestion, FileChooser.ExtensionFilter filter) {
            assertThat(suggestion).endsWith(".html");
            return Optional.of(report);
        }

        @Override
        public void show(String paneId) {
            host.show(paneId);
        }

        @Override
        public void openTraining(String datasetId) {
            host.openTraining(datasetId);
        }

        @Override
        public void notify(Notice notice) {
            host.notify(notice);
        }

        @Override
        public void error(Throwable failure) {
            host.error(failure);
        }

        @Override
        public Settings settings() {
            return host.settings();
        }

        @Override
        public Window window() {
            return host.window();
        }

        @Override
        public ReadOnlyBooleanProperty darkProperty() {
            return host.darkProperty();
        }
    }

    @Start
    void open(Stage stage) {
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        window = new StudioWindow(
                stage, studio, new MemorySettings(), host -> panes = Wiring.panes(studio, new Answering(host)));
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

    private static void press(FxRobot robot, String id) throws TimeoutException {
        until(() -> robot.lookup("#" + id).tryQuery().isPresent()
                && !find(robot, id, ButtonBase.class).isDisabled());
        robot.interact(() -> find(robot, id, ButtonBase.class).fire());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private static void option(FxRobot robot, String key, int value) {
        robot.interact(() -> find(robot, "option-" + key, TextField.class).setText(String.valueOf(value)));
    }

    /** Trains to the end, and until the last snapshot is measured. */
    private RunEntry train(FxRobot robot, int number) throws Exception {
        press(robot, "startButton");
        until(() -> studio.runs().list().size() == number
                && studio.runs().list().stream().allMatch(run -> run.state() == RunState.FINISHED));
        RunEntry run = studio.runs().list().stream()
                .filter(each -> each.id().startsWith("0000" + (number - 1)))
                .findFirst()
                .orElseThrow();
        until(() -> !studio.metrics().busy(run.directory()));
        return run;
    }

    @Test
    void fromASickDatasetToAReport(FxRobot robot) throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("own pictures"), 16);
        Files.copy(pictures.resolve("round/0.png"), pictures.resolve("round/zz-copy.png"));
        Files.write(pictures.resolve("square/broken.png"), new byte[] {1, 2, 3});
        StudioPane datasets = panes.stream()
                .filter(pane -> pane.id().equals("datasets"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> {
            shell.show("datasets");
            datasets.drop(pictures);
        });
        until(() -> text(robot, "datasets-doctor").equals("2 findings"));
        press(robot, "datasets-doctor");
        press(robot, "doctor-safe");
        until(() -> text(robot, "datasets-doctor").equals("All is well"));
        press(robot, "doctor-close");

        press(robot, "datasets-train");
        until(() -> robot.lookup("#startButton").tryQuery().isPresent());
        for (String key : List.of("ngf", "ndf", "batchSize")) {
            option(robot, key, 4);
        }
        option(robot, "steps", 6);
        option(robot, "picturesEvery", 2);
        option(robot, "snapshotEvery", 3);
        option(robot, "metricEvery", 1);
        option(robot, "metricPictures", 16);
        RunEntry first = train(robot, 1);
        option(robot, "seed", 7);
        RunEntry second = train(robot, 2);

        TableView<?> table = find(robot, "runsTable", TableView.class);
        until(() -> table.getItems().size() == 2);
        robot.interact(() -> table.getSelectionModel().select(0));
        until(() -> robot.lookup("#compare-" + first.id()).tryQuery().isPresent());
        robot.interact(
                () -> find(robot, "compare-" + first.id(), CheckBox.class).fire());
        press(robot, "compareButton");
        until(() -> robot.lookup("#compareTable .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("Seed")));
        press(robot, "compareReport");
        until(() -> Files.exists(report));
        String both = page();
        assertThat(both.contains("<td>7</td>")).as("the other seed").isTrue();
        assertThat(both.contains(first.id()) && both.contains(second.id())).isTrue();

        report = temp.resolve("one.html");
        press(robot, "compareBack");
        press(robot, "reportButton");
        until(() -> Files.exists(report));
        String one = page();
        for (String wanted :
                List.of(second.id(), "ngf", "G_loss", "fid", "after step 6", System.getProperty("java.version"))) {
            assertThat(one.contains(wanted)).as(wanted).isTrue();
        }
        assertThat(Files.readString(second.directory().resolve("metric-fid.jsonl"))
                        .lines())
                .isNotEmpty();
    }

    /** The report, which must need nothing else and hold pictures and curves. */
    private String page() throws Exception {
        String page = Files.readString(report);
        // never the page itself in a failure: it holds pictures
        assertThat(page.startsWith("<!DOCTYPE html>") && page.contains("</html>") && page.contains("<svg"))
                .isTrue();
        assertThat(Pattern.compile("src=\"data:image/(png|jpeg);base64,")
                        .matcher(page)
                        .find())
                .as("sample sheets")
                .isTrue();
        assertThat(page.contains("http://") || page.contains("<script") || page.contains("url("))
                .isFalse();
        assertThat(Pattern.compile("(src|href)=\"(?!data:)").matcher(page).find())
                .as("nothing from outside")
                .isFalse();
        return page;
    }
}
