package studio.ganvas.ui.stylize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.stage.Stage;
import javafx.util.Duration;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.shell.StudioWindow;

/**
 * Takes a picture of the pane with the real engine. Arguments: {@code dark|light} width height, the PNG to write, then files
 * to drop: a model, a photo.
 */
public final class StylizePreview {
    private StylizePreview() {}

    public static void main(String[] arguments) {
        Application.launch(App.class, arguments);
    }

    /** The window of the preview. */
    public static final class App extends Application {
        private static final double SECONDS_A_DROP = 8;

        @Override
        public void start(Stage stage) throws IOException {
            List<String> wanted = getParameters().getRaw();
            Path home = Files.createTempDirectory("stylize-preview");
            LocalStudio studio = new LocalStudio(new Places(home, home.resolve("runs"), Path.of("assets")));
            MemorySettings settings = new MemorySettings();
            settings.put("shell.theme", wanted.get(0));
            settings.put("shell.pane", "stylize");
            settings.put("shell.window.width", wanted.get(1));
            settings.put("shell.window.height", wanted.get(2));
            StylizePane[] pane = new StylizePane[1];
            StudioWindow window = new StudioWindow(stage, studio, settings, host -> {
                pane[0] = new StylizePane(studio, host);
                return List.of(pane[0]);
            });
            window.open();
            double when = 2;
            for (String file : wanted.subList(4, wanted.size())) {
                after(when, () -> pane[0].drop(Path.of(file)));
                when += SECONDS_A_DROP;
            }
            after(when, () -> {
                try {
                    PngFiles.write(
                            Path.of(wanted.get(3)),
                            PixelImages.pixels(stage.getScene().snapshot(null)),
                            Map.of());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                window.close();
                studio.close();
                javafx.application.Platform.exit();
            });
        }

        private static void after(double seconds, Runnable action) {
            PauseTransition wait = new PauseTransition(Duration.seconds(seconds));
            wait.setOnFinished(event -> action.run());
            wait.play();
        }
    }
}
