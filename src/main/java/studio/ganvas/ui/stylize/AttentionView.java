package studio.ganvas.ui.stylize;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.image.ColourMap;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Whose attention, on what, how it is drawn; what the network takes the picture for. */
final class AttentionView extends VBox {
    private final StylizeModel stylize;
    private final AttentionModel model;
    private final CheckBox show = Nodes.dress(new CheckBox(), "attention-show", "", "attention.show");
    private final ComboBox<Looker> whose = new ComboBox<>();
    private final ToggleButton onPhoto =
            Nodes.dress(new ToggleButton(), "attention-on-photo", "", "attention.on.photo");
    private final ToggleButton onResult =
            Nodes.dress(new ToggleButton(), "attention-on-result", "", "attention.on.result");
    private final CheckBox everywhere = Nodes.dress(new CheckBox(), "attention-everywhere", "", "attention.everywhere");
    private final Slider opacity = new Slider(0, 100, 50);
    private final Label opacityWords = Nodes.label("attention-opacity-value", "figures");
    private final ComboBox<ColourMap> colours = new ComboBox<>();
    private final Legend legend = new Legend("attention-legend");
    private final Label verdict = Nodes.label("attention-verdict", "text-bold");
    private final Label gap = Nodes.label("attention-gap", "figures");
    private final Label gmp = Nodes.label("attention-gmp", "figures");
    private final Label answer = Nodes.label("attention-answer", "figures");
    private final Label answerName = Nodes.words("attention.answer", "text-muted", "text-small");
    private final Label place = Nodes.label("attention-place", "text-small", "text-muted");
    private final Label trouble = Nodes.label("attention-trouble", "attention-trouble");
    private final Label none = Nodes.words("attention.none", "text-muted", "text-small");
    private final Button saveOverlay = Nodes.dress(new Button(), "attention-save", "fth-download", "attention.save");
    private final Button saveStrip = Nodes.dress(new Button(), "attention-strip", "fth-film", "attention.strip");
    private final VBox details;

    /** What the buttons do with the pictures. */
    interface Saving {
        void overlay();

        void strip();
    }

