package studio.ganvas.ui.training;

import java.io.File;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;

/** All runs: choosing one brings it into view, a check lays its curves over those in view. */
final class RunsTable extends VBox {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withZone(ZoneId.systemDefault());

    private final RunModel model;
    private final TableView<RunEntry> table = new TableView<>();
    private boolean following;

    RunsTable(RunModel model, PaneHost host, Consumer<Path> open) {
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
        table.getColumns().add(column("run", RunEntry::id, 260, false));
        table.getColumns()
                .add(column(
                        "steps",
                        run -> Formats.count(run.steps()) + " / " + Formats.count(run.totalSteps()),
                        140,
                        true));
        table.getColumns().add(column("started", run -> WHEN.format(run.started()), 130, false));
        VBox.setVgrow(table, Priority.ALWAYS);
        table.getSelectionModel().selectedItemProperty().addListener((property, was, is) -> {
            if (is != null && !following) {
                model.watch(is);
            }
        });
        model.all().addListener((ListChangeListener<RunEntry>) change -> follow());
        model.entryProperty().subscribe(this::follow);

        Button folder = Nodes.dress(new Button(), "openRunButton", "fth-folder", "training.runs.open");
        folder.getStyleClass().add("small");
        folder.setOnAction(event -> choose(host).ifPresent(open));
        Label hint = Nodes.words("training.runs.hint", "text-muted", "text-small");
        hint.setMinWidth(0);
        HBox foot = new HBox(12, hint, Nodes.spring(), folder);
        folder.setMinWidth(USE_PREF_SIZE);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(table, foot);
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

    private static Optional<Path> choose(PaneHost host) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Words.of("training.runs.open"));
        return Optional.ofNullable(chooser.showDialog(host.window())).map(File::toPath);
    }

    private static TableColumn<RunEntry, String> column(
            String key, Function<RunEntry, String> text, double width, boolean figures) {
        TableColumn<RunEntry, String> column = new TableColumn<>(Words.of("training.runs." + key));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 136));
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

    private static TableColumn<RunEntry, RunEntry> stateColumn() {
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
                setText(empty || run == null ? "" : Words.of("training.state." + run.state()));
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
