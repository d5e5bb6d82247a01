package studio.ganvas.ui.latent;

import atlantafx.base.theme.PrimerDark;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.Studio;
import studio.ganvas.ui.control.PixelImages;

/** Hands on the pane: by node, so that no pointer can miss, and waiting for what must come. */
final class PaneWalk {
    /** A machine with much else to do may take its time. */
    private static final long PATIENCE_MILLIS = 120_000;

    private final LatentPane pane;
    private final Stage stage;

    /** On the FX thread. */
    PaneWalk(Stage stage, Studio studio, FakeHost host) {
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        this.stage = stage;
        pane = new LatentPane(studio, host);
        stage.setScene(new Scene((Parent) pane.view(), 1100, 700));
        stage.show();
        pane.shown();
    }

    LatentPane pane() {
        return pane;
    }

    void on(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** The node of this id. Fails without one. */
    Node node(String id) {
        Node found = stage.getScene().lookup("#" + id);
        if (found == null) {
            throw new AssertionError("There is no #" + id);
        }
        return found;
    }

    boolean visible(String id) {
        for (Node each = node(id); each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Presses what a person could press now. */
    void press(String id) {
        on(() -> {
            ButtonBase button = (ButtonBase) node(id);
            if (button.isDisabled() || !visible(id)) {
                throw new AssertionError("#" + id + " can't be pressed now");
            }
            button.fire();
        });
    }

    boolean enabled(String id) {
        return !node(id).isDisabled();
    }

    boolean selected(String id) {
        return ((ToggleButton) node(id)).isSelected();
    }

    void type(String id, String text) {
        on(() -> {
            TextField field = (TextField) node(id);
            field.setText(text);
            field.fireEvent(new ActionEvent());
        });
    }

    String typed(String id) {
        return ((TextField) node(id)).getText();
    }

    void slide(String id, double value) {
        on(() -> ((Slider) node(id)).setValue(value));
    }

    double slider(String id) {
        return ((Slider) node(id)).getValue();
    }

    String text(String id) {
        return ((Labeled) node(id)).getText();
    }

    /** A number that tells pictures apart; 0 without one. */
    int fingerprint() {
        return ((WalkView) node("latent-picture"))
                .image()
                .map(image -> Arrays.hashCode(PixelImages.pixels(image).argb()))
                .orElse(0);
    }

    /** Colour of the middle of the big picture; 0 without one. */
    int colour() {
        return ((WalkView) node("latent-picture"))
                .image()
                .map(image -> image.getPixelReader().getArgb((int) image.getWidth() / 2, (int) image.getHeight() / 2))
                .orElse(0);
    }
}
