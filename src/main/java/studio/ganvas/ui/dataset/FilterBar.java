package studio.ganvas.ui.dataset;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.property.DoubleProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SearchableComboBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** What to show of the open dataset: by name, class, set and split, single or as pairs, and how large. */
final class FilterBar extends VBox {
    /** An entry of a combo box: a value of the filter, or all. */
    private record Choice(Optional<String> value, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    private final DatasetsModel model;
    private final CustomTextField search = new CustomTextField();
    private final ComboBox<Choice> domains = combo("datasets-domain", new ComboBox<>(), PictureFilter::withDomain);
    private final ComboBox<Choice> classes =
            combo("datasets-class", new SearchableComboBox<>(), PictureFilter::withLabel);
    private final ComboBox<Choice> splits = combo("datasets-split", new ComboBox<>(), PictureFilter::withSplit);
    private final ToggleButton pairs = new ToggleButton(Words.of("datasets.pairs"), new FontIcon("fth-columns"));
    private final Label count = new Label();
    private boolean following;

    /** @param folds the buttons that fold the side panels, shown at the two ends */
    FilterBar(DatasetsModel model, DoubleProperty thumbnailSize, ToggleButton foldLeft, ToggleButton foldRight) {
        super(8);
        this.model = model;
        getStyleClass().add("filter-bar");
        search.setId("datasets-search");
        search.setPromptText(Words.of("datasets.search"));
        search.setLeft(new FontIcon("fth-search"));
        search.setAccessibleText(Words.of("datasets.search"));
        Nodes.help(search, Words.of("datasets.search.help"));
        search.setPrefWidth(160);
        search.setMinWidth(90);
        HBox.setHgrow(search, Priority.ALWAYS);
        search.textProperty()
                .addListener(o -> change(model.filterProperty().get().withText(search.getText())));
        pairs.setId("datasets-pairs");
        pairs.getStyleClass().add(Styles.SMALL);
        pairs.setMinWidth(Region.USE_PREF_SIZE);
        pairs.setTooltip(new Tooltip(Words.of("datasets.pairs.help")));
        pairs.selectedProperty().bindBidirectional(model.pairsProperty());
        pairs.selectedProperty().addListener(o -> domains.setDisable(pairs.isSelected()));
        count.setId("datasets-count");
        count.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        count.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox first = new HBox(8, foldLeft, search, classes, domains, splits, foldRight);
        HBox second = new HBox(8, count, space, pairs, size(thumbnailSize));
        first.setAlignment(Pos.CENTER_LEFT);
        second.setAlignment(Pos.CENTER_LEFT);
        second.setMinHeight(32);
        getChildren().addAll(first, second);
        model.contentsProperty().addListener(o -> offer());
        model.filterProperty().addListener(o -> follow());
        model.tiles().addListener((Observable o) -> count());
        offer();
    }

    private Node size(DoubleProperty thumbnailSize) {
        Slider slider = new Slider(48, 256, thumbnailSize.get());
        slider.setId("datasets-thumbnail-size");
        slider.setPrefWidth(120);
        slider.setBlockIncrement(16);
        slider.valueProperty().bindBidirectional(thumbnailSize);
        slider.setTooltip(new Tooltip(Words.of("datasets.size")));
        slider.setAccessibleText(Words.of("datasets.size"));
        slider.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                slider.setValue(DatasetsPane.THUMBNAIL);
            }
        });
        FontIcon small = new FontIcon("fth-image");
        HBox box = new HBox(6, small, slider);
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private ComboBox<Choice> combo(
            String id, ComboBox<Choice> combo, BiFunction<PictureFilter, Optional<String>, PictureFilter> set) {
        combo.setId(id);
        combo.setPrefWidth(132);
        combo.setMinWidth(84);
        combo.valueProperty().addListener((o, was, choice) -> {
            if (choice != null && !following) {
                change(set.apply(this.model.filterProperty().get(), choice.value()));
            }
        });
        return combo;
    }

    private void change(PictureFilter filter) {
        if (!following) {
            model.filterProperty().set(filter);
        }
    }

    /** Fills the boxes with what this dataset has; a box with nothing to choose goes away. */
    private void offer() {
        Optional<DatasetContents> contents = model.contentsProperty().get().value();
        Map<String, Integer> counts = model.classCounts();
        following = true;
        fill(
                classes,
                contents,
                DatasetContents::classes,
                "datasets.class",
                name -> String.format("%s (%,d)", name, counts.getOrDefault(name, 0)));
        fill(domains, contents, DatasetContents::domains, "datasets.domain", name -> name);
        fill(splits, contents, DatasetContents::splits, "datasets.split", name -> name);
        following = false;
        boolean paired = contents.filter(DatasetContents::paired).isPresent();
        Nodes.show(pairs, paired);
        search.setDisable(contents.isEmpty());
        follow();
        count();
    }

    private static void fill(
            ComboBox<Choice> combo,
            Optional<DatasetContents> contents,
            Function<DatasetContents, List<String>> values,
            String key,
            Function<String, String> words) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(Optional.empty(), Words.of(key + ".all")));
        contents.map(values)
                .orElse(List.of())
                .forEach(value -> choices.add(new Choice(Optional.of(value), words.apply(value))));
        // A new list: while the old one changes, the searchable box reads its filtered copy at stale positions.
        combo.setValue(null);
        combo.setItems(FXCollections.observableList(choices));
        combo.setAccessibleText(Words.of(key));
        combo.setTooltip(new Tooltip(Words.of(key)));
        Nodes.show(combo, choices.size() > 2);
    }

    private void follow() {
        following = true;
        PictureFilter filter = model.filterProperty().get();
        if (!search.getText().equals(filter.text())) {
            search.setText(filter.text());
        }
        choose(domains, filter.domain());
        choose(classes, filter.label());
        choose(splits, filter.split());
        domains.setDisable(pairs.isSelected() && pairs.isVisible());
        following = false;
    }

    private static void choose(ComboBox<Choice> combo, Optional<String> value) {
        combo.getItems().stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .ifPresent(combo::setValue);
    }

    private void count() {
        int shown = model.tiles().size();
        boolean twins = pairs.isVisible() && pairs.isSelected();
        count.setText(
                model.contentsProperty().get().value().isEmpty()
                        ? shown == 0 ? "" : Words.of("datasets.loading")
                        : Words.of(twins ? "datasets.count.pairs" : "datasets.count.pictures", shown));
    }
}
