package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.ToolRequest;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The fields of one tool over the pane, with a preview where it changes how pictures look. */
final class ToolView extends BorderPane {
    private static final double PREVIEW = 240;

    private final ToolModel model;
    private final DatasetsModel datasets;
    private final Function<String, Optional<Path>> chooseOut;
    private final Consumer<DatasetTools.Made> done;
    private final Label title = Parts.elided("", Styles.TITLE_4);
    private final Label explanation = new Label();
    private final GridPane fields = new GridPane(12, 10);
    private final PictureSlot before = new PictureSlot();
    private final PictureSlot after = new PictureSlot();
    private final VBox preview = new VBox(6);
    private final Label state = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button make;
    private final Button cancel;

    /**
     * @param chooseOut asks for a place, given the one in the field
     * @param done told what was made
     */
    ToolView(
            ToolModel model,
            DatasetsModel datasets,
            Function<String, Optional<Path>> chooseOut,
            Consumer<DatasetTools.Made> done) {
        this.model = model;
        this.datasets = datasets;
        this.chooseOut = chooseOut;
        this.done = done;
        make = Parts.button("tool-make", Words.of("tools.make"), "fth-play", this::run);
        cancel = Parts.button("tool-cancel", Words.of("tools.cancel"), "fth-x", model::cancel);
        Nodes.help(make, Words.of("tools.make.help"));
        Nodes.help(cancel, Words.of("tools.cancel.help"));
        setId("datasets-tool-view");
        getStyleClass().add("tool-view");
        make.getStyleClass().add(Styles.ACCENT);
        explanation.setWrapText(true);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        explanation.getStyleClass().add(Styles.TEXT_MUTED);
        state.setId("tool-state");
        state.setWrapText(true);
        HBox.setHgrow(state, Priority.ALWAYS);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        fields.getColumnConstraints().addAll(names, values);
        fields.setMaxWidth(640);
        for (PictureSlot slot : new PictureSlot[] {before, after}) {
            slot.setMinSize(PREVIEW, PREVIEW);
            slot.setMaxSize(PREVIEW, PREVIEW);
        }
        preview.getChildren().addAll(Parts.section(Words.of("tools.preview")), new HBox(12, before, after));
        HBox actions = new HBox(8, make, cancel, bar, state);
        actions.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(
                8,
                title,
                Nodes.spring(),
                Parts.iconButton("tool-close", Words.of("tools.close"), "fth-x", this::close));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("doctor-head");
        VBox body = new VBox(16, explanation, fields, preview, actions);
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        setTop(head);
        setCenter(scroll);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        model.madeProperty().addListener(o -> update());
        for (var each : new javafx.beans.Observable[] {
            model.widthProperty(), model.heightProperty(), model.fitProperty(), model.filterProperty()
        }) {
            each.addListener(o -> preview());
        }
        Nodes.show(this, false);
        update();
    }

    void open(ToolModel.Tool tool) {
        Optional<DatasetEntry> entry = datasets.currentProperty().get();
        if (entry.isEmpty()) {
            return;
        }
        model.choose(tool, entry.get());
        title.setText(Words.of("tools." + tool));
        explanation.setText(Words.of("tools." + tool + ".help"));
        fields.getChildren().clear();
        if (tool == ToolModel.Tool.RESIZE) {
            row("tools.width", number("tool-width", model.widthProperty(), 1, 4096));
        }
        if (tool.shapes()) {
            row("tools.height." + tool, number("tool-height", model.heightProperty(), 1, 4096));
            row("tools.fit", choice("tool-fit", model.fitProperty(), ToolRequest.Fit.values()));
            row("tools.filter", choice("tool-filter", model.filterProperty(), ToolRequest.Filter.values()));
        }
        if (tool == ToolModel.Tool.ZIP) {
            CheckBox grey = new CheckBox(Words.of("tools.grey"));
            grey.setId("tool-grey");
            grey.selectedProperty().bindBidirectional(model.greyProperty());
            fields.add(grey, 1, fields.getRowCount());
        } else if (tool == ToolModel.Tool.SPLIT) {
            row("tools.test", number("tool-test", model.testPercentProperty(), 1, 99));
            row("tools.seed", number("tool-seed", model.seedProperty(), 0, Integer.MAX_VALUE));
        } else if (tool == ToolModel.Tool.FRAMES) {
            row("tools.video", place("tool-video", model.videoProperty(), this::chooseVideo));
            row("tools.every", number("tool-every", model.everyProperty(), 1, 100_000));
            row("tools.most", number("tool-most", model.mostProperty(), 0, 10_000_000));
        }
        row(
                "tools.out",
                place(
                        "tool-out",
                        model.outProperty(),
                        () -> chooseOut.apply(model.outProperty().get())));
        Nodes.show(preview, tool.shapes());
        Nodes.show(this, true);
        preview();
        make.requestFocus();
    }

