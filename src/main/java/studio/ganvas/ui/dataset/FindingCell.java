package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.dataset.DatasetDoctor.Repair;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.Finding;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** One line of the doctor's list: a kind with its explanation, or a finding with thumbnails and fixes. */
final class FindingCell extends ListCell<DoctorView.Row> {
    private static final int THUMBNAIL = 64;
    private static final int MOST_PICTURES = 4;

    private final DoctorModel model;
    private final Thumbnails thumbnails;
    private final Supplier<Optional<DatasetEntry>> dataset;
    private final Label kind = Parts.elided("", Styles.TEXT_BOLD);
    private final Label explanation = new Label();
    private final Button all = new Button();
    private final HBox heading;
    private final List<ThumbnailView> pictures = new ArrayList<>();
    private final Label words = new Label();
    private final SplitMenuButton fixes = new SplitMenuButton();
    private final HBox line;

    FindingCell(Thumbnails thumbnails, DoctorModel model, Supplier<Optional<DatasetEntry>> dataset) {
        this.model = model;
        this.thumbnails = thumbnails;
        this.dataset = dataset;
        setPrefWidth(0);
        explanation.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        explanation.setWrapText(true);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        VBox kindWords = new VBox(2, kind, explanation);
        kindWords.setMinWidth(0);
        HBox.setHgrow(kindWords, Priority.ALWAYS);
        all.getStyleClass().addAll(Styles.SMALL, "doctor-fix-kind");
        all.setMinWidth(Region.USE_PREF_SIZE);
        heading = new HBox(12, kindWords, all);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("doctor-heading");
        HBox strip = new HBox(4);
        for (int i = 0; i < MOST_PICTURES; i++) {
            ThumbnailView view = new ThumbnailView(thumbnails);
            view.setMinSize(THUMBNAIL, THUMBNAIL);
            view.setMaxSize(THUMBNAIL, THUMBNAIL);
            pictures.add(view);
            strip.getChildren().add(view);
        }
        strip.setMinWidth(Region.USE_PREF_SIZE);
        words.setWrapText(true);
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        fixes.getStyleClass().addAll(Styles.SMALL, "doctor-fix");
        fixes.setMinWidth(Region.USE_PREF_SIZE);
        line = new HBox(12, strip, words, fixes);
        line.setAlignment(Pos.CENTER_LEFT);
        model.busyProperty().addListener(o -> enable());
    }

    private void enable() {
        fixes.setDisable(model.busyProperty().get());
        all.setDisable(model.busyProperty().get());
    }

    @Override
    protected void updateItem(DoctorView.Row row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null || row.finding().isEmpty()) {
            pictures.forEach(ThumbnailView::release);
        }
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText("");
        } else if (row.finding().isPresent()) {
            show(row.finding().get());
        } else {
            show(row);
        }
        enable();
    }

    private void show(DoctorView.Row row) {
        kind.setText(Words.of("doctor.kind." + row.kind().name()) + " (" + row.count() + ")");
        explanation.setText(Words.of("doctor.explain." + row.kind().name()));
        List<Repair> repairs = model.safeRepairs().stream()
                .filter(repair -> repair.finding().kind() == row.kind())
                .toList();
        all.setText(Words.of("doctor.fix.kind", repairs.size()));
        all.setOnAction(e -> model.apply(repairs));
        Nodes.show(all, repairs.size() > 1);
        setGraphic(heading);
        setAccessibleText(kind.getText() + ". " + explanation.getText());
    }

    private void show(Finding finding) {
        List<Integer> shown = finding.pictures();
        for (int i = 0; i < MOST_PICTURES; i++) {
            ThumbnailView view = pictures.get(i);
            boolean there = i < shown.size() && dataset.get().isPresent();
            Nodes.show(view, there);
            if (there) {
                view.show(thumbnails.key(dataset.get().get().id(), shown.get(i), THUMBNAIL));
            } else {
                view.release();
            }
        }
        words.setText(finding.words());
        List<MenuItem> others = new ArrayList<>();
        for (int i = 0; i < finding.fixes().size(); i++) {
            Repair repair = new Repair(finding, i);
            if (i == 0) {
                fixes.setText(name(finding.fixes().get(0)));
                fixes.setTooltip(new Tooltip(Words.of(
                        "doctor.way." + finding.fixes().get(0).way() + ".help",
                        finding.fixes().get(0).picture())));
                fixes.setOnAction(e -> model.apply(List.of(repair)));
            } else {
                MenuItem item = new MenuItem(name(finding.fixes().get(i)) + " · "
                        + finding.fixes().get(i).picture());
                item.setOnAction(e -> model.apply(List.of(repair)));
                others.add(item);
            }
        }
        fixes.getItems().setAll(others);
        fixes.setAccessibleText(fixes.getText() + ": " + finding.name());
        setGraphic(line);
        setAccessibleText(finding.words());
    }

    private static String name(Finding.Fix fix) {
        return Words.of("doctor.way." + fix.way());
    }
}
