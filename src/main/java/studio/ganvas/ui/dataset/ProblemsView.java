package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.engine.dataset.DatasetReport.Problem;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The pictures that can't be read, each with the reason; training skips them. Lines can be copied. */
final class ProblemsView extends VBox {
    private static final double ROW = 44;

    private final ListView<Problem> list = new ListView<>();
    private final Label title = Parts.section("");
    private final Label good = new Label(Words.of("datasets.problems.none"), new FontIcon("fth-check"));

    ProblemsView(DatasetsModel model) {
        super(8);
        list.setId("datasets-problems");
        list.setFixedCellSize(ROW);
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(view -> new ProblemCell());
        list.getStyleClass().addAll(Styles.DENSE, Styles.BORDERED);
        list.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(e)) {
                copy(list.getSelectionModel().getSelectedItems());
                e.consume();
            }
        });
        good.getStyleClass().addAll(Styles.SUCCESS, "problems-none");
        var copyAll = Parts.iconButton(
                "datasets-problems-copy", Words.of("datasets.problems.copy"), "fth-copy", () -> copy(list.getItems()));
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, title, space, copyAll);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, list, good);
        model.reportProperty().addListener(o -> show(model.reportProperty().get()));
        show(model.reportProperty().get());
    }

    private void show(Load<DatasetReport> report) {
        List<Problem> problems = report.value().map(DatasetReport::problems).orElse(List.of());
        list.getItems().setAll(problems);
        list.setPrefHeight(Math.min(problems.size(), 5) * ROW + 2);
        list.setMinHeight(Region.USE_PREF_SIZE);
        title.setText(Words.of("datasets.problems.title", problems.size()));
        Nodes.show(this, report.value().isPresent());
        getChildren().forEach(child -> Nodes.show(child, (child == good) == problems.isEmpty()));
    }

    private static void copy(List<Problem> problems) {
        ClipboardContent content = new ClipboardContent();
        content.putString(
                problems.stream().map(p -> p.name() + "\t" + p.reason()).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static final class ProblemCell extends ListCell<Problem> {
        private final Label name = Parts.elided("", Styles.TEXT_BOLD);
        private final Label reason = Parts.elided("", Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        private final VBox lines = new VBox(name, reason);

        ProblemCell() {
            setPrefWidth(0);
            lines.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            setGraphic(empty ? null : lines);
            if (!empty) {
                name.setText(problem.name());
                reason.setText(problem.reason());
                setAccessibleText(problem.name() + ": " + problem.reason());
            }
        }
    }
}
