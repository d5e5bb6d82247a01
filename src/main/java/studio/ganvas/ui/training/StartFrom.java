package studio.ganvas.ui.training;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Chooses what the networks begin with: nothing, a run of the same system, or a file. */
final class StartFrom extends VBox {
    private static final int MOST_RUNS = 12;

    private final SetupModel model;
    private final MenuButton menu = new MenuButton();

    StartFrom(SetupModel model) {
        super(4);
        this.model = model;
        menu.setId("startFromMenu");
        menu.setMaxWidth(Double.MAX_VALUE);
        menu.setAccessibleText(Words.of("training.from"));
        Nodes.help(menu, Words.of("training.from.help"));
        menu.setOnShowing(event -> menu.getItems().setAll(items()));
        // shown before the first opening as well, so that the key for menus has something to open
        menu.getItems().setAll(items());
        Label label = Nodes.words("training.from", "text-bold");
        label.setLabelFor(menu);
        getChildren().addAll(label, menu);
        model.fromProperty().subscribe(this::show);
    }

    private void show(Optional<Path> from) {
        menu.setText(
                from.map(path -> path.getFileName().toString()).orElseGet(() -> Words.of("training.from.nothing")));
        Nodes.help(menu, from.map(Path::toString).orElseGet(() -> Words.of("training.from.help")));
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        items.add(item("startFromNothing", Words.of("training.from.nothing"), () -> model.fromProperty()
                .set(Optional.empty())));
        List<RunEntry> runs = model.starts();
        if (!runs.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        runs.stream()
                .limit(MOST_RUNS)
                .forEach(run -> items.add(item("startFrom-" + run.id(), run.id(), () -> model.fromProperty()
                        .set(Optional.of(run.directory())))));
        items.add(new SeparatorMenuItem());
        items.add(item("startFromFile", Words.of("training.from.file"), this::chooseFile));
        return items;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("training.from.file"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        Words.of("training.from.files"), "*.safetensors", "*.pkl", "*.pt", "*.pth", "*.model"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.fromProperty().set(Optional.of(file.toPath()));
        }
    }
}
