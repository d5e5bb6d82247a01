package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The grid, or in its place why there is none: loading, a failure, nothing that passes the filter, no dataset at all. */
final class GridArea extends StackPane {
    private final DatasetsModel model;
    private final PictureGrid grid;
    private final Runnable addFolder;
    private final Consumer<DatasetEntry> remove;
    private final VBox message = new VBox(12);

    GridArea(DatasetsModel model, PictureGrid grid, Runnable addFolder, Consumer<DatasetEntry> remove) {
        this.model = model;
        this.grid = grid;
        this.addFolder = addFolder;
        this.remove = remove;
        message.setAlignment(Pos.CENTER);
        message.setMaxWidth(420);
        message.getStyleClass().add("grid-message");
        getStyleClass().add("grid-area");
        getChildren().addAll(grid, message);
        model.contentsProperty().addListener(o -> update());
        model.tiles().addListener((Observable o) -> update());
        model.datasets().addListener((Observable o) -> update());
        update();
    }

    private void update() {
        Load<DatasetContents> contents = model.contentsProperty().get();
        if (contents instanceof Load.Loading && model.tiles().isEmpty()) {
            say("datasets-loading", new ProgressIndicator(), Words.of("datasets.loading"));
        } else if (contents instanceof Load.Failed<DatasetContents> failed) {
            Button again = Parts.button(
                    "datasets-retry", Words.of("datasets.retry"), "fth-refresh-cw", () -> model.currentProperty()
                            .get()
                            .ifPresent(model::open));
            say("datasets-trouble", new FontIcon("fth-alert-triangle"), failed.message(), withRemoval(again));
        } else if (contents instanceof Load.Nothing) {
            Button add =
                    Parts.button("datasets-empty-add", Words.of("datasets.add.folder"), "fth-folder-plus", addFolder);
            add.getStyleClass().add(Styles.ACCENT);
            say("datasets-empty", new FontIcon("fth-image"), Words.of("datasets.empty"), add);
        } else if (model.tiles().isEmpty()) {
            Button clear = Parts.button(
                    "datasets-filter-clear", Words.of("datasets.filter.clear"), "fth-x", () -> model.filterProperty()
                            .set(PictureFilter.ALL));
            Nodes.help(clear, Words.of("datasets.filter.clear.help"));
            say("datasets-filtered", new FontIcon("fth-search"), Words.of("datasets.filter.none"), clear);
        } else {
            Nodes.show(message, false);
            grid.setVisible(true);
        }
    }

    /** An own dataset that can't be opened may as well leave the list. */
    private Button[] withRemoval(Button again) {
        return model.currentProperty()
                .get()
                .filter(entry -> !entry.starter())
                .map(entry -> new Button[] {
                    again,
                    Parts.button(
                            "datasets-remove",
                            Words.of("datasets.remove.short"),
                            "fth-trash-2",
                            () -> remove.accept(entry))
                })
                .orElse(new Button[] {again});
    }

    private void say(String id, Node sign, String words, Button... actions) {
        sign.getStyleClass().add("message-sign");
        Label text = new Label(words);
        text.setId(id);
        text.setWrapText(true);
        text.getStyleClass().add("message-words");
        message.getChildren().setAll(sign, text);
        HBox row = new HBox(8, actions);
        row.setAlignment(Pos.CENTER);
        message.getChildren().add(row);
        Nodes.show(message, true);
        grid.setVisible(false);
    }
}
