package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.gan.DataKind;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Small nodes that the parts of this pane share. */
final class Parts {
    private Parts() {}

    /** A heading of a section in a side panel. */
    static Label section(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_BOLD, "section-title");
        return label;
    }

    /** A line of text that ends in … when there is no room, and then says all of it in a tooltip. */
    static Label elided(String text, String... styleClasses) {
        Label label = Nodes.eliding(null, styleClasses);
        label.setText(text);
        return label;
    }

    static Button button(String id, String words, String icon, Runnable action) {
        Button button = new Button(words, new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** A button with an icon only: its words are in the tooltip and for screen readers. */
    static Button iconButton(String id, String words, String icon, Runnable action) {
        Button button = button(id, "", icon, action);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        return button;
    }

    /** What can be learned from the data, as small badges. */
    static FlowPane badges(Set<DataKind> kinds) {
        FlowPane badges = new FlowPane(4, 4);
        badges.getStyleClass().add("badges");
        for (DataKind kind : new TreeSet<>(kinds)) {
            Label badge = new Label(Words.of("datasets.kind." + kind.name().toLowerCase(Locale.ROOT)));
            badge.getStyleClass().add("badge");
            badge.setMinWidth(Region.USE_PREF_SIZE);
            badges.getChildren().add(badge);
        }
        return badges;
    }
}
