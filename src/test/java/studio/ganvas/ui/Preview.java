package studio.ganvas.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import studio.ganvas.app.GanvasApp;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.dataset.DatasetsPane;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.training.TrainingPane;

/**
 * Opens the window with made-up data, to look at it. Words as arguments set the scene: {@code history} (some ended
 * runs), {@code empty} (no datasets).
 */
public final class Preview {
    private Preview() {}

    /** Shows the window until it is closed. */
    public static void main(String... arguments) throws IOException {
        List<String> scene = Arrays.asList(arguments);
        FakeStudio studio = new FakeStudio(Files.createTempDirectory("preview-runs"));
        if (scene.contains("empty")) {
            studio.fakeDatasets().clear();
        }
        if (scene.contains("history")) {
            studio.fakeRuns().add("dcgan", "fluent3d-64", 1400, RunState.STOPPED, "Stopped by you");
            studio.fakeRuns().add("dcgan", "fluent3d-64", 700, RunState.DIVERGED, "D_loss became NaN after step 701.");
            studio.fakeRuns()
                    .add(
                            "dcgan",
                            "a-dataset-with-a-name-that-takes-far-too-much-room-64",
                            900,
                            RunState.INTERRUPTED,
                            "");
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleAtFixedRate(() -> studio.fakeRuns().advance(1), 100, 30, TimeUnit.MILLISECONDS);
        Platform.startup(() -> open(studio));
    }

    private static void open(Studio studio) {
        GanvasApp app = new GanvasApp(() -> studio, Preview::panes);
        Stage stage = new Stage();
        app.start(stage);
        stage.setOnHidden(event -> app.stop());
    }

    private static List<StudioPane> panes(Studio studio, PaneHost host) {
        return List.of(new DatasetsPane(studio, host), new TrainingPane(studio, host));
    }
}
