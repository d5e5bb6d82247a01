package studio.ganvas.ui.latent;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Settings;

/** A part of the side that can be folded away, and stays as it was left. */
final class Fold extends TitledPane {
    /** @param key of its words; the title's tooltip is {@code key + ".help"} */
    Fold(String id, String key, Settings settings, boolean open, Node... nodes) {
        VBox content = new VBox(8, nodes);
        content.getStyleClass().add("fold-content");
        setId(id);
        setText(Words.of(key));
        Nodes.help(this, Words.of(key + ".help"));
        setContent(content);
        setAnimated(false);
        getStyleClass().add("latent-fold");
        setExpanded(settings.flag(setting(id), open));
        expandedProperty().addListener((property, was, now) -> settings.put(setting(id), now.booleanValue()));
        // The tooltip of a fold would come up over all of its contents.
        Tooltip tooltip = getTooltip();
        content.setOnMouseEntered(event -> setTooltip(null));
        content.setOnMouseExited(event -> setTooltip(tooltip));
    }

    private static String setting(String id) {
        return id.replaceFirst("-", ".fold.");
    }
}
