package studio.ganvas.ui.training;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import javax.imageio.ImageIO;
import studio.ganvas.engine.StudioException;
import studio.ganvas.ui.control.CurveChart;
import studio.ganvas.ui.control.CurveCsv;
import studio.ganvas.ui.control.CurveSeries;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Palette;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** The curves of the runs in view with a legend that hides and shows, smoothing, log scale and export. */
final class ChartView extends VBox {
    private static final String SMOOTHING = "training.smoothing";
    private static final double LOW = 340;
    private static final double LEGEND_PART = 0.4;
    private static final String LOG = "training.log";

    private final RunModel model;
    private final PaneHost host;
    private final CurveChart chart = new CurveChart();
    private final FlowPane legend = new FlowPane(8, 4);
    private final Map<String, Chip> chips = new HashMap<>();
    private final ComboBox<SeriesGroup> groups = new ComboBox<>();
    private SeriesChoice choice;
    private List<String> names = List.of();
    private boolean telling;

    ChartView(RunModel model, PaneHost host) {
        super(4);
        this.model = model;
        this.host = host;
        choice = new SeriesChoice(host.settings(), "", List.of());
        setId("charts");
        setMinWidth(0);
        getStyleClass().add("section");
        chart.setId("lossChart");
        chart.darkProperty().bind(host.darkProperty());
        VBox.setVgrow(chart, Priority.ALWAYS);
        legend.setId("chartLegend");
        ScrollPane scroll = new ScrollPane(legend);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("chart-legend");
        // dozens of series must not take the room of their curves
        scroll.maxHeightProperty().bind(heightProperty().multiply(LEGEND_PART));
        scroll.setMinHeight(0);
        legend.heightProperty().subscribe(height -> scroll.setPrefHeight(height.doubleValue() + 2));
        getChildren().addAll(tools(), scroll, chart);
        heightProperty().subscribe(height -> chips.values().forEach(Chip::fit));
        host.darkProperty().subscribe(() -> chips.values().forEach(Chip::paint));
    }

