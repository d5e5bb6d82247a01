package studio.ganvas.ui.training;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricNames;
import studio.ganvas.ui.control.CurveChart;
import studio.ganvas.ui.control.CurveSeries;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PictureView;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;

/** The same results three ways: a table of snapshots, a curve over them, and pictures beside their nearest neighbours. */
final class MetricResults extends VBox {
    private final MetricsModel model;
    private final TableView<MetricHistory.Row> table = new TableView<>();
    private final CurveChart chart = new CurveChart();
    private final ComboBox<String> series = new ComboBox<>();
    private final PictureView sheet = new PictureView();
    private final Label noSheet = Nodes.words("metrics.neighbours.empty", "text-muted");
    private final ToggleGroup views = new ToggleGroup();
    private List<String> columns = List.of();

    MetricResults(MetricsModel model, PaneHost host) {
        super(4);
        this.model = model;
        setMinSize(0, 0);
        table();
        chart.setId("metricChart");
        chart.darkProperty().bind(host.darkProperty());
        series.setId("metricSeries");
        series.setAccessibleText(Words.of("metrics.series"));
        Nodes.help(series, Words.of("metrics.series.help"));
        series.getStyleClass().add("small");
        series.setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null ? "" : titled(name);
            }

            @Override
            public String fromString(String title) {
                return title;
            }
        });
        series.setOnAction(event -> draw());
        VBox.setVgrow(chart, Priority.ALWAYS);
        VBox curve = new VBox(4, series, chart);
        sheet.setId("metricSheet");
        sheet.setAccessibleText(Words.of("metrics.neighbours.text"));
        noSheet.setWrapText(true);
        Label caption = Nodes.words("metrics.neighbours.caption", "text-muted", "text-small");
        caption.setWrapText(true);
        caption.setMinHeight(USE_PREF_SIZE);
        StackPane frame = new StackPane(sheet, noSheet);
        frame.setMinSize(0, 0);
        VBox.setVgrow(frame, Priority.ALWAYS);
        VBox neighbours = new VBox(4, caption, frame);
        StackPane stage = new StackPane(table, curve, neighbours);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        HBox choice = new HBox(
                toggle("metricTable", "fth-list", "metrics.table", table),
                toggle("metricCurve", "fth-trending-down", "metrics.curve", curve),
                toggle("metricNeighbours", "fth-users", "metrics.neighbours", neighbours));
        choice.setAlignment(Pos.CENTER_LEFT);
        views.selectToggle(views.getToggles().get(0));
        getChildren().addAll(choice, stage);
        model.historyProperty().subscribe(this::show);
    }

    private ToggleButton toggle(String id, String icon, String key, javafx.scene.Node view) {
        ToggleButton button = Nodes.dress(new ToggleButton(), id, icon, key);
        button.getStyleClass().add("small");
        button.setToggleGroup(views);
        button.selectedProperty().subscribe(on -> Nodes.show(view, on));
        // one of the three is always in view
        button.setOnAction(event -> button.setSelected(true));
        return button;
    }

    private void table() {
        table.setId("metricRows");
        table.getStyleClass().addAll("dense", "edge-to-edge");
        table.setAccessibleText(Words.of("metrics.table"));
        table.setMinSize(0, 0);
        Label empty = Nodes.words("metrics.empty", "text-muted");
        empty.setWrapText(true);
        table.setPlaceholder(empty);
    }

    private void show(MetricHistory history) {
        List<String> now = model.columns();
        if (!now.equals(columns) || table.getColumns().isEmpty()) {
            columns = now;
            table.getColumns().clear();
            table.getColumns().add(step());
            now.forEach(name -> table.getColumns().add(result(name)));
            table.getColumns().add(setting());
            String before = series.getValue();
            series.getItems().setAll(now);
            series.setValue(before != null && now.contains(before) ? before : preferred(history, now));
        }
        table.getItems().setAll(history.rows());
        if (!history.rows().isEmpty()) {
            table.scrollTo(history.rows().size() - 1);
        }
        draw();
        Nodes.show(noSheet, history.sheet().isEmpty());
        sheet.imageProperty()
                .set(history.sheet()
                        .map(file -> new Image(file.toUri().toString(), true))
                        .orElse(null));
        sheet.fit();
    }

    private static String preferred(MetricHistory history, List<String> names) {
        return history.best()
                .map(MetricHistory.Best::metric)
                .filter(names::contains)
                .orElseGet(() -> names.isEmpty() ? null : names.get(0));
    }

    /** A result's name in words; one of another program keeps its own. */
    static String titled(String name) {
        return Words.orElse("metrics.result." + MetricNames.base(name), MetricNames.base(name))
                + MetricNames.direction(name);
    }

    /** The step, with a star where it is the best. */
    private TableColumn<MetricHistory.Row, MetricHistory.Row> step() {
        TableColumn<MetricHistory.Row, MetricHistory.Row> column = column(Words.of("metrics.step"), 96);
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(MetricHistory.Row row, boolean empty) {
                super.updateItem(row, empty);
                boolean isBest =
                        !empty && best().filter(step -> step == row.step()).isPresent();
                setText(empty ? "" : Formats.count(row.step()));
                setGraphic(isBest ? Nodes.icon("fth-star") : null);
                setAccessibleText(isBest ? Words.of("metrics.best.cell", Formats.count(row.step())) : getText());
            }
        });
        return column;
    }

    private Optional<Long> best() {
        return model.historyProperty().get().best().map(MetricHistory.Best::step);
    }

    private static TableColumn<MetricHistory.Row, MetricHistory.Row> result(String name) {
        TableColumn<MetricHistory.Row, MetricHistory.Row> column = column("", 92);
        Label title = new Label(titled(name));
        Nodes.help(title, Words.orElse("metrics.result." + MetricNames.base(name) + ".help", name));
        column.setGraphic(title);
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(MetricHistory.Row row, boolean empty) {
                super.updateItem(row, empty);
                Double value = empty ? null : row.results().get(name);
                setText(value == null ? "" : Formats.figure(value));
                getStyleClass().remove("figures");
                getStyleClass().add("figures");
            }
        });
        return column;
    }

    /** With what it was measured: only numbers of one setting can be compared. */
    private static TableColumn<MetricHistory.Row, MetricHistory.Row> setting() {
        TableColumn<MetricHistory.Row, MetricHistory.Row> column = column(Words.of("metrics.setting"), 200);
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(MetricHistory.Row row, boolean empty) {
                super.updateItem(row, empty);
                setText(
                        empty
                                ? ""
                                : Words.of(
                                        "metrics.setting.text",
                                        row.features(),
                                        Formats.count(row.generated()),
                                        Formats.count(row.real())));
            }
        });
        return column;
    }

    private static TableColumn<MetricHistory.Row, MetricHistory.Row> column(String title, double width) {
        TableColumn<MetricHistory.Row, MetricHistory.Row> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        return column;
    }

    private void draw() {
        String name = series.getValue();
        if (name == null) {
            chart.show(List.of(), List.of());
            return;
        }
        CurveSeries curve = new CurveSeries("", titled(name));
        model.historyProperty().get().rows().forEach(row -> Optional.ofNullable(
                        row.results().get(name))
                .filter(Double::isFinite)
                .ifPresent(value -> curve.append(row.step(), value)));
        chart.show(List.of(curve), List.of(titled(name)));
    }
}
