package studio.ganvas.ui.shell;

import javafx.application.Platform;
import javafx.scene.control.SplitPane;

/** Remembers where the dividers of a split pane stand. */
public final class Splitters {
    private Splitters() {}

    /** Puts the divider {@code index} where it was left, at first to {@code fallback}, and remembers its moves. */
    public static void remember(SplitPane split, int index, Settings settings, String key, double fallback) {
        double place = Math.max(0.05, Math.min(0.95, settings.number(key, fallback)));
        SplitPane.Divider divider = split.getDividers().get(index);
        divider.setPosition(place);
        // The first layout moves dividers; only what comes after the window is up is a person's wish.
        split.sceneProperty().addListener((property, was, scene) -> {
            if (was == null && scene != null) {
                Platform.runLater(() -> {
                    divider.setPosition(place);
                    divider.positionProperty()
                            .addListener((position, before, now) -> settings.put(key, now.doubleValue()));
                });
            }
        });
    }
}