    private HBox tools() {
        Slider smoothing = new Slider(0, 1, toSlider(host.settings().number(SMOOTHING, 0.9)));
        smoothing.setId("smoothingSlider");
        smoothing.setPrefWidth(96);
        smoothing.setMinWidth(48);
        smoothing.setBlockIncrement(0.05);
        Nodes.help(smoothing, Words.of("chart.smoothing.help"));
        smoothing.setAccessibleText(Words.of("chart.smoothing"));
        smoothing.valueProperty().subscribe(value -> {
            double beta = toBeta(value.doubleValue());
            model.smoothingProperty().set(beta);
            host.settings().put(SMOOTHING, beta);
        });
        smoothing.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                smoothing.setValue(toSlider(0.9));
            }
        });
        Label smoothingLabel = Nodes.words("chart.smoothing", "text-muted");
        smoothingLabel.setLabelFor(smoothing);
        smoothingLabel.setMinWidth(USE_PREF_SIZE);

        CheckBox log = Nodes.dress(new CheckBox(), "logScale", "", "chart.log");
        log.setMinWidth(USE_PREF_SIZE);
        log.setSelected(host.settings().flag(LOG, false));
        chart.logProperty().bind(log.selectedProperty());
        log.selectedProperty()
                .addListener((property, was, is) -> host.settings().put(LOG, is));

        Button all = Nodes.dressIcon(new Button(), "chartShowAll", "fth-maximize-2", "chart.all");
        all.setOnAction(event -> chart.showAll());
        MenuItem csv = new MenuItem(Words.of("chart.export.csv"));
        csv.setId("exportCsv");
        csv.setOnAction(event -> choose("csv").ifPresent(this::exportCsv));
        SplitMenuButton export = Nodes.dress(new SplitMenuButton(csv), "exportChart", "fth-download", "chart.export");
        export.setMinWidth(USE_PREF_SIZE);
        export.getStyleClass().add("small");
        export.setOnAction(event -> choose("png").ifPresent(this::exportPng));
        groups.setId("chartGroup");
        groups.getStyleClass().add("small");
        groups.setPrefWidth(132);
        groups.setMinWidth(72);
        groups.setConverter(new GroupWords());
        groups.setAccessibleText(Words.of("chart.group"));
        Nodes.help(groups, Words.of("chart.group.help"));
        groups.setOnAction(event -> Optional.ofNullable(groups.getValue())
                .filter(group -> !telling)
                .ifPresent(group -> {
                    choice.choose(group);
                    arrange();
                }));
        Nodes.show(groups, false);
        HBox tools = new HBox(8, groups, smoothingLabel, smoothing, log, Nodes.spring(), all, export);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    /** The slider is finer where β matters: 0, 0.9 at 0.5, 0.99 at the end. */
    static double toBeta(double slider) {
        return 1 - Math.pow(10, -2 * Math.max(0, Math.min(1, slider)));
    }

    static double toSlider(double beta) {
        return -Math.log10(1 - Math.max(0, Math.min(0.99, beta))) / 2;
    }

    /** A run of this system came into view: its losses are shown at first, other series wait in the legend. */
    void system(String id, List<String> losses) {
        choice = new SeriesChoice(host.settings(), id, losses);
        arrange();
    }

    private SeriesGroup group() {
        return groups.getValue() == null ? SeriesGroup.ALL : groups.getValue();
    }

    /** Shows the chips of the chosen group, and their curves alone. */
    private void arrange() {
        List<SeriesGroup> offered = SeriesGroup.of(names);
        telling = true;
        groups.getItems().setAll(offered);
        groups.setValue(offered.contains(choice.group()) ? choice.group() : offered.get(0));
        telling = false;
        Nodes.show(groups, offered.size() > 1);
        chips.values().forEach(Chip::restore);
        legend.getChildren()
                .setAll(names.stream().filter(group()::has).map(chips::get).toList());
    }

    private static final class GroupWords extends StringConverter<SeriesGroup> {
        @Override
        public String toString(SeriesGroup group) {
            return group == null ? "" : Words.of("chart.group." + group);
        }

        @Override
        public SeriesGroup fromString(String text) {
            throw new UnsupportedOperationException("groups are chosen, not typed");
        }
    }

    /** Takes the curves anew. */
    void update() {
        List<CurveSeries> curves = model.curves();
        List<String> now = CurveChart.namesOf(curves);
        if (!now.equals(names)) {
            names = now;
            now.forEach(name -> chips.computeIfAbsent(name, Chip::new));
            arrange();
            chips.values().forEach(Chip::paint);
        }
        chart.show(curves, names);
        Set<String> told = new LinkedHashSet<>();
        for (CurveSeries series : curves) {
            if (told.add(series.name()) && series.size() > 0) {
                chips.get(series.name()).value(series.smooth().get(series.size() - 1));
            }
        }
    }

    private final class Chip extends ToggleButton {
        private final String name;
        private final Circle dot = new Circle(5);
        private final Label value = Nodes.label("", "figures", "chip-value");

        Chip(String name) {
            this.name = name;
            setId("series-" + name);
            getStyleClass().addAll("chip", "small");
            value.setMinWidth(58);
            value.setMouseTransparent(true);
            Label words = new Label(name, dot);
            words.setMouseTransparent(true);
            HBox face = new HBox(6, words, value);
            face.setAlignment(Pos.CENTER_LEFT);
            setGraphic(face);
            setAccessibleText(name);
            Nodes.help(this, Words.of("chart.series.help", name));
            restore();
            fit();
            setOnAction(event -> choice.choose(name, isSelected()));
            selectedProperty().addListener((property, was, is) -> {
                hide();
                paint();
            });
        }

        private void hide() {
            chart.setHidden(name, !isSelected() || !group().has(name));
        }

        void restore() {
            setSelected(choice.shown(name, group()));
            hide();
        }

        /** Where the room is low, the curves need it more than the readings do. */
        void fit() {
            Nodes.show(value, ChartView.this.getHeight() > LOW);
        }

        void value(double latest) {
            value.setText(Formats.figure(latest));
        }

        void paint() {
            Palette palette = Palette.of(host.darkProperty().get());
            dot.setStroke(palette.curve(Math.max(0, names.indexOf(name))));
            dot.setFill(isSelected() ? dot.getStroke() : javafx.scene.paint.Color.TRANSPARENT);
        }
    }

    private Optional<Path> choose(String ending) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("chart.export." + ending));
        String run = model.entryProperty().get().map(entry -> entry.id()).orElse("curves");
        chooser.setInitialFileName(run + "." + ending);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("*." + ending, "*." + ending));
        return Optional.ofNullable(chooser.showSaveDialog(host.window())).map(File::toPath);
    }

    /** Saves the chart as it stands, with its legend. */
    CompletableFuture<Void> exportPng(Path file) {
        WritableImage picture = chart.picture();
        return saved(file, () -> ImageIO.write(SwingFXUtils.fromFXImage(picture, null), "png", file.toFile()));
    }

    /** Saves all points of the curves that are not hidden. */
    CompletableFuture<Void> exportCsv(Path file) {
        // The curves belong to this thread, so the text is made here and only the file is written elsewhere.
        java.io.StringWriter text = new java.io.StringWriter();
        try {
            CurveCsv.write(chart.visible(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return saved(file, () -> {
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write(text.toString());
            }
        });
    }

    private interface Saving {
        void save() throws IOException;
    }

    private CompletableFuture<Void> saved(Path file, Saving saving) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {
            try {
                saving.save();
            } catch (IOException e) {
                throw new StudioException(Words.of("chart.export.failed", file, String.valueOf(e.getMessage())), e);
            }
        });
        Later.take(
                done, nothing -> host.notify(Notice.success(Words.of("chart.exported"), file.toString())), host::error);
        return done;
    }
}
