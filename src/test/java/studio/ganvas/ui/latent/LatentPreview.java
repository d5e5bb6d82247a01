package studio.ganvas.ui.latent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.util.Duration;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.shell.StudioWindow;

/**
 * Takes pictures of the pane with the real engine. Arguments: {@code dark|light} width height, then what to do: {@code
 * drop:FILE}, {@code fire:ID} (a button), {@code slide:ID=VALUE}, {@code type:ID=TEXT}, {@code scroll:0..1} (the side),
 * {@code wait:SECONDS}, {@code shot:FILE}.
 */
public final class LatentPreview {
    private LatentPreview() {}

    public static void main(String[] arguments) {
        Application.launch(App.class, arguments);
    }

    /** The window of the preview. */
    public static final class App extends Application {
        private final Deque<String> steps = new ArrayDeque<>();
        private Stage stage;
        private LatentPane pane;
        private Runnable end = () -> {};

        @Override
        public void start(Stage window) throws IOException {
            stage = window;
            List<String> wanted = getParameters().getRaw();
            Path home = Files.createTempDirectory("latent-preview");
            LocalStudio studio = new LocalStudio(new Places(home, home.resolve("runs"), Path.of("assets")));
            MemorySettings settings = new MemorySettings();
            settings.put("shell.theme", wanted.get(0));
            settings.put("shell.pane", "latent");
            settings.put("shell.window.width", wanted.get(1));
            settings.put("shell.window.height", wanted.get(2));
            StudioWindow shell = new StudioWindow(stage, studio, settings, host -> {
                pane = new LatentPane(studio, host);
                return List.of(pane);
            });
            shell.open();
            end = () -> {
                shell.close();
                studio.close();
                javafx.application.Platform.exit();
            };
            steps.addAll(wanted.subList(3, wanted.size()));
            after(1.5);
        }

        private void after(double seconds) {
            PauseTransition wait = new PauseTransition(Duration.seconds(seconds));
            wait.setOnFinished(event -> next());
            wait.play();
        }

        private void next() {
            if (steps.isEmpty()) {
                end.run();
                return;
            }
            String step = steps.poll();
            String what = step.substring(step.indexOf(':') + 1);
            String[] pair = what.split("=", 2);
            double pause = 0.3;
            switch (step.substring(0, step.indexOf(':'))) {
                case "drop" -> pane.drop(Path.of(what));
                case "fire" -> ((ButtonBase) node(what)).fire();
                case "slide" -> ((Slider) node(pair[0])).setValue(Double.parseDouble(pair[1]));
                case "type" -> {
                    TextField field = (TextField) node(pair[0]);
                    field.setText(pair[1]);
                    field.fireEvent(new javafx.event.ActionEvent());
                }
                case "scroll" ->
                    ((ScrollPane) stage.getScene().lookup(".latent-scroll")).setVvalue(Double.parseDouble(what));
                case "wait" -> pause = Double.parseDouble(what);
                case "shot" -> shot(Path.of(what));
                default -> throw new IllegalArgumentException(step);
            }
            after(pause);
        }

        private Node node(String id) {
            return stage.getScene().lookup("#" + id);
        }

        private void shot(Path file) {
            try {
                PngFiles.write(file, PixelImages.pixels(stage.getScene().snapshot(null)), Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
