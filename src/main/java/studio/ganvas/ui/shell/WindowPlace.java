package studio.ganvas.ui.shell;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Puts the window where it was left, when that place is still on a screen. */
final class WindowPlace {
    private static final double MIN_WIDTH = 960;
    private static final double MIN_HEIGHT = 600;

    private final Settings settings;

    WindowPlace(Settings settings) {
        this.settings = settings;
    }

    void restore(Stage stage) {
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double width = settings.number("shell.window.width", Math.min(1440, screen.getWidth()));
        double height = settings.number("shell.window.height", Math.min(900, screen.getHeight()));
        stage.setWidth(Math.max(MIN_WIDTH, width));
        stage.setHeight(Math.max(MIN_HEIGHT, height));
        double x = settings.number("shell.window.x", Double.NaN);
        double y = settings.number("shell.window.y", Double.NaN);
        if (reachable(x, y, width)) {
            stage.setX(x);
            stage.setY(y);
        } else {
            stage.centerOnScreen();
        }
        stage.setMaximized(settings.flag("shell.window.maximized", false));
    }

    void save(Stage stage) {
        settings.put("shell.window.maximized", stage.isMaximized());
        if (!stage.isMaximized() && !stage.isIconified()) {
            settings.put("shell.window.x", stage.getX());
            settings.put("shell.window.y", stage.getY());
            settings.put("shell.window.width", stage.getWidth());
            settings.put("shell.window.height", stage.getHeight());
        }
    }

    /** Whether enough of the title bar would lie on a screen to take hold of it. */
    private static boolean reachable(double x, double y, double width) {
        return Double.isFinite(x)
                && Double.isFinite(y)
                && !Screen.getScreensForRectangle(x + width / 2 - 50, y, 100, 30)
                        .isEmpty();
    }
}
