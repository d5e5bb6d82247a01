package studio.ganvas.ui.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.image.Image;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.run.RunComparison;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PictureView;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.Splitters;

/** The chosen runs beside each other: their curves over each other, samples at the same step, and what differs. */
final class CompareView extends VBox {
    private static final double SHEET_ASPECT = 2;
    private static final double CAPTION = 24;

    private final RunModel model;
    private final RunDesk desk;
    private final PaneHost host;
    private final ChartView charts;
    private final Label title = Nodes.label("compareTitle", "title-4");
    private final Label step = Nodes.label("compareStep", "figures", "text-muted");
    private final Slider slider = new Slider(0, 1, 0);
    private final GridPane pictures = new GridPane();
    private final GridPane table = new GridPane();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private List<Long> steps = List.of();

    CompareView(RunModel model, RunDesk desk, PaneHost host, Runnable back) {
        super(8);
        this.model = model;
        this.desk = desk;
        this.host = host;
        charts = new ChartView(model, host);
        setId("compareView");
        setMinSize(0, 0);
        getStyleClass().add("section");
        Button leave = Nodes.dress(new Button(), "compareBack", "fth-arrow-left", "training.compare.back");
        leave.setOnAction(event -> back.run());
        leave.setCancelButton(false);
        Button again = Nodes.dress(new Button(), "compareRefresh", "fth-refresh-cw", "training.compare.refresh");
        again.setOnAction(event -> compare());
        Button report = Nodes.dress(new Button(), "compareReport", "fth-file-text", "training.compare.report");
        report.setOnAction(event -> desk.report(model.chosen()));
        HBox head = new HBox(8, leave, title, Nodes.spring(), again, report);
        head.setAlignment(Pos.CENTER_LEFT);
        List.of(leave, again, report).forEach(button -> {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        });
        title.setMinWidth(0);

        SplitPane upper = new SplitPane(charts, samples());
        upper.setOrientation(Orientation.HORIZONTAL);
        upper.setMinSize(0, 0);
        Splitters.remember(upper, 0, host.settings(), "training.split.compare", 0.5);
        table.setId("compareTable");
        table.getStyleClass().add("compare-table");
        ScrollPane scroll = new ScrollPane(table);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        SplitPane both = new SplitPane(upper, scroll);
        both.setOrientation(Orientation.VERTICAL);
        both.setMinSize(0, 0);
        Splitters.remember(both, 0, host.settings(), "training.split.compared", 0.62);
        VBox.setVgrow(both, Priority.ALWAYS);
        getChildren().addAll(head, both);
    }

    private VBox samples() {
        slider.setId("compareSlider");
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setAccessibleText(Words.of("training.compare.slider"));
        Nodes.help(slider, Words.of("training.compare.slider.help"));
        slider.valueProperty().subscribe(value -> showSamples());
        HBox.setHgrow(slider, Priority.ALWAYS);
        step.setMinWidth(88);
        HBox tools = new HBox(8, slider, step);
        tools.setAlignment(Pos.CENTER_LEFT);
        pictures.setId("comparePictures");
        pictures.setHgap(8);
        pictures.setVgap(4);
        pictures.setMinSize(0, 0);
        pictures.layoutBoundsProperty().subscribe(this::arrange);
        VBox.setVgrow(pictures, Priority.ALWAYS);
        VBox box = new VBox(4, tools, pictures);
        box.setMinSize(0, 0);
        box.getStyleClass().add("section");
        return box;
    }

    /** Puts the sheets into as many columns as make them largest; sheets are about twice as wide as high. */
    private void arrange() {
        int runs = columns.size();
        int best = 1;
        double largest = 0;
        for (int across = 1; across <= runs; across++) {
            int down = (runs + across - 1) / across;
            double width =
                    Math.min(pictures.getWidth() / across, SHEET_ASPECT * (pictures.getHeight() / down - CAPTION));
            if (width > largest) {
                largest = width;
                best = across;
            }
        }
        List<Column> all = List.copyOf(columns.values());
        pictures.getChildren().clear();
        for (int i = 0; i < runs; i++) {
            pictures.add(all.get(i), i % best, i / best);
        }
    }

    /** Losses that are shown at first. */
    void system(String id, List<String> losses) {
        charts.system(id, losses);
    }

    /** Shows what is chosen now. */
    void open() {
        List<RunEntry> runs = model.chosen();
        title.setText(Words.of("training.compare.title", runs.size()));
        columns.clear();
        runs.forEach(run -> columns.put(run.id(), new Column(run)));
        arrange();
        charts.update();
        // at first the newest
        steps = List.of();
        slider.setValue(slider.getMax());
        takeSteps();
        compare();
    }

    /** Takes in what is new. */
    void update() {
        charts.update();
        takeSteps();
    }

