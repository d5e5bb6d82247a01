package studio.ganvas.ui.training;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The log of the run in view; it follows the newest line until that is switched off. */
final class LogView extends VBox {
    LogView(RunModel model) {
        super(8);
        getStyleClass().add("section");
        ListView<String> lines = new ListView<>(model.log());
        lines.setId("logList");
        lines.getStyleClass().addAll("figures", "dense", "edge-to-edge");
        lines.setPlaceholder(Nodes.words("training.log.empty", "text-muted"));
        lines.setAccessibleText(Words.of("training.log"));
        VBox.setVgrow(lines, Priority.ALWAYS);
        CheckBox follow = Nodes.dress(new CheckBox(), "logFollow", "", "training.log.follow");
        follow.setSelected(true);
        model.log().addListener((ListChangeListener<String>) change -> {
            if (follow.isSelected() && !model.log().isEmpty()) {
                lines.scrollTo(model.log().size() - 1);
            }
        });
        Button copy = Nodes.dress(new Button(), "logCopy", "fth-copy", "training.log.copy");
        copy.getStyleClass().add("small");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(String.join("\n", model.log()));
            Clipboard.getSystemClipboard().setContent(content);
        });
        HBox foot = new HBox(12, follow, Nodes.spring(), copy);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(lines, foot);
    }
}
