package studio.ganvas.ui.shell;

import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Puts the window where it was left, when that place is still on a screen. */
final class WindowPlace {
    private static final double MIN_WIDTH = 960;
    private static final double MIN_HEIGHT = 600;

    private final Settings settings;
    /** The last of a row of moves counts; some window managers report a maximized window's size before its state. */
    private final PauseTransition rest = new PauseTransition(Duration.millis(500));

    WindowPlace(Settings settings) {
        this.settings = settings;
    }

    void restore(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double width = settings.number("shell.window.width", Math.min(1440, screen.getWidth()));
        double height = settings.number("shell.window.height", Math.min(900, screen.getHeight()));
        double x = settings.number("shell.window.x", Double.NaN);
        double y = settings.number("shell.window.y", Double.NaN);
        // Through the contents, because some window managers ignore what a stage asks for before it shows.
        Region root = (Region) stage.getScene().getRoot();
        root.setPrefSize(Math.max(MIN_WIDTH, width), Math.max(MIN_HEIGHT, height));
        stage.sizeToScene();
        // Under X11 GTK may map the window at its own small size, or take the title bar out of the contents' height.
        PauseTransition settled = new PauseTransition(Duration.millis(200));
        settled.setOnFinished(event -> {
            if (!stage.isMaximized()) {
                grow(stage, root.getPrefWidth(), root.getPrefHeight());
                if (reachable(x, y, width)) {
                    stage.setX(x);
                    stage.setY(y);
                }
            }
            follow(stage);
        });
        stage.setOnShown(event -> settled.play());
        if (reachable(x, y, width)) {
            stage.setX(x);
            stage.setY(y);
        } else {
            stage.centerOnScreen();
        }
        if (settings.flag("shell.window.maximized", false)) {
            stage.setMaximized(true);
        }
    }

    /** Gives the contents the size that they were to have, if they are smaller. */
    private static void grow(Stage stage, double width, double height) {
        double missingWidth = width - stage.getScene().getWidth();
        double missingHeight = height - stage.getScene().getHeight();
        if (missingWidth > 0) {
            stage.setWidth(stage.getWidth() + missingWidth);
        }
        if (missingHeight > 0) {
            stage.setHeight(stage.getHeight() + missingHeight);
        }
    }

    /** Remembers the place whenever it has changed, so that a crash doesn't lose it. */
    private void follow(Stage stage) {
        rest.setOnFinished(event -> save(stage));
        Runnable moved = () -> {
            if (stage.isShowing()) {
                rest.playFromStart();
            }
        };
        stage.xProperty().subscribe(moved);
        stage.yProperty().subscribe(moved);
        stage.widthProperty().subscribe(moved);
        stage.heightProperty().subscribe(moved);
        stage.maximizedProperty().subscribe(moved);
    }

    /** Remembers nothing from now on. */
    void forget() {
        rest.stop();
        rest.setOnFinished(event -> {});
    }

    void save(Stage stage) {
        rest.stop();
        settings.put("shell.window.maximized", stage.isMaximized());
        // Smaller than it may be is no person's choice but a window manager that has not obeyed yet.
        boolean sized =
                stage.getScene().getWidth() >= MIN_WIDTH && stage.getScene().getHeight() >= MIN_HEIGHT;
        if (sized && !stage.isMaximized() && !stage.isIconified()) {
            settings.put("shell.window.x", stage.getX());
            settings.put("shell.window.y", stage.getY());
            settings.put("shell.window.width", stage.getScene().getWidth());
            settings.put("shell.window.height", stage.getScene().getHeight());
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