    private void takeSteps() {
        TreeSet<Long> all = new TreeSet<>();
        columns.keySet().forEach(id -> model.samplesOf(id).forEach(frame -> all.add(frame.step())));
        List<Long> now = new ArrayList<>(all);
        if (!now.equals(steps)) {
            boolean last = slider.getValue() >= slider.getMax();
            steps = now;
            slider.setMax(Math.max(1, steps.size() - 1));
            slider.setDisable(steps.size() < 2);
            if (last || slider.getValue() > slider.getMax()) {
                slider.setValue(Math.max(0, steps.size() - 1));
            }
        }
        showSamples();
    }

    private void showSamples() {
        if (steps.isEmpty()) {
            step.setText("");
            return;
        }
        long wanted = steps.get((int) Math.min(steps.size() - 1, Math.round(slider.getValue())));
        step.setText(Words.of("training.samples.step", Formats.count(wanted)));
        columns.forEach((id, column) -> column.show(model.samplesOf(id), wanted));
    }

    private void compare() {
        List<String> ids = List.copyOf(columns.keySet());
        if (ids.size() > 1) {
            Later.take(desk.keeping().compare(ids), this::fill, host::error);
        }
    }

    private void fill(RunComparison comparison) {
        table.getChildren().clear();
        table.getColumnConstraints().clear();
        ColumnConstraints first = new ColumnConstraints();
        first.setPercentWidth(26);
        table.getColumnConstraints().add(first);
        comparison.runs().forEach(run -> {
            ColumnConstraints each = new ColumnConstraints();
            each.setHgrow(Priority.ALWAYS);
            each.setPercentWidth(70.0 / comparison.runs().size());
            table.getColumnConstraints().add(each);
        });
        int row = 0;
        for (int i = 0; i < comparison.runs().size(); i++) {
            table.add(cell(comparison.runs().get(i).name(), "text-bold"), i + 1, row);
        }
        row = section(row + 1, "training.compare.options", comparison.options(), "training.compare.same");
        row = section(row, "training.compare.metrics", comparison.metrics(), "training.compare.nometrics");
        section(row, "training.compare.losses", comparison.losses(), "training.compare.nolosses");
    }

    private int section(int from, String key, List<RunComparison.Row> rows, String none) {
        int row = from;
        Label heading = Nodes.words(key, "text-muted", "text-small", "compare-heading");
        table.add(heading, 0, row++, GridPane.REMAINING, 1);
        if (rows.isEmpty()) {
            table.add(Nodes.words(none, "text-muted"), 0, row++, GridPane.REMAINING, 1);
        }
        for (RunComparison.Row each : rows) {
            table.add(cell(each.name()), 0, row);
            for (int i = 0; i < each.values().size(); i++) {
                String value = each.values().get(i);
                table.add(cell(value.isEmpty() ? "–" : value, "figures"), i + 1, row);
            }
            row++;
        }
        return row;
    }

    private static Label cell(String text, String... styles) {
        Label label = Nodes.eliding("", styles);
        label.setText(text);
        return label;
    }

    /** The sample sheet of one run. */
    private static final class Column extends VBox {
        private final PictureView picture = new PictureView();
        private final Label caption = Nodes.eliding("", "text-muted", "text-small");
        private final RunEntry run;
        private Optional<SampleFrame> shown = Optional.empty();

        Column(RunEntry run) {
            super(4);
            this.run = run;
            setId("compare-samples-" + run.id());
            setMinSize(0, 0);
            setPrefWidth(0);
            setPrefHeight(0);
            GridPane.setHgrow(this, Priority.ALWAYS);
            GridPane.setVgrow(this, Priority.ALWAYS);
            VBox.setVgrow(picture, Priority.ALWAYS);
            picture.setMinSize(0, 0);
            getChildren().addAll(caption, picture);
            caption.setText(run.name());
        }

        /** The newest sheet that is not newer than {@code step}; a run that has not come so far shows its last. */
        void show(List<SampleFrame> frames, long step) {
            Optional<SampleFrame> frame =
                    frames.stream().filter(each -> each.step() <= step).reduce((older, newer) -> newer);
            if (frame.isEmpty() || frame.equals(shown)) {
                return;
            }
            shown = frame;
            caption.setText(run.name() + " · "
                    + Words.of(
                            "training.samples.step", Formats.count(frame.get().step())));
            Image image = new Image(frame.get().file().toUri().toString(), true);
            image.progressProperty().addListener((property, was, progress) -> {
                if (progress.doubleValue() >= 1 && shown.equals(frame)) {
                    if (image.isError()) {
                        shown = Optional.empty();
                    } else {
                        picture.imageProperty().set(image);
                        picture.setAccessibleText(caption.getText());
                    }
                }
            });
        }
    }
}
