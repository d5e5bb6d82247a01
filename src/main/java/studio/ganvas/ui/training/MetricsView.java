package studio.ganvas.ui.training;

import java.io.File;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.metric.FeatureFile;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;

/** Measures the run in view and shows what was measured of its snapshots. */
final class MetricsView extends VBox {
    private final MetricsModel model;
    private final PaneHost host;
    private final MenuButton kinds = Nodes.dress(new MenuButton(), "metricKinds", "fth-check-square", "metrics.kinds");
    private final MenuButton features = Nodes.dress(new MenuButton(), "metricFeatures", "fth-cpu", "metrics.features");
    private final ComboBox<Integer> pictures =
            new ComboBox<>(FXCollections.observableArrayList(200, 500, 1000, 2000, 5000, 10_000, 50_000));
    private final Button compute = Nodes.dress(new Button(), "metricCompute", "fth-play", "metrics.compute");
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Nodes.label("metricProgress", "text-small", "text-muted");
    private final HBox working;
    private final Label best = Nodes.label("metricBest", "text-bold");
    private final Label message = Nodes.label("metricMessage", "text-small");
    private final HBox question;
    private final Label asked = Nodes.label("metricQuestion", "text-small");

    MetricsView(MetricsModel model, PaneHost host) {
        super(6);
        this.model = model;
        this.host = host;
        setId("metrics");
        setMinWidth(0);
        getStyleClass().add("section");
        working = working();
        question = question();
        MetricResults results = new MetricResults(model, host);
        VBox.setVgrow(results, Priority.ALWAYS);
        best.setWrapText(true);
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        // what comes and goes is at the foot, so that nothing moves under the pointer
        getChildren().addAll(tools(), question, best, results, message, working);
        model.offeredProperty().subscribe(this::offer);
        model.jobProperty().subscribe(this::showJob);
        model.messageProperty().subscribe(words -> {
            message.setText(words);
            Nodes.show(message, !words.isEmpty());
        });
        model.featuresProperty().subscribe(this::showFeatures);
        model.historyProperty().subscribe(this::show);
    }

    private FlowPane tools() {
        kinds.getStyleClass().add("small");
        features.getStyleClass().add("small");
        pictures.setId("metricPictures");
        pictures.setAccessibleText(Words.of("metrics.pictures"));
        Nodes.help(pictures, Words.of("metrics.pictures.help"));
        pictures.getStyleClass().add("small");
        pictures.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer count) {
                return count == null ? "" : Words.of("metrics.pictures.count", Formats.count(count));
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException("The box is not editable");
            }
        });
        pictures.setPrefWidth(124);
        pictures.setValue(model.picturesProperty().get());
        pictures.setOnAction(event -> model.picturesProperty().set(pictures.getValue()));
        compute.getStyleClass().addAll("small", "accent");
        compute.setOnAction(event -> model.compute());
        FlowPane tools = new FlowPane(4, 4, kinds, pictures, features, compute);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private HBox working() {
        Button cancel = Nodes.dressIcon(new Button(), "metricCancel", "fth-x", "metrics.cancel");
        cancel.setOnAction(event -> model.cancel());
        bar.setPrefWidth(120);
        bar.setMinWidth(60);
        bar.setAccessibleText(Words.of("metrics.compute"));
        progress.setMinWidth(0);
        HBox row = new HBox(8, bar, progress, Nodes.spring(), cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** A TorchScript file is a program: asks before it is loaded. */
    private HBox question() {
        asked.setWrapText(true);
        asked.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(asked, Priority.ALWAYS);
        Button agree = Nodes.dress(new Button(), "metricAgree", "", "metrics.agree");
        Button refuse = Nodes.dress(new Button(), "metricRefuse", "", "metrics.refuse");
        for (Button button : new Button[] {agree, refuse}) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        }
        agree.setOnAction(event -> model.agree());
        refuse.setOnAction(event -> model.useOwnFeatures());
        HBox row = new HBox(8, asked, agree, refuse);
        row.getStyleClass().addAll("banner", "banner-warning");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void offer() {
        kinds.getItems()
                .setAll(model.offeredProperty().get().stream().map(this::item).toList());
    }

    private CheckMenuItem item(MetricKind kind) {
        CheckMenuItem item = new CheckMenuItem(Words.of("metrics.kind." + kind.id()));
        item.setId("metricKind-" + kind.id());
        item.setSelected(model.chosen(kind));
        item.selectedProperty().addListener((property, was, is) -> model.choose(kind, is));
        return item;
    }

    private void showJob(Optional<JobInfo> job) {
        Nodes.show(working, job.isPresent());
        compute.setDisable(job.isPresent());
        job.ifPresent(now -> {
            bar.setProgress(now.fraction());
            progress.setText(now.detail()
                    + now.timeLeft()
                            .map(left -> " · " + Words.of("metrics.left", Formats.duration(left)))
                            .orElse(""));
        });
    }

    private void showFeatures(Optional<FeatureFile> file) {
        MenuItem own = new MenuItem(Words.of("metrics.features.own"));
        own.setId("metricFeaturesOwn");
        own.setOnAction(event -> model.useOwnFeatures());
        MenuItem other = new MenuItem(Words.of("metrics.features.other"));
        other.setId("metricFeaturesOther");
        other.setOnAction(event -> choose());
        features.getItems().setAll(own, other);
        features.setText(file.map(found -> found.file().getFileName().toString())
                .orElseGet(() -> Words.of("metrics.features.own")));
        Nodes.show(question, file.filter(found -> !found.trusted()).isPresent());
        file.ifPresent(
                found -> asked.setText(Words.of("metrics.question", found.file().getFileName(), found.kind())));
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("metrics.features.other"));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("TorchScript", "*.pt", "*.ts", "*.jit"));
        Optional.ofNullable(chooser.showOpenDialog(host.window()))
                .map(File::toPath)
                .ifPresent(model::useFeatures);
    }

    private void show(MetricHistory history) {
        Nodes.show(best, history.best().isPresent());
        history.best().ifPresent(found -> {
            String words = Words.of(
                    "metrics.best",
                    Formats.count(found.step()),
                    MetricResults.titled(found.metric()),
                    Formats.figure(found.value()));
            best.setText(
                    found.since() == 0 ? words : words + " " + Words.of("metrics.since", Formats.count(found.since())));
        });
    }
}
