package studio.ganvas.ui.training;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.OptionForm;
import studio.ganvas.ui.control.OptionSheet;
import studio.ganvas.ui.control.Words;

/** The left column: what to train, with which options, what it needs, and the Start button that is always in view. */
final class SetupView extends VBox {
    private final SetupModel model;
    private final Pace pace;
    private final Label summary = Nodes.label("systemSummary", "text-muted", "text-small");
    private final Label presetHelp = Nodes.label("presetHelp", "text-muted", "text-small");
    private final VBox sheet = new VBox();
    private final Label memory = Nodes.label("estimateMemory", "text-small");
    private final Label size = Nodes.label("estimateSize", "text-small", "text-muted");
    private final Label time = Nodes.label("estimateTime", "text-small", "text-muted");
    private final Button measure = Nodes.dress(new Button(), "measureButton", "fth-activity", "training.measure");
    private final BooleanProperty measuring = new SimpleBooleanProperty();
    private final Runs runs;
    private final Consumer<Throwable> failed;
    private final ProgressBar memoryBar = new ProgressBar(0);
    private final PauseTransition rest = new PauseTransition(Duration.millis(250));

    /**
     * @param failed takes what went wrong with a measurement
     * @param help stands in the upper corner
     */
    SetupView(SetupModel model, Pace pace, Runs runs, Runnable start, Consumer<Throwable> failed, Node help) {
        this.model = model;
        this.pace = pace;
        this.runs = runs;
        this.failed = failed;
        setId("setup");
        getStyleClass().add("setup");
        setMinWidth(328);
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        presetHelp.setWrapText(true);
        presetHelp.setMinHeight(Region.USE_PREF_SIZE);

        VBox system = field(
                "training.system",
                combo("systemBox", "training.system", model.systems(), model.systemProperty(), SystemInfo::title),
                summary);
        HBox head = new HBox(system.getChildren().get(0), Nodes.spring(), help);
        head.setAlignment(Pos.CENTER_LEFT);
        system.getChildren().add(0, head);
        VBox form = new VBox(
                16,
                system,
                field(
                        "training.dataset",
                        combo(
                                "datasetBox",
                                "training.dataset",
                                model.datasets(),
                                model.datasetProperty(),
                                DatasetEntry::name)),
                field("training.preset", presets(), presetHelp),
                new StartFrom(model),
                sheet);
        form.getStyleClass().add("setup-form");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, foot(start));

