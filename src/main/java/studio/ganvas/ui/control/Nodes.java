package studio.ganvas.ui.control;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small builders that give every control its id, words, help and accessible text in one breath. */
public final class Nodes {
    private Nodes() {}

    /** An icon of the Feather set, for example {@code fth-play}; decoration, so screen readers pass over it. */
    public static FontIcon icon(String literal) {
        FontIcon icon = new FontIcon(literal);
        icon.setFocusTraversable(false);
        return icon;
    }

    /**
     * Gives a button its id, icon, and the words {@code key} (the label), and {@code key + ".help"} (tooltip and
     * accessible help).
     */
    public static <B extends ButtonBase> B dress(B button, String id, String icon, String key) {
        button.setId(id);
        button.setText(Words.of(key));
        if (!icon.isEmpty()) {
            button.setGraphic(icon(icon));
        }
        help(button, Words.of(key + ".help"));
        button.setAccessibleText(Words.of(key));
        return button;
    }

    /** As {@link #dress} for a button that shows only its icon; the word is still read out and heads the tooltip. */
    public static <B extends ButtonBase> B dressIcon(B button, String id, String icon, String key) {
        dress(button, id, icon, key);
        button.setText("");
        button.getStyleClass().addAll("button-icon", "flat");
        help(button, Words.of(key) + "\n" + Words.of(key + ".help"));
        button.setAccessibleText(Words.of(key));
        return button;
    }

    /** Tooltip and accessible help in one. */
    public static <C extends Control> C help(C control, String text) {
        Tooltip tooltip = new Tooltip(text);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        tooltip.setShowDelay(Duration.millis(500));
        tooltip.setShowDuration(Duration.seconds(30));
        control.setTooltip(tooltip);
        control.setAccessibleHelp(text);
        return control;
    }

    /** A label whose whole text comes up as a tooltip, for names that may be cut off. */
    public static Label eliding(String id, String... styles) {
        Label label = label(id, styles);
        label.setMinWidth(0);
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(label.textProperty());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(480);
        label.tooltipProperty().bind(label.textProperty().map(text -> text.isEmpty() ? null : tooltip));
        return label;
    }

    /** An empty label with an id and style classes. */
    public static Label label(String id, String... styles) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A label with fixed words. */
    public static Label words(String key, String... styles) {
        Label label = new Label(Words.of(key));
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** Fixed words of one or more sentences, wrapped at a width that reads well. */
    public static Label paragraph(String key, String... styles) {
        Label label = words(key, styles);
        label.setWrapText(true);
        label.setMaxWidth(460);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Takes up the room that is left in an {@link HBox}. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** Gives the root of a popup the style sheets and the theme class of the window that it belongs to. */
    public static void dressPopup(Parent popup, Scene owner) {
        popup.getStylesheets().setAll(owner.getStylesheets());
        popup.getStyleClass().removeAll("dark", "light");
        popup.getStyleClass().add(owner.getRoot().getStyleClass().contains("dark") ? "dark" : "light");
    }

    /** Shows or hides a node together with the room it takes. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
