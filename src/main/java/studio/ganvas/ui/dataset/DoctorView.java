package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.FaultKind;
import studio.ganvas.engine.dataset.Finding;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The doctor's findings over the pane, grouped by kind, each with its pictures, an explanation and its fixes. */
final class DoctorView extends BorderPane {
    /** A line of the list: the heading of a kind, or one finding under it. */
    record Row(FaultKind kind, int count, Optional<Finding> finding) {}

    private final DatasetsModel datasets;
    private final DoctorModel model;
    private final Runnable closed;
    private final ListView<Row> list = new ListView<>();
    private final Label title = Parts.elided("", Styles.TITLE_4);
    private final Label notes = new Label();
    private final Label trouble = new Label();
    private final Label well = new Label(Words.of("doctor.well"));
    private final Button safe;
    private final Button undo;
    private final Button export;
    private final Button copy;

    /**
     * @param export asks for a file and writes the findings
     * @param copy opens the tool that makes a clean copy
     * @param closed told when the view goes away, to give the focus back
     */
    DoctorView(
            DatasetsModel datasets,
            DoctorModel model,
            Thumbnails thumbnails,
            Runnable export,
            Runnable copy,
            Runnable closed) {
        this.datasets = datasets;
        this.model = model;
        this.closed = closed;
        this.safe = Parts.button("doctor-safe", "", "fth-check-circle", () -> model.apply(model.safeRepairs()));
        this.undo = Parts.button("doctor-undo", Words.of("doctor.undo"), "fth-corner-up-left", model::undo);
        this.export = Parts.button("doctor-export", Words.of("doctor.export"), "fth-download", export);
        this.copy = Parts.button("doctor-copy", Words.of("doctor.copy"), "fth-copy", copy);
        setId("datasets-doctor-view");
        getStyleClass().add("doctor-view");
        safe.getStyleClass().add(Styles.ACCENT);
        safe.setTooltip(new Tooltip(Words.of("doctor.safe.help")));
        undo.setTooltip(new Tooltip(Words.of("doctor.undo.help")));
        this.export.setTooltip(new Tooltip(Words.of("doctor.export.help")));
        this.copy.setTooltip(new Tooltip(Words.of("doctor.copy.help")));
        list.setId("doctor-list");
        list.setAccessibleText(Words.of("doctor.title.plain"));
        list.setCellFactory(view -> new FindingCell(
                thumbnails, model, () -> datasets.currentProperty().get()));
        for (Label words : List.of(notes, trouble)) {
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
        }
        notes.setId("doctor-notes");
        trouble.setId("doctor-trouble");
        notes.getStyleClass().add(Styles.TEXT_MUTED);
        trouble.getStyleClass().add(Styles.DANGER);
        trouble.textProperty().bind(model.troubleProperty());
        well.setId("doctor-well");
        well.getStyleClass().addAll(Styles.TITLE_4, "doctor-well");
        setTop(head());
        setBottom(notes);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        model.diagnosisProperty().addListener(o -> update());
        model.busyProperty().addListener(o -> update());
        model.troubleProperty()
                .addListener(
                        o -> Nodes.show(trouble, !model.troubleProperty().get().isEmpty()));
        Nodes.show(trouble, false);
        Nodes.show(this, false);
        update();
    }

    private VBox head() {
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.setPrefSize(18, 18);
        wheel.visibleProperty().bind(model.busyProperty());
        HBox line = new HBox(
                8,
                title,
                wheel,
                Nodes.spring(),
                safe,
                undo,
                copy,
                export,
                Parts.iconButton("doctor-close", Words.of("doctor.close"), "fth-x", this::close));
        line.setAlignment(Pos.CENTER_LEFT);
        Label promise = new Label(Words.of("doctor.promise"));
        promise.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        promise.setWrapText(true);
        VBox head = new VBox(8, line, promise, trouble);
        head.getStyleClass().add("doctor-head");
        return head;
    }

    void open() {
        Nodes.show(this, true);
        update();
        list.requestFocus();
    }

    void close() {
        if (isVisible()) {
            Nodes.show(this, false);
            list.getItems().clear();
            closed.run();
        }
    }

    private void update() {
        List<Finding> findings = model.findings();
        boolean ready = model.diagnosisProperty().get() instanceof Load.Ready;
        boolean idle = ready && !model.busyProperty().get();
        int fixes = model.safeRepairs().size();
        safe.setText(Words.of("doctor.safe", fixes));
        safe.setDisable(!idle || fixes == 0);
        undo.setDisable(!idle || !model.undoable());
        export.setDisable(!ready || findings.isEmpty());
        copy.setDisable(!ready);
        String name =
                datasets.currentProperty().get().map(entry -> entry.name()).orElse("");
        title.setText(ready ? Words.of("doctor.title", name, findings.size()) : Words.of("doctor.looking", name));
        notes.setText(String.join(
                "\n",
                model.diagnosisProperty().get().value().map(Diagnosis::notes).orElse(List.of())));
        Nodes.show(notes, !notes.getText().isEmpty());
        if (isVisible()) {
            list.getItems().setAll(rows(findings));
            setCenter(ready && findings.isEmpty() ? well : list);
        }
    }

    private static List<Row> rows(List<Finding> findings) {
        List<Row> rows = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            List<Finding> some =
                    findings.stream().filter(finding -> finding.kind() == kind).toList();
            if (!some.isEmpty()) {
                rows.add(new Row(kind, some.size(), Optional.empty()));
                some.forEach(finding -> rows.add(new Row(kind, 1, Optional.of(finding))));
            }
        }
        return rows;
    }
}
