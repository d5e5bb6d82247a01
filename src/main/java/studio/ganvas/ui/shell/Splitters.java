package studio.ganvas.ui.shell;

import javafx.application.Platform;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/** Remembers where the dividers of a split pane stand. */
public final class Splitters {
    private Splitters() {}

    /** Puts the divider {@code index} where it was left, at first to {@code fallback}, and remembers its moves. */
    public static void remember(SplitPane split, int index, Settings settings, String key, double fallback) {
        double place = Math.max(0.05, Math.min(0.95, settings.number(key, fallback)));
        SplitPane.Divider divider = split.getDividers().get(index);
        divider.setPosition(place);
        // Layout moves dividers too; only what the mouse did is a person's wish.
        double[] pressed = new double[1];
        split.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed[0] = divider.getPosition());
        split.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (divider.getPosition() != pressed[0]) {
                settings.put(key, divider.getPosition());
            }
        });
        // Before the first layout the split pane has no width to divide.
        split.sceneProperty().addListener((property, was, scene) -> {
            if (was == null && scene != null) {
                Platform.runLater(
                        () -> divider.setPosition(Math.max(0.05, Math.min(0.95, settings.number(key, fallback)))));
            }
        });
    }
}