    private void close() {
        Nodes.show(this, false);
        before.clear();
        after.clear();
    }

    private void run() {
        datasets.currentProperty()
                .get()
                .flatMap(entry -> model.request(entry.id()))
                .ifPresentOrElse(request -> model.run(request, done), () -> state.setText(Words.of("tools.out.bad")));
    }

    private void preview() {
        Optional<Tile> tile = datasets.selectedProperty().get();
        Optional<DatasetEntry> entry = datasets.currentProperty().get();
        if (!isVisible() || !model.toolProperty().get().shapes() || tile.isEmpty() || entry.isEmpty()) {
            return;
        }
        int index = tile.get().first().index();
        before.show(() -> model.before(entry.get().id(), index), Words.of("tools.before"));
        after.show(() -> model.after(entry.get().id(), index), Words.of("tools.after"));
    }

    private void update() {
        Load<DatasetTools.Made> made = model.madeProperty().get();
        boolean running = made instanceof Load.Loading;
        make.setDisable(running);
        Nodes.show(cancel, running);
        Nodes.show(bar, running);
        state.getStyleClass().removeAll(Styles.DANGER, Styles.SUCCESS);
        if (made instanceof Load.Failed<DatasetTools.Made> failed) {
            state.setText(failed.message());
            state.getStyleClass().add(Styles.DANGER);
        } else if (made instanceof Load.Ready<DatasetTools.Made> ready) {
            state.setText(Words.of(
                    "tools.made.at", ready.result().written(), ready.result().out()));
            state.getStyleClass().add(Styles.SUCCESS);
        } else {
            state.setText(running ? Words.of("tools.working") : "");
        }
    }

    private void row(String key, Node control) {
        Label name = new Label(Words.of(key));
        name.setLabelFor(control);
        fields.addRow(fields.getRowCount(), name, control);
        control.setAccessibleText(name.getText());
    }

    private static Spinner<Integer> number(String id, IntegerProperty value, int least, int most) {
        Spinner<Integer> spinner = new Spinner<>(least, most, value.get());
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(140);
        spinner.getValueFactory().valueProperty().addListener((o, was, now) -> {
            if (now != null) {
                value.set(now);
            }
        });
        // what was typed counts also without Enter
        spinner.focusedProperty().addListener((o, was, focused) -> {
            if (!focused) {
                spinner.commitValue();
            }
        });
        return spinner;
    }

    private static <E extends Enum<E>> ChoiceBox<E> choice(String id, ObjectProperty<E> value, E[] values) {
        ChoiceBox<E> box = new ChoiceBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(E each) {
                return each == null
                        ? ""
                        : Words.of("tools."
                                + each.getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT) + "."
                                + each.name());
            }

            @Override
            public E fromString(String text) {
                throw new UnsupportedOperationException("choices are not typed");
            }
        });
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    private HBox place(
            String id, javafx.beans.property.StringProperty value, java.util.function.Supplier<Optional<Path>> ask) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        HBox.setHgrow(field, Priority.ALWAYS);
        Button choose = Parts.iconButton(id + "-choose", Words.of("tools.choose"), "fth-folder", () -> ask.get()
                .ifPresent(path -> value.set(path.toString())));
        choose.setTooltip(new Tooltip(Words.of("tools.choose")));
        return new HBox(4, field, choose);
    }

    private Optional<Path> chooseVideo() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("tools.video"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(Words.of("tools.videos"), "*.mp4", "*.m4v", "*.mov", "*.gif"));
        return Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()))
                .map(java.io.File::toPath);
    }
}