    AttentionView(StylizeModel stylize, AttentionModel model, Saving saving) {
        super(10);
        this.stylize = stylize;
        this.model = model;
        setId("attention-view");
        saveOverlay.setOnAction(event -> saving.overlay());
        saveStrip.setOnAction(event -> saving.strip());
        for (Label label : new Label[] {verdict, place, trouble, none}) {
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
        }
        none.setId("attention-none");
        details = new VBox(
                10, whose, on(), everywhere, opacityRow(), colours, legend, verdict, figures(), place, trouble);
        HBox saves = new HBox(8, saveOverlay, saveStrip);
        for (Button button : new Button[] {saveOverlay, saveStrip}) {
            button.getStyleClass().add("small");
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        getChildren().addAll(none, show, details, saves);
        show.setOnAction(event -> model.show(show.isSelected()));
        everywhere.setOnAction(event -> model.everywhere(everywhere.isSelected()));
        bindWhose();
        bindColours();
        stylize.attentionProperty().subscribe(this::show);
        stylize.factsProperty().subscribe(known -> facts());
        stylize.directionProperty()
                .subscribe(way -> whose.setValue(model.looker().orElse(null)));
        stylize.photoProperty().subscribe(photo -> saveStrip.setDisable(photo.isEmpty()));
        model.attentionProperty().subscribe(this::tell);
        model.troubleProperty().subscribe(now -> {
            trouble.setText(now);
            Nodes.show(trouble, !now.isEmpty());
        });
    }

    private HBox on() {
        ToggleGroup group = new ToggleGroup();
        onPhoto.getStyleClass().add("left-pill");
        onResult.getStyleClass().add("right-pill");
        for (ToggleButton button : new ToggleButton[] {onPhoto, onResult}) {
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(event -> {
                button.setSelected(true);
                model.lookAt(button == onResult);
            });
        }
        return new HBox(onPhoto, onResult);
    }

    private HBox opacityRow() {
        opacity.setId("attention-opacity");
        opacity.setBlockIncrement(5);
        HBox.setHgrow(opacity, Priority.ALWAYS);
        Nodes.help(opacity, Words.of("attention.opacity.help"));
        opacity.setAccessibleText(Words.of("attention.opacity"));
        opacity.valueProperty()
                .addListener((property, was, now) -> model.opacity(Math.round(now.doubleValue()) / 100.0));
        opacity.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                opacity.setValue(100 * AttentionSettings.HIDDEN.opacity());
            }
        });
        opacityWords.setMinWidth(48);
        opacityWords.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(8, Nodes.words("attention.opacity", "text-small", "text-muted"), opacity, opacityWords);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void bindWhose() {
        whose.setId("attention-whose");
        whose.setMaxWidth(Double.MAX_VALUE);
        Nodes.help(whose, Words.of("attention.whose.help"));
        whose.setAccessibleText(Words.of("attention.whose"));
        whose.setCellFactory(list -> new WordsCell<>(AttentionWords::name));
        whose.setButtonCell(new WordsCell<>(AttentionWords::name));
        whose.setOnAction(event -> Optional.ofNullable(whose.getValue())
                .filter(looker -> !model.looker().equals(Optional.of(looker)))
                .ifPresent(model::choose));
    }

    private void bindColours() {
        colours.setId("attention-colours");
        colours.setMaxWidth(Double.MAX_VALUE);
        Nodes.help(colours, Words.of("attention.colours.help"));
        colours.setAccessibleText(Words.of("attention.colours"));
        colours.getItems().setAll(ColourMap.values());
        colours.setCellFactory(list -> new WordsCell<>(map -> Words.of("attention.colours." + map)));
        colours.setButtonCell(new WordsCell<>(map -> Words.of("attention.colours." + map)));
        colours.setOnAction(event -> model.colours(colours.getValue()));
    }

    private static final class WordsCell<T> extends ListCell<T> {
        private final Function<T, String> words;

        WordsCell(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : words.apply(item));
        }
    }

    private GridPane figures() {
        GridPane grid = new GridPane(12, 2);
        grid.addRow(0, Nodes.words("attention.gap", "text-muted", "text-small"), gap);
        grid.addRow(1, Nodes.words("attention.gmp", "text-muted", "text-small"), gmp);
        grid.addRow(2, answerName, answer);
        Nodes.help(gap, Words.of("attention.gap.help"));
        Nodes.help(gmp, Words.of("attention.gmp.help"));
        Nodes.help(answer, Words.of("attention.answer.help"));
        return grid;
    }

    private void facts() {
        boolean any = !model.lookers().isEmpty();
        Nodes.show(none, !any && stylize.factsProperty().get().isPresent());
        show.setDisable(!any);
        whose.getItems().setAll(model.lookers());
        show(stylize.attentionProperty().get());
    }

    private void show(AttentionSettings now) {
        boolean any = !model.lookers().isEmpty();
        show.setSelected(now.shown() && any);
        Nodes.show(details, now.shown() && any);
        Nodes.show(saveStrip.getParent(), any);
        whose.setValue(model.looker().orElse(null));
        onPhoto.setSelected(!now.onResult());
        onResult.setSelected(now.onResult());
        everywhere.setSelected(now.everywhere());
        if (Math.round(opacity.getValue()) != Math.round(100 * now.opacity())) {
            opacity.setValue(100 * now.opacity());
        }
        opacityWords.setText(Math.round(100 * now.opacity()) + " %");
        colours.setValue(now.colours());
        legend.colours(now.colours());
    }

    private void tell(Optional<Attention> seen) {
        Optional<Looker> looker = model.looker();
        boolean known = seen.isPresent() && looker.isPresent();
        saveOverlay.setDisable(!known);
        verdict.setText(known ? AttentionWords.verdict(looker.get(), seen.get()) : Words.of("attention.waiting"));
        gap.setText(known ? AttentionWords.figure(looker.get(), seen.get().gap()) : "–");
        gmp.setText(known ? AttentionWords.figure(looker.get(), seen.get().gmp()) : "–");
        boolean judge = known && seen.get().answer().isPresent();
        Nodes.show(answer, judge);
        Nodes.show(answerName, judge);
        answer.setText(
                judge ? String.format(Locale.ROOT, "%+.2f", seen.get().answer().getAsDouble()) : "");
        place.setText(known ? place(seen.get()) : "");
        place.setAccessibleText(
                known
                        ? Words.of(
                                "attention.accessible",
                                AttentionWords.name(looker.get()),
                                AttentionWords.strongest(seen.get().map()))
                        : "");
        legend.ends(seen.map(Attention::map));
    }

    private static String place(Attention seen) {
        String where = Words.of("attention.strongest", AttentionWords.strongest(seen.map()));
        return seen.tiles() > 1 ? where + " " + Words.of("attention.tiles", seen.tiles()) : where;
    }
}
