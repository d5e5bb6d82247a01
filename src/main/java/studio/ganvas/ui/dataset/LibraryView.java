package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Starter and own datasets, the buttons that add one, and what went wrong when one was added. */
final class LibraryView extends VBox {
    private final DatasetsModel model;
    private final Consumer<DatasetEntry> remove;
    private final ListView<DatasetEntry> list = new ListView<>();
    private final VBox problems = new VBox(4);
    private boolean following;

    /** @param remove takes an own dataset off the list */
    LibraryView(DatasetsModel model, Runnable addFolder, Runnable addFile, Consumer<DatasetEntry> remove) {
        super(8);
        this.model = model;
        this.remove = remove;
        getStyleClass().add("library");
        list.setId("datasets-library");
        list.setItems(model.datasets());
        list.setCellFactory(view -> new EntryCell());
        list.setAccessibleText(Words.of("datasets.library.title"));
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE || e.getCode() == KeyCode.BACK_SPACE) {
                Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                        .filter(entry -> !entry.starter())
                        .ifPresent(remove);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel().selectedItemProperty().addListener((o, was, entry) -> {
            if (!following && entry != null) {
                model.open(entry);
            }
        });
        model.currentProperty().addListener(o -> follow());
        model.datasets().addListener((ListChangeListener<DatasetEntry>) c -> follow());
        model.summaries().addListener((MapChangeListener<String, Load<DatasetsModel.Summary>>) c -> list.refresh());
        model.importProblems().addListener((ListChangeListener<DatasetsModel.ImportProblem>) c -> showProblems());
        getChildren()
                .addAll(
                        Parts.section(Words.of("datasets.library.title")),
                        list,
                        problems,
                        importing(),
                        buttons(addFolder, addFile));
        showProblems();
        follow();
    }

    private VBox buttons(Runnable addFolder, Runnable addFile) {
        var folder = Parts.button("datasets-add-folder", Words.of("datasets.add.folder"), "fth-folder-plus", addFolder);
        var file = Parts.button("datasets-add-file", Words.of("datasets.add.file"), "fth-file-plus", addFile);
        Nodes.help(folder, Words.of("datasets.add.folder.help"));
        Nodes.help(file, Words.of("datasets.add.file.help"));
        folder.setMaxWidth(Double.MAX_VALUE);
        file.setMaxWidth(Double.MAX_VALUE);
        folder.setAlignment(Pos.CENTER_LEFT);
        file.setAlignment(Pos.CENTER_LEFT);
        Label hint = new Label(Words.of("datasets.add.hint"));
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        hint.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return new VBox(6, folder, file, hint);
    }

    private HBox importing() {
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.setPrefSize(16, 16);
        Label words = new Label(Words.of("datasets.add.working"));
        words.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        HBox row = new HBox(8, wheel, words);
        row.setAlignment(Pos.CENTER_LEFT);
        row.visibleProperty().bind(model.importingProperty().greaterThan(0));
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private void showProblems() {
        problems.getChildren().clear();
        for (DatasetsModel.ImportProblem problem : model.importProblems()) {
            problems.getChildren().add(problemBox(problem));
        }
        Nodes.show(problems, !problems.getChildren().isEmpty());
    }

    private VBox problemBox(DatasetsModel.ImportProblem problem) {
        Path named = problem.place().getFileName();
        Label place = new Label((named == null ? problem.place() : named).toString());
        place.getStyleClass().add(Styles.TEXT_BOLD);
        place.setTooltip(new Tooltip(problem.place().toString()));
        place.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        place.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(place, Priority.ALWAYS);
        var dismiss = Parts.iconButton("", Words.of("datasets.add.dismiss"), "fth-x", () -> model.importProblems()
                .remove(problem));
        dismiss.getStyleClass().addAll(Styles.SMALL, "import-dismiss");
        HBox head = new HBox(4, place, dismiss);
        head.setAlignment(Pos.CENTER_LEFT);
        Label reason = new Label(problem.reason());
        reason.setWrapText(true);
        reason.setMinHeight(USE_PREF_SIZE);
        reason.getStyleClass().addAll(Styles.TEXT_SMALL, "import-reason");
        VBox box = new VBox(2, head, reason);
        box.getStyleClass().add("import-problem");
        return box;
    }

    private void follow() {
        following = true;
        model.currentProperty()
                .get()
                .ifPresentOrElse(
                        entry -> {
                            list.getSelectionModel().select(entry);
                        },
                        list.getSelectionModel()::clearSelection);
        following = false;
    }

    private final class EntryCell extends ListCell<DatasetEntry> {
        private final FontIcon icon = new FontIcon();
        private final Label name = Parts.elided("", "entry-name");
        private final Label detail = Parts.elided("", Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        private final VBox lines = new VBox(2, name, detail);
        private final Button removal =
                Parts.iconButton("", Words.of("datasets.remove"), "fth-trash-2", () -> remove.accept(getItem()));
        private final HBox row = new HBox(8, icon, lines, removal);

        EntryCell() {
            removal.getStyleClass().add("entry-remove");
            removal.visibleProperty()
                    .bind(itemProperty()
                            .map(entry -> !entry.starter())
                            .orElse(false)
                            .flatMap(own ->
                                    hoverProperty().or(selectedProperty()).map(near -> own && near)));
            removal.managedProperty().bind(removal.visibleProperty());
            setPrefWidth(0);
            HBox.setHgrow(lines, Priority.ALWAYS);
            lines.setMinWidth(0);
        }

        @Override
        protected void updateItem(DatasetEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setGraphic(empty ? null : row);
            setContextMenu(empty || entry.starter() ? null : menu(entry));
            if (empty) {
                setAccessibleText("");
                return;
            }
            Load<DatasetsModel.Summary> summary = model.summaries().getOrDefault(entry.id(), new Load.Loading<>());
            boolean broken = summary instanceof Load.Failed;
            icon.setIconLiteral(broken ? "fth-alert-triangle" : entry.starter() ? "fth-package" : "fth-folder");
            name.setText(entry.name());
            detail.setText(detail(entry, summary));
            lines.getChildren().setAll(name, detail);
            summary.value().filter(s -> !s.kinds().isEmpty()).ifPresent(s -> lines.getChildren()
                    .add(Parts.badges(s.kinds())));
            setAccessibleText(entry.name() + ", " + detail.getText());
        }

        private String detail(DatasetEntry entry, Load<DatasetsModel.Summary> summary) {
            String count;
            if (summary instanceof Load.Failed<DatasetsModel.Summary> failed) {
                return failed.message();
            } else if (summary instanceof Load.Ready<DatasetsModel.Summary> ready) {
                var s = ready.result();
                count = s.pairs() > 0
                        ? Words.of("datasets.count.pairs", s.pairs())
                        : Words.of("datasets.count.pictures", s.pictures());
            } else {
                count = Words.of("datasets.count.reading");
            }
            return entry.starter() ? count + " · " + Words.of("datasets.library.starter") : count;
        }

        private ContextMenu menu(DatasetEntry entry) {
            MenuItem item = new MenuItem(Words.of("datasets.remove"), new FontIcon("fth-trash-2"));
            item.setOnAction(e -> remove.accept(entry));
            return new ContextMenu(item);
        }
    }
}