        model.systemProperty().subscribe(info -> {
            summary.setText(info == null ? "" : info.summary());
            summary.setTooltip(info == null ? null : new Tooltip(info.paper()));
        });
        model.presetProperty().subscribe(preset -> presetHelp.setText(preset == null ? "" : preset.help()));
        model.optionsProperty().subscribe(this::build);
        rest.setOnFinished(event -> model.refreshEstimate());
        model.estimateProperty().subscribe(() -> showEstimate());
        model.versionProperty().subscribe(version -> {
            showEstimate();
            rest.playFromStart();
        });
    }

    private void build(OptionForm options) {
        sheet.getChildren().setAll(new OptionSheet(model.schedule(), options));
    }

    private ComboBox<Preset> presets() {
        ObservableList<Preset> items = javafx.collections.FXCollections.observableArrayList();
        ComboBox<Preset> combo = combo("presetBox", "training.preset", items, model.presetProperty(), Preset::label);
        model.systemProperty().subscribe(info -> {
            Preset chosen = model.presetProperty().get();
            items.setAll(info == null ? java.util.List.of() : info.presets());
            combo.setValue(items.contains(chosen) ? chosen : items.isEmpty() ? null : items.get(0));
        });
        return combo;
    }

    private VBox foot(Runnable start) {
        memoryBar.setMaxWidth(Double.MAX_VALUE);
        memoryBar.getStyleClass().add("small");
        memoryBar.setAccessibleText(Words.of("training.estimate.memory.help"));
        memory.setGraphic(Nodes.icon("fth-hard-drive"));
        Nodes.help(memory, Words.of("training.estimate.memory.help"));
        time.setGraphic(Nodes.icon("fth-clock"));
        Nodes.help(time, Words.of("training.estimate.time.help"));
        measure.getStyleClass().add("small");
        measure.setMinWidth(USE_PREF_SIZE);
        measure.setOnAction(event -> measure());
        measure.disableProperty().bind(model.readyProperty().not().or(measuring));
        time.setWrapText(true);
        time.setMinHeight(USE_PREF_SIZE);
        HBox second = new HBox(8, time, Nodes.spring(), measure);
        second.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(time, Priority.SOMETIMES);
        HBox first = new HBox(8, memory, Nodes.spring(), size);
        first.setAlignment(Pos.CENTER_LEFT);

        Label problem = Nodes.label("setupProblem", "field-message");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());

        Button button = Nodes.dress(new Button(), "startButton", "fth-play", "training.start");
        button.getStyleClass().addAll("accent", "large");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(event -> start.run());
        button.disableProperty().bind(model.readyProperty().not());
        VBox foot = new VBox(8, first, memoryBar, new ReliefView(model), second, problem, button);
        foot.getStyleClass().add("setup-foot");
        return foot;
    }

    /** Times a few real steps; a job that can be cancelled in the list of jobs. */
    private void measure() {
        RunRequest request = model.request();
        measuring.set(true);
        time.setText(Words.of("training.measure.running"));
        Later.take(
                runs.calibrate(request)
                        .whenComplete((done, failure) -> Later.onFx(() -> {
                            measuring.set(false);
                            showEstimate();
                        })),
                tried -> {
                    pace.measured(request, tried.total().toMillis() / 1000.0 / steps());
                    showEstimate();
                },
                failed);
    }

    private double steps() {
        Object steps = model.schedule().entry("steps").valueProperty().get();
        return steps instanceof Number number ? Math.max(1, number.doubleValue()) : 1;
    }

    private void showEstimate() {
        time.setText(pace.estimate(model)
                .map(left -> Words.of(
                        "training.estimate.time",
                        Formats.duration(left),
                        model.schedule().entry("steps").valueProperty().get()))
                .orElse(Words.of("training.estimate.time.unknown")));
        if (model.estimateProperty().get().isEmpty()) {
            memory.setText("–");
            size.setText("");
            memoryBar.setProgress(0);
            return;
        }
        Estimate estimate = model.estimateProperty().get().get();
        memory.setText(Words.of(
                "training.estimate.memory",
                Formats.bytes(estimate.memoryBytes()),
                Formats.bytes(estimate.availableBytes())));
        size.setText(Words.of(
                "training.estimate.size",
                Formats.magnitude(estimate.parametersG()),
                Formats.magnitude(estimate.parametersD())));
        memoryBar.setProgress(Math.min(1, estimate.memoryBytes() / (double) Math.max(1, estimate.availableBytes())));
    }

    private static VBox field(String key, ComboBox<?> combo, Label... notes) {
        Label label = Nodes.words(key, "text-bold");
        label.setLabelFor(combo);
        VBox field = new VBox(4, label, combo);
        field.getChildren().addAll(notes);
        return field;
    }

    private static <T> ComboBox<T> combo(
            String id, String key, ObservableList<T> items, Property<T> value, Function<T, String> name) {
        ComboBox<T> combo = new ComboBox<>(items);
        combo.setId(id);
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setAccessibleText(Words.of(key));
        Nodes.help(combo, Words.of(key + ".help"));
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(T item) {
                return item == null ? "" : name.apply(item);
            }

            @Override
            public T fromString(String text) {
                return combo.getValue();
            }
        });
        combo.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : name.apply(item));
                setTooltip(getText().length() > 36 ? new Tooltip(getText()) : null);
                setPrefWidth(0);
            }
        });
        combo.valueProperty().bindBidirectional(value);
        return combo;
    }
}
