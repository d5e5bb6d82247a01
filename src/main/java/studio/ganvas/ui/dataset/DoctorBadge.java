package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.ui.control.Words;

/** What the doctor says in three words; a click shows the findings. */
final class DoctorBadge extends Button {
    private final DoctorModel model;
    private final FontIcon icon = new FontIcon();

    DoctorBadge(DoctorModel model, Runnable open) {
        this.model = model;
        setId("datasets-doctor");
        setGraphic(icon);
        setMaxWidth(Double.MAX_VALUE);
        setTooltip(new Tooltip(Words.of("doctor.badge.help")));
        setAccessibleHelp(Words.of("doctor.badge.help"));
        setOnAction(e -> open.run());
        model.diagnosisProperty().addListener(o -> update());
        update();
    }

    private void update() {
        Load<Diagnosis> diagnosis = model.diagnosisProperty().get();
        getStyleClass().removeAll(Styles.WARNING, Styles.SUCCESS);
        int grave = model.grave(), all = model.findings().size();
        if (diagnosis instanceof Load.Ready) {
            getStyleClass().add(grave > 0 ? Styles.WARNING : Styles.SUCCESS);
            icon.setIconLiteral(grave > 0 ? "fth-alert-triangle" : "fth-check");
            setText(
                    grave > 0
                            ? Words.of("doctor.badge.findings", grave)
                            : all > 0 ? Words.of("doctor.badge.notes", all) : Words.of("doctor.badge.well"));
        } else {
            icon.setIconLiteral("fth-activity");
            setText(Words.of(diagnosis instanceof Load.Loading ? "doctor.badge.looking" : "doctor.badge.unknown"));
        }
        setDisable(!(diagnosis instanceof Load.Ready));
        setAccessibleText(getText());
    }
}
