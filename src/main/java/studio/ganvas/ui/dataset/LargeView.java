package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The selected picture (or pair) over the whole pane. Arrow keys go on, Esc closes. */
final class LargeView extends BorderPane {
    private final DatasetsModel model;
    private final DatasetLibrary library;
    private final Runnable closed;
    private final PictureSlot first = new PictureSlot();
    private final PictureSlot second = new PictureSlot();
    private final Label name = Parts.elided("", Styles.TEXT_BOLD);
    private final Label position = new Label();
    private final ToggleButton seen = new ToggleButton(Words.of("datasets.preview.title"), new FontIcon("fth-eye"));

    /** @param closed told when the view goes away, to give the focus back */
    LargeView(DatasetsModel model, DatasetLibrary library, Runnable closed) {
        this.model = model;
        this.library = library;
        this.closed = closed;
        setId("datasets-large");
        getStyleClass().add("large-view");
        first.setId("datasets-large-picture");
        second.setId("datasets-large-picture-b");
        HBox.setHgrow(first, Priority.ALWAYS);
        HBox.setHgrow(second, Priority.ALWAYS);
        for (PictureSlot slot : List.of(first, second)) {
            slot.setPrefSize(0, 0);
            slot.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        }
        setCenter(new HBox(8, first, second));
        setTop(head());
        BorderPane.setAlignment(getCenter(), Pos.CENTER);
        setFocusTraversable(true);
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        seen.setId("datasets-large-seen");
        seen.selectedProperty().addListener(o -> update());
        model.selectedProperty().addListener(o -> update());
        model.previewSizeProperty().addListener(o -> update());
        model.previewGreyProperty().addListener(o -> update());
        Nodes.show(this, false);
    }

    /** @param asSeen begins with what a network gets instead of the picture as it is */
    void open(boolean asSeen) {
        if (model.selectedProperty().get().isPresent()) {
            seen.setSelected(asSeen);
            Nodes.show(this, true);
            update();
            requestFocus();
        }
    }

    void close() {
        if (isVisible()) {
            Nodes.show(this, false);
            first.clear();
            second.clear();
            closed.run();
        }
    }

    private HBox head() {
        position.getStyleClass().add(Styles.TEXT_MUTED);
        position.setMinWidth(Region.USE_PREF_SIZE);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        seen.setMinWidth(Region.USE_PREF_SIZE);
        seen.setTooltip(new Tooltip(Words.of("datasets.preview.help")));
        HBox head = new HBox(
                8,
                Parts.iconButton(
                        "datasets-large-previous",
                        Words.of("datasets.large.previous"),
                        "fth-chevron-left",
                        () -> step(-1)),
                Parts.iconButton(
                        "datasets-large-next", Words.of("datasets.large.next"), "fth-chevron-right", () -> step(1)),
                position,
                name,
                seen,
                Parts.iconButton("datasets-large-close", Words.of("datasets.large.close"), "fth-x", this::close));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("large-head");
        return head;
    }

    private void keyPressed(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case LEFT, UP -> step(-1);
            case RIGHT, DOWN -> step(1);
            case HOME -> model.select(0);
            case END -> model.select(model.tiles().size() - 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void step(int by) {
        model.select(model.selectedIndexProperty().get() + by);
    }

    private void update() {
        Optional<Tile> tile = model.selectedProperty().get();
        if (!isVisible()) {
            return;
        }
        if (tile.isEmpty()) {
            close();
            return;
        }
        List<PictureEntry> pictures = tile.get().pictures();
        name.setText(
                String.join("  |  ", pictures.stream().map(PictureEntry::name).toList()));
        position.setText(Words.of(
                "datasets.large.position",
                model.selectedIndexProperty().get() + 1,
                model.tiles().size()));
        show(first, Optional.of(pictures.get(0)));
        show(second, pictures.stream().skip(1).findFirst());
    }

    private void show(PictureSlot slot, Optional<PictureEntry> picture) {
        Nodes.show(slot, picture.isPresent());
        Optional<String> dataset = model.currentProperty().get().map(entry -> entry.id());
        if (picture.isEmpty() || dataset.isEmpty()) {
            slot.clear();
            return;
        }
        int index = picture.get().index();
        int size = model.previewSizeProperty().get();
        boolean grey = model.previewGreyProperty().get();
        slot.show(
                () -> seen.isSelected()
                        ? library.asNetworkSees(dataset.get(), index, size, grey)
                        : library.picture(dataset.get(), index),
                picture.get().name());
    }
}
