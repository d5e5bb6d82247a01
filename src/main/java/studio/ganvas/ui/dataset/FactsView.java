package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Numbers of the open dataset: what its list says at once, and what looking at every picture found. */
final class FactsView extends VBox {
    private static final int MOST_KINDS = 3;

    private final DatasetsModel model;
    private final GridPane grid = new GridPane(12, 4);
    private final HBox scan = new HBox(8);

    FactsView(DatasetsModel model) {
        super(8);
        this.model = model;
        setId("datasets-facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        grid.getColumnConstraints().addAll(names, values);
        scan.setAlignment(Pos.CENTER_LEFT);
        scan.setId("datasets-scan");
        getChildren().addAll(Parts.section(Words.of("datasets.facts.title")), grid, scan);
        model.contentsProperty().addListener(o -> update());
        model.reportProperty().addListener(o -> update());
        update();
    }

    private void update() {
        grid.getChildren().clear();
        scan.getChildren().clear();
        model.contentsProperty().get().value().ifPresent(this::listed);
        Nodes.show(this, model.contentsProperty().get().value().isPresent());
        Load<DatasetReport> report = model.reportProperty().get();
        report.value().ifPresent(this::looked);
        Nodes.show(scan, !(report instanceof Load.Ready));
        if (report instanceof Load.Loading) {
            ProgressBar bar = new ProgressBar();
            bar.setPrefWidth(72);
            bar.setMinWidth(40);
            Label words = Parts.elided(Words.of("datasets.report.loading"), Styles.TEXT_MUTED, Styles.TEXT_SMALL);
            HBox.setHgrow(words, Priority.ALWAYS);
            words.setMaxWidth(Double.MAX_VALUE);
            var cancel = Parts.button(
                    "datasets-report-cancel", Words.of("datasets.report.cancel"), "fth-x", model::cancelReport);
            Nodes.help(cancel, Words.of("datasets.report.cancel.help"));
            cancel.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
            scan.getChildren().addAll(bar, words, cancel);
        } else if (report instanceof Load.Failed<DatasetReport> failed) {
            scan.getChildren().addAll(message(failed.message()), readAgain());
        } else {
            scan.getChildren().addAll(message(Words.of("datasets.report.none")), readAgain());
        }
    }

    private Label message(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private Region readAgain() {
        var button = Parts.button(
                "datasets-report-read", Words.of("datasets.report.read"), "fth-refresh-cw", model::readReport);
        button.getStyleClass().add(Styles.SMALL);
        return Nodes.help(button, Words.of("datasets.report.read.help"));
    }

    private void listed(DatasetContents contents) {
        int pairs = contents.paired() ? PictureFilter.ALL.apply(contents, true).size() : 0;
        int pictures = contents.pictures().size();
        fact("pictures", pairs > 0 ? Words.of("datasets.count.both", pairs, pictures) : number(pictures));
        if (!contents.domains().isEmpty()) {
            fact("domains", String.join(" · ", contents.domains()));
        }
        if (!contents.splits().isEmpty()) {
            fact("splits", String.join(" · ", contents.splits()));
        }
        fact("layout", contents.layout());
    }

    private void looked(DatasetReport report) {
        counts("sizes", report.sizes());
        counts("formats", report.formats());
        counts("channels", report.channels());
        fact("bytes", Formats.bytes(report.bytes()));
    }

    /** "64×64", or "64×64 (1,000) · 32×32 (26) · 4 more" with all of them in the tooltip. */
    private void counts(String key, Map<String, Integer> counts) {
        if (counts.isEmpty()) {
            return;
        }
        if (counts.size() == 1) {
            fact(key, counts.keySet().iterator().next());
            return;
        }
        String text = lines(counts, " · ", MOST_KINDS);
        int more = counts.size() - MOST_KINDS;
        Label label = fact(key, more > 0 ? text + " · " + Words.of("datasets.facts.more", more) : text);
        Tooltip tooltip = new Tooltip(lines(counts, "\n", 40));
        // the label's own tooltip repeats its text; this one says more
        label.tooltipProperty().unbind();
        label.setTooltip(tooltip);
    }

    private static String lines(Map<String, Integer> counts, String separator, int most) {
        return counts.entrySet().stream()
                .limit(most)
                .map(e -> e.getKey() + "\u00a0(" + number(e.getValue()) + ")")
                .collect(Collectors.joining(separator));
    }

    private static String number(int value) {
        return String.format("%,d", value);
    }

    private Label fact(String key, String value) {
        Label name = new Label(Words.of("datasets.facts." + key));
        name.getStyleClass().add(Styles.TEXT_MUTED);
        Label text = new Label(value);
        text.setId("datasets-fact-" + key);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.TOP);
        grid.addRow(grid.getRowCount(), name, text);
        return text;
    }
}
