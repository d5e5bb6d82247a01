package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The selected picture, and next to it exactly what a network gets of it. For a pair one row each for A and B. */
final class NetworkPreview extends VBox {
    /** Sizes on offer; all of them occur as training resolutions. */
    static final List<Integer> SIZES = List.of(32, 64, 128, 256);

    private static final double EDGE = 124;

    private final DatasetsModel model;
    private final DatasetLibrary library;
    private final Row first = new Row("");
    private final Row second = new Row("-b");

    NetworkPreview(DatasetsModel model, DatasetLibrary library) {
        super(8);
        this.model = model;
        this.library = library;
        Label title = new Label(Words.of("datasets.preview.title"));
        title.getStyleClass().addAll(Styles.TEXT_BOLD, "section-title");
        title.setTooltip(new Tooltip(Words.of("datasets.preview.help")));
        GridPane pictures = new GridPane(8, 4);
        pictures.addRow(0, first.original, first.seen);
        pictures.addRow(1, first.originalCaption, first.seenCaption);
        pictures.addRow(2, second.original, second.seen);
        pictures.addRow(3, second.originalCaption, second.seenCaption);
        getChildren().addAll(title, pictures, controls());
        model.selectedProperty().addListener(o -> update());
        model.previewSizeProperty().addListener(o -> update());
        model.previewGreyProperty().addListener(o -> update());
        update();
    }

    private void update() {
        List<PictureEntry> pictures =
                model.selectedProperty().get().map(Tile::pictures).orElse(List.of());
        first.show(pictures.stream().findFirst());
        second.show(pictures.stream().skip(1).findFirst());
    }

    private Node controls() {
        ToggleGroup sizes = new ToggleGroup();
        HBox sizeBar = new HBox();
        for (int size : SIZES) {
            ToggleButton button = segment(Integer.toString(size), SIZES.indexOf(size), SIZES.size(), sizes);
            button.setId("datasets-preview-size-" + size);
            button.setAccessibleText(Words.of("datasets.preview.size", size));
            Nodes.help(button, Words.of("datasets.preview.size", size));
            button.setSelected(model.previewSizeProperty().get() == size);
            button.setOnAction(e -> model.previewSizeProperty().set(size));
            sizeBar.getChildren().add(button);
        }
        ToggleGroup channels = new ToggleGroup();
        ToggleButton colour = segment(Words.of("datasets.preview.rgb"), 0, 2, channels);
        ToggleButton grey = segment(Words.of("datasets.preview.grey"), 1, 2, channels);
        Nodes.help(colour, Words.of("datasets.preview.rgb.help"));
        Nodes.help(grey, Words.of("datasets.preview.grey.help"));
        colour.setId("datasets-preview-rgb");
        grey.setId("datasets-preview-grey");
        (model.previewGreyProperty().get() ? grey : colour).setSelected(true);
        colour.setOnAction(e -> model.previewGreyProperty().set(false));
        grey.setOnAction(e -> model.previewGreyProperty().set(true));
        HBox bar = new HBox(8, sizeBar, new HBox(colour, grey));
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    /** One of a row of joined buttons; a click on the chosen one leaves it chosen. */
    private static ToggleButton segment(String text, int position, int count, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.getStyleClass()
                .addAll(
                        Styles.SMALL,
                        "segment",
                        position == 0
                                ? Styles.LEFT_PILL
                                : position == count - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.selectedProperty().addListener((o, was, selected) -> {
            if (!selected && group.getSelectedToggle() == null) {
                button.setSelected(true);
            }
        });
        return button;
    }

    /** A picture before and after. */
    private final class Row {
        private final PictureSlot original = slot("datasets-preview-original");
        private final PictureSlot seen = slot("datasets-preview-seen");
        private final Label originalCaption = caption(original.stateProperty(), "datasets.preview.original");
        private final Label seenCaption = caption(seen.stateProperty(), "datasets.preview.seen");

        Row(String suffix) {
            original.setId(original.getId() + suffix);
            seen.setId(seen.getId() + suffix);
        }

        void show(Optional<PictureEntry> picture) {
            for (Node node : List.of(original, seen, originalCaption, seenCaption)) {
                node.setVisible(picture.isPresent());
                node.setManaged(picture.isPresent());
            }
            Optional<String> dataset = model.currentProperty().get().map(entry -> entry.id());
            if (picture.isEmpty() || dataset.isEmpty()) {
                original.clear();
                seen.clear();
                return;
            }
            PictureEntry entry = picture.get();
            int size = model.previewSizeProperty().get();
            boolean grey = model.previewGreyProperty().get();
            original.show(
                    () -> library.picture(dataset.get(), entry.index()),
                    Words.of("datasets.preview.original.accessible", entry.name()));
            seen.show(
                    () -> library.asNetworkSees(dataset.get(), entry.index(), size, grey),
                    Words.of("datasets.preview.seen.accessible", entry.name(), size));
        }

        private PictureSlot slot(String id) {
            PictureSlot slot = new PictureSlot();
            slot.setId(id);
            slot.setPrefSize(EDGE, EDGE);
            slot.setMinSize(EDGE, EDGE);
            GridPane.setHgrow(slot, Priority.NEVER);
            return slot;
        }

        private Label caption(ReadOnlyObjectProperty<Load<Image>> state, String key) {
            Label label = new Label();
            label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            state.addListener(o -> state.get()
                    .value()
                    .ifPresent(image ->
                            label.setText(Words.of(key, (int) image.getWidth() + "×" + (int) image.getHeight()))));
            return label;
        }
    }
}
