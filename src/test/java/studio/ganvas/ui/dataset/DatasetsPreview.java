package studio.ganvas.ui.dataset;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Opens the pane alone with drawn pictures, to look at it. Arguments: {@code light|dark} width height and a scene:
 * {@code clothes}, {@code pairs}, {@code big}, {@code empty}, {@code missing}, {@code trouble} or {@code names}.
 */
public final class DatasetsPreview {
    private DatasetsPreview() {}

    public static void main(String[] arguments) {
        Application.launch(App.class, arguments);
    }

    /** The window of the preview. */
    public static final class App extends Application {
        @Override
        public void start(Stage stage) {
            List<String> wanted = getParameters().getRaw();
            boolean light = wanted.contains("light");
            setUserAgentStylesheet((light ? new PrimerLight() : new PrimerDark()).getUserAgentStylesheet());
            String scene = wanted.get(3);
            FakeDatasets library = new FakeDatasets(60);
            if (!scene.equals("empty")) {
                library.withClothes(600)
                        .withPairs(513)
                        .withPlain("big", "Hundred thousand", 100_000)
                        .withMissing("missing", "Old disk");
            }
            if (scene.equals("names")) {
                library.withPlain(
                        "names", "A dataset whose name is much longer than any column in any window can be", 30);
            }
            FakeWindow window = new FakeWindow();
            window.remembered.put("datasets.current", scene);
            window.remembered.put("datasets.pairs", "true");
            DatasetsPane pane = new DatasetsPane(FakeWindow.studio(library), window);
            stage.setScene(new Scene(
                    (javafx.scene.Parent) pane.view(),
                    Double.parseDouble(wanted.get(1)),
                    Double.parseDouble(wanted.get(2))));
            stage.show();
            stage.requestFocus();
            if (scene.equals("trouble")) {
                pane.drop(Path.of("/home/somebody/a-long-way/down/pictures-that-are-empty"));
            }
        }
    }
}
