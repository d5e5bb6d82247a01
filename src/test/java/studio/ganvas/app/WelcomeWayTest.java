package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.cli.Cli;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.shell.StudioWindow;

/** The first minute with the real engine and starter models as {@code ganvas pack} makes them, but tiny: one click each. */
@ExtendWith(ApplicationExtension.class)
class WelcomeWayTest {
    @TempDir
    private static Path temp;

    private final MemorySettings settings = new MemorySettings();
    private LocalStudio studio;
    private StudioWindow window;

    @BeforeAll
    static void pack() throws Exception {
        pack(TinyRun.pix2pix(temp.resolve("a")), "lineart-to-colour");
        pack(TinyRun.ugatit(temp.resolve("b")), "noto-to-twemoji");
        pack(TinyRun.styleGan2(temp.resolve("c")), "people-3d", "--show=5,3", "--trunc=0.7");
    }

    private static void pack(RunDirectory run, String name, String... wishes) {
        StringWriter err = new StringWriter();
        String[] arguments = new String[3 + wishes.length];
        arguments[0] = "pack";
        arguments[1] = run.path().toString();
        arguments[2] = temp.resolve("assets").resolve("models").resolve(name).toString();
        System.arraycopy(wishes, 0, arguments, 3, wishes.length);
        int code = Cli.run(
                runs -> new LocalStudio(new Places(temp.resolve("home"), temp.resolve("none"), temp.resolve("assets"))),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                arguments);
        assertThat(code).as(err.toString()).isZero();
    }

    @Start
    void open(Stage stage) {
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), temp.resolve("assets")));
        window = new StudioWindow(stage, studio, settings, host -> Wiring.panes(studio, host));
        window.open();
        stage.requestFocus();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
        studio.close();
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                90, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup("#" + id).queryAs(ButtonBase.class).fire());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private static int translations(FxRobot robot) {
        return robot.lookup("#stylizePane .history-moment").queryAll().size();
    }

    @Test
    void everyDoorOpensWithAResult(FxRobot robot) throws TimeoutException {
        until(() -> pictures(robot, "door-stylize") == 2 && pictures(robot, "door-look") == 9);
        assertThat(text(robot, "door-stylize-about")).contains("lineart-to-colour", "Pix2Pix");

        press(robot, "door-stylize");
        until(() -> translations(robot) == 1);
        assertThat(text(robot, "stylize-about")).startsWith("Pix2Pix");

        robot.interact(() -> window.show("welcome"));
        press(robot, "door-look");
        until(() -> translations(robot) == 2 && text(robot, "attention-gap").contains("%"));
        assertThat(text(robot, "stylize-about")).startsWith("U-GAT-IT");
        until(() ->
                !robot.lookup("#rho-layers").queryAs(ListView.class).getItems().isEmpty());

        robot.interact(() -> window.show("welcome"));
        press(robot, "door-explore");
        until(() -> text(robot, "latent-result").contains("ms"));
        assertThat(robot.lookup("#latent-seed").queryAs(TextField.class).getText())
                .isEqualTo("5");
        ToggleButton coarsest = robot.lookup("#latent-mix-1-0").queryAs(ToggleButton.class);
        assertThat(coarsest.isSelected()).isFalse();
        press(robot, "latent-mix-1-coarse");
        until(coarsest::isSelected);
        until(() -> text(robot, "latent-result").contains("ms"));
        assertThat(text(robot, "latent-trouble")).isEmpty();
        assertThat(robot.lookup("#latent-remove-model").query().isVisible())
                .as("a starter can't be taken off the list")
                .isFalse();
    }

    private static int pictures(FxRobot robot, String door) {
        Node card = robot.lookup("#" + door).query().getParent();
        return card.lookup(".door-picture").lookupAll("ImageView").size();
    }
}
