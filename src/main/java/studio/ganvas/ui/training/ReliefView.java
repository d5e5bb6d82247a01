package studio.ganvas.ui.training;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.Relief;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Words;

/** Says that a run is too large for this machine, and offers a button for each change with which it would fit. */
final class ReliefView extends VBox {
    private final SetupModel model;
    private final Label message = new Label();
    private final FlowPane buttons = new FlowPane(6, 6);

    ReliefView(SetupModel model) {
        super(6);
        this.model = model;
        setId("reliefs");
        message.setId("reliefMessage");
        message.getStyleClass().addAll("field-message", "text-small");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(message, buttons);
        model.estimateProperty().subscribe(this::show);
    }

    private void show(Optional<Estimate> estimate) {
        boolean tooLarge = estimate.isPresent() && !estimate.get().fits();
        setVisible(tooLarge);
        setManaged(tooLarge);
        buttons.getChildren().clear();
        if (!tooLarge) {
            return;
        }
        estimate.get().reliefs().forEach(relief -> buttons.getChildren().add(button(relief)));
        message.setText(Words.of(
                estimate.get().reliefs().isEmpty() ? "training.relief.none" : "training.relief",
                Formats.bytes(estimate.get().memoryBytes()),
                Formats.bytes(estimate.get().availableBytes())));
    }

    private Button button(Relief relief) {
        String words = Words.of("training.relief." + relief.kind(), model.describe(relief));
        String needs = Words.of("training.relief.needs", Formats.bytes(relief.memoryBytes()));
        Button button = new Button(words);
        button.setId("relief-" + relief.kind());
        button.getStyleClass().add("small");
        button.setAccessibleText(words + ". " + needs);
        button.setTooltip(new Tooltip(needs));
        button.setOnAction(event -> model.apply(relief));
        return button;
    }
}
