package studio.ganvas.ui.training;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** All runs: choosing one brings it into view, a check lays its curves over those in view. */
final class RunsTable extends VBox {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withZone(ZoneId.systemDefault());

    private static final double NARROW = 660;

    private final RunModel model;
    private final TableView<RunEntry> table = new TableView<>();
    private boolean following;

    RunsTable(RunModel model, RunDesk desk) {
        super(8);
        this.model = model;
        getStyleClass().add("section");
        table.setId("runsTable");
        table.getStyleClass().addAll("dense", "edge-to-edge");
        table.setAccessibleText(Words.of("training.runs"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label empty = Nodes.words("training.runs.empty", "text-muted");
        empty.setWrapText(true);
        table.setPlaceholder(empty);
        table.getColumns().add(overlayColumn());
        table.getColumns().add(stateColumn());
        table.getColumns().add(column("run", RunsTable::called, 260, false));
        table.getColumns()
                .add(column(
                        "steps",
                        run -> Formats.count(run.steps()) + " / " + Formats.count(run.totalSteps()),
                        116,
                        true));
        table.getColumns().add(column("started", run -> WHEN.format(run.started()), 130, false));
        VBox.setVgrow(table, Priority.ALWAYS);
        TableColumn<RunEntry, ?> started =
                table.getColumns().get(table.getColumns().size() - 1);
        table.widthProperty().subscribe(width -> started.setVisible(width.doubleValue() > NARROW));
        table.getSelectionModel().selectedItemProperty().addListener((property, was, is) -> {
            if (is != null && !following) {
                model.watch(is);
            }
        });
        model.all().addListener((ListChangeListener<RunEntry>) change -> follow());
        model.entryProperty().subscribe(this::follow);

        table.setOnKeyPressed(event -> key(event, desk));
        Nodes.help(table, Words.of("training.runs.hint"));
        model.queue().subscribe(table::refresh);
        getChildren().add(table);
    }

    private void key(KeyEvent event, RunDesk desk) {
        RunEntry run = table.getSelectionModel().getSelectedItem();
        if (run == null) {
            return;
        }
        if (event.getCode() == KeyCode.DELETE) {
            desk.delete(run);
        } else if (event.isAltDown() && event.getCode() == KeyCode.UP) {
            desk.move(run, -1);
        } else if (event.isAltDown() && event.getCode() == KeyCode.DOWN) {
            desk.move(run, 1);
        } else if (event.getCode() == KeyCode.SPACE) {
            model.overlay(run.id(), !model.overlaid(run.id()));
            table.refresh();
        } else {
            return;
        }
        event.consume();
    }

    /** Shows the list as it is now and selects the row of the run in view; not a choice of the person's. */
    private void follow() {
        following = true;
        if (!table.getItems().equals(model.all())) {
            table.getItems().setAll(model.all());
        }
        Optional<String> id = model.entryProperty().get().map(RunEntry::id);
        int row = -1;
        for (int i = 0; i < model.all().size(); i++) {
            if (id.filter(model.all().get(i).id()::equals).isPresent()) {
                row = i;
            }
        }
        if (row != table.getSelectionModel().getSelectedIndex()) {
            table.getSelectionModel().clearAndSelect(row);
        }
        following = false;
    }

    private static TableColumn<RunEntry, String> column(
            String key, Function<RunEntry, String> text, double width, boolean figures) {
        TableColumn<RunEntry, String> column = new TableColumn<>(Words.of("training.runs." + key));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 112));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setCellFactory(owner -> new TableCell<>() {
            {
                setAlignment(Pos.CENTER_LEFT);
            }

            @Override
            protected void updateItem(String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? "" : item);
                setTooltip(empty || item.length() < 24 ? null : new Tooltip(item));
                getStyleClass().remove("figures");
                if (figures) {
                    getStyleClass().add("figures");
                }
            }
        });
        return column;
    }

    /** The run's title or id, and its tags. */
    private static String called(RunEntry run) {
        return run.note().tags().isEmpty()
                ? run.name()
                : Words.of(
                        "training.runs.tagged",
                        run.name(),
                        String.join(", ", run.note().tags()));
    }

    /** What it is doing; of a waiting run its place in the queue. */
    private String state(RunEntry run) {
        int place = model.queue().indexOf(run.id());
        return place < 0 ? Words.of("training.state." + run.state()) : Words.of("training.queue.place", place + 1);
    }

    private TableColumn<RunEntry, RunEntry> stateColumn() {
        TableColumn<RunEntry, RunEntry> column = new TableColumn<>(Words.of("training.runs.state"));
        column.setPrefWidth(112);
        column.setMinWidth(104);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(RunEntry run, boolean empty) {
                super.updateItem(run, empty);
                getStyleClass().removeIf(style -> style.startsWith("tone-"));
                setText(empty || run == null ? "" : state(run));
                setTooltip(empty || run == null || run.message().isEmpty() ? null : new Tooltip(run.message()));
                if (!empty && run != null) {
                    getStyleClass().add("tone-" + RunHeader.tone(run.state()));
                }
            }
        });
        return column;
    }

    private TableColumn<RunEntry, RunEntry> overlayColumn() {
        TableColumn<RunEntry, RunEntry> column = new TableColumn<>(Words.of("training.runs.compare"));
        column.setMinWidth(96);
        column.setMaxWidth(96);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(owner -> new OverlayCell());
        return column;
    }

    private final class OverlayCell extends TableCell<RunEntry, RunEntry> {
        private final CheckBox box = new CheckBox();
        private final FontIcon eye = Nodes.icon("fth-eye");

        OverlayCell() {
            setAlignment(Pos.CENTER);
            Nodes.help(box, Words.of("training.runs.compare.help"));
            box.setOnAction(event -> {
                if (getItem() != null) {
                    model.overlay(getItem().id(), box.isSelected());
                }
            });
        }

        @Override
        protected void updateItem(RunEntry run, boolean empty) {
            super.updateItem(run, empty);
            if (empty || run == null) {
                setGraphic(null);
                return;
            }
            boolean inView = model.entryProperty()
                    .get()
                    .filter(entry -> entry.id().equals(run.id()))
                    .isPresent();
            box.setId("compare-" + run.id());
            box.setAccessibleText(Words.of("training.runs.compare.one", run.id()));
            box.setSelected(model.overlaid(run.id()));
            setGraphic(inView ? eye : box);
            setTooltip(inView ? new Tooltip(Words.of("training.runs.compare.in-view")) : null);
        }
    }
}
