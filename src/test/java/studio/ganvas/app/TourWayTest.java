package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.train.TinyRun;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.shell.StudioWindow;

/** The guided tours of models with the real engine and tiny models of one's own: every number is a real one. */
@ExtendWith(ApplicationExtension.class)
class TourWayTest {
    @TempDir
    private static Path temp;

    private final FxRobot robot = new FxRobot();
    private LocalStudio studio;
    private StudioWindow window;

    @Start
    void open(Stage stage) throws Exception {
        TinyRun.ugatit(temp);
        TinyRun.unit(temp);
        TinyRun.styleGan2(temp);
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        window = new StudioWindow(stage, studio, new MemorySettings(), host -> Wiring.panes(studio, host));
        window.open();
        stage.requestFocus();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        studio.close();
    }

    private static void until(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition)
                    .get());
        } catch (TimeoutException e) {
            throw new AssertionError("Not within a minute: " + what, e);
        }
    }

    private String text(String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private void press(String id) {
        until(id, () -> robot.lookup("#" + id).tryQuery().isPresent());
        WaitForAsyncUtils.waitForAsyncFx(
                20_000, () -> robot.lookup("#" + id).queryAs(ButtonBase.class).fire());
    }

    /** The first number of the step in view, where there is one. */
    private Optional<Double> number() {
        return robot.lookup(".tour-number").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .filter(text -> text.matches("−?[\\d,]+(\\.\\d+)?"))
                .map(text -> Double.parseDouble(text.replace(",", "").replace('−', '-')))
                .findFirst();
    }

    private void take(String tour, int least) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> window.show("learn"));
        press("tour-start-" + tour);
        until("the card", () -> robot.lookup("#tour-dots").tryQuery().isPresent());
        int steps = robot.lookup("#tour-dots").queryAs(Pane.class).getChildren().size();
        assertThat(steps).isGreaterThanOrEqualTo(least);
        for (int step = 0; step < steps; step++) {
            String where = tour + ", step " + (step + 1);
            until(
                    where + ": " + text("tour-hint"),
                    () -> number().isPresent()
                            && robot.lookup("#tour-ring")
                                    .tryQuery()
                                    .filter(Node::isVisible)
                                    .isPresent()
                            && !robot.lookup("#tour-hint").query().isVisible());
            press("tour-next");
        }
        until("the list", () -> text("tour-done-" + tour).startsWith("done"));
    }

    @Test
    void theToursOfModelsAreTakenWithModelsOfOnesOwn() {
        take("ugatit", 8);
        take("unit", 4);
        take("stylegan", 8);
    }
}
