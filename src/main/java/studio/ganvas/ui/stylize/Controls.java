package studio.ganvas.ui.stylize;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.ModelAbout;

/** Which model, which way, how strongly, in what size. */
final class Controls extends VBox {
    private static final String[] PILLS = {"left-pill", "center-pill", "right-pill"};

    private final StylizeModel model;
    private final ComboBox<ModelEntry> models = new ComboBox<>();
    private final Label about = Nodes.label("stylize-about", "text-small", "text-muted");
    private final Label way = Nodes.label("stylize-direction");
    private final Button swap = Nodes.dressIcon(new Button(), "stylize-swap", "fth-repeat", "stylize.swap");
    private final Slider strength = new Slider(0, 100, 100);
    private final Label strengthWords = Nodes.label("stylize-strength-value", "figures");
    private final ToggleGroup sizes = new ToggleGroup();
    private final Label sizeHelp = Nodes.label("stylize-size-help", "text-small", "text-muted");

    Controls(StylizeModel model, Showcase showcase, Runnable addModel) {
        super(20);
        this.model = model;
        Button add = Nodes.dressIcon(new Button(), "stylize-add-model", "fth-plus", "stylize.model.add");
        add.setOnAction(event -> addModel.run());
        getChildren()
                .addAll(
                        section(
                                "stylize.model",
                                row(models, new ModelAbout("stylize", showcase, model.modelProperty()), add),
                                about),
                        section("stylize.direction", row(way, Nodes.spring(), swap)),
                        section("stylize.strength", row(strength, strengthWords)),
                        section("stylize.size", sizeButtons(), sizeHelp));
        bindModels();
        bindDirection();
        bindStrength();
        sizeHelp.setWrapText(true);
        sizeHelp.setMinHeight(USE_PREF_SIZE);
        about.setWrapText(true);
    }

    private static VBox section(String key, Node... nodes) {
        VBox section = new VBox(6, Nodes.words(key, "text-bold"));
        section.getChildren().addAll(nodes);
        return section;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void bindModels() {
        models.setId("stylize-model");
        models.setItems(model.models());
        models.setMaxWidth(Double.MAX_VALUE);
        models.setMinWidth(0);
        models.setPrefWidth(220);
        HBox.setHgrow(models, Priority.ALWAYS);
        models.setPromptText(Words.of("stylize.model.none"));
        models.setAccessibleText(Words.of("stylize.model"));
        Nodes.help(models, Words.of("stylize.model.help"));
        models.setCellFactory(list -> new ModelCell(entry -> entry.name() + " · " + entry.system()));
        models.setButtonCell(new ModelCell(ModelEntry::name));
        models.valueProperty().addListener((property, was, now) -> {
            if (now != null && !model.modelProperty().get().equals(Optional.of(now))) {
                model.modelProperty().set(Optional.of(now));
            }
        });
        model.modelProperty().subscribe(now -> {
            models.setValue(now.orElse(null));
            about.setText(now.map(Controls::about).orElse(""));
            Nodes.show(about, now.isPresent());
        });
    }

    private static String about(ModelEntry entry) {
        return entry.step() > 0
                ? Words.of("stylize.model.about", entry.system(), Formats.count(entry.step()))
                : entry.system();
    }

    private static final class ModelCell extends ListCell<ModelEntry> {
        private final Function<ModelEntry, String> words;

        ModelCell(Function<ModelEntry, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(ModelEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(empty || entry == null ? "" : words.apply(entry));
        }
    }

    private void bindDirection() {
        swap.setOnAction(event -> model.swap());
        model.directionProperty().subscribe(now -> way.setText(Words.of("stylize.direction." + now)));
        model.factsProperty()
                .subscribe(facts -> swap.setDisable(facts.map(ModelFacts::directions)
                        .filter(ways -> ways.size() > 1)
                        .isEmpty()));
    }

    private void bindStrength() {
        strength.setId("stylize-strength");
        strength.setBlockIncrement(5);
        strength.setAccessibleText(Words.of("stylize.strength"));
        HBox.setHgrow(strength, Priority.ALWAYS);
        Nodes.help(strength, Words.of("stylize.strength.help"));
        strengthWords.setMinWidth(48);
        strengthWords.setAlignment(Pos.CENTER_RIGHT);
        strength.valueProperty().addListener((property, was, now) -> model.strengthProperty()
                .set(Math.round(now.doubleValue()) / 100.0));
        model.strengthProperty().subscribe(now -> {
            if (Math.round(strength.getValue()) != Math.round(100 * now.doubleValue())) {
                strength.setValue(100 * now.doubleValue());
            }
            strengthWords.setText(Math.round(100 * now.doubleValue()) + " %");
        });
        strength.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                strength.setValue(100);
            }
        });
    }

    private HBox sizeButtons() {
        HBox row = new HBox();
        SizeMode[] modes = SizeMode.values();
        for (int i = 0; i < modes.length; i++) {
            SizeMode mode = modes[i];
            ToggleButton button = Nodes.dress(new ToggleButton(), "stylize-size-" + mode, "", "stylize.size." + mode);
            button.getStyleClass().add(PILLS[i]);
            button.setToggleGroup(sizes);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(event -> {
                button.setSelected(true);
                model.sizeProperty().set(mode);
            });
            model.sizeProperty().subscribe(now -> {
                if (now == mode) {
                    button.setSelected(true);
                    sizeHelp.setText(Words.of("stylize.size." + mode + ".help"));
                }
            });
            if (mode == SizeMode.WHOLE) {
                model.factsProperty()
                        .subscribe(facts -> button.setDisable(
                                facts.filter(ModelFacts::fixedSize).isPresent()));
            }
            row.getChildren().add(button);
        }
        return row;
    }

    /** "4000×3000, 20 tiles of 1024×1024, 31 s". */
    static String about(Stylized result) {
        String size = result.picture().width() + "×" + result.picture().height();
        double seconds = result.took().toMillis() / 1000.0;
        String time = seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds) : Formats.duration(result.took());
        return result.tiles() > 1
                ? Words.of(
                        "stylize.result.tiles",
                        size,
                        result.tiles(),
                        result.tileWidth() + "×" + result.tileHeight(),
                        time)
                : Words.of("stylize.result", size, time);
    }
}
