package studio.ganvas.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.ui.FakeLatentLab;
import studio.ganvas.ui.FakeModels;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.FakeSystems;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.latent.LatentPane;
import studio.ganvas.ui.shell.StudioWindow;
import studio.ganvas.ui.stylize.StylizePane;
import studio.ganvas.ui.training.TrainingPane;

/** The doors as a newcomer opens them, with an engine that computes nothing. */
@ExtendWith(ApplicationExtension.class)
class WelcomePaneTest {
    @TempDir
    private static Path directory;

    private static int count;

    private final MemorySettings settings = new MemorySettings();
    private FakeStudio studio;
    private StudioWindow window;
    private Stage stage;

    @Start
    void open(Stage shown) {
        stage = shown;
        studio = new FakeStudio(directory.resolve("runs" + count++));
        window = window();
        window.open();
        stage.requestFocus();
    }

    private StudioWindow window() {
        return new StudioWindow(
                stage,
                studio,
                settings,
                host -> List.of(
                        new WelcomePane(studio, host),
                        new TrainingPane(studio, host),
                        new StylizePane(studio, host),
                        new LatentPane(studio, host)));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static boolean there(FxRobot robot, String id) {
        return robot.lookup("#" + id).tryQuery().isPresent();
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, ButtonBase.class).fire());
    }

    private static String text(FxRobot robot, String id) {
        return find(robot, id, Labeled.class).getText();
    }

    @Test
    void theWindowOpensHereWithAPictureOnEachDoor(FxRobot robot) {
        assertThat(there(robot, "welcomePane")).isTrue();
        for (String door : List.of("stylize", "look", "explore")) {
            assertThat(find(robot, "door-" + door, ButtonBase.class)
                            .getParent()
                            .lookupAll(".door-picture")
                            .iterator()
                            .next()
                            .lookupAll("ImageView"))
                    .as(door)
                    .isNotEmpty()
                    .allMatch(view -> ((ImageView) view).getImage().getWidth() == 64);
        }
        assertThat(text(robot, "door-stylize-about")).contains("CycleGAN", "4,000");
        assertThat(find(robot, "door-look", ButtonBase.class).getAccessibleText())
                .startsWith("Look inside.")
                .contains("CycleGAN");
    }

    @Test
    void oneClickAndAPictureIsTranslated(FxRobot robot) throws TimeoutException {
        press(robot, "door-stylize");
        until(() -> there(robot, "stylizePane")
                && robot.lookup(".history-moment").queryAll().size() == 1);
        assertThat(studio.stylist().requests).singleElement().satisfies(request -> assertThat(request.modelId())
                .isEqualTo(FakeModels.BOTH.id()));
        assertThat(find(robot, "attention-fold", TitledPane.class).isExpanded()).isFalse();
    }

    @Test
    void theModelsOtherPicturesAreOneClickAway(FxRobot robot) throws TimeoutException {
        press(robot, "door-stylize");
        until(() -> robot.lookup("#stylize-others .button").queryAll().size() == 3);
        until(() -> studio.stylist().requests.size() == 1);
        robot.interact(() -> robot.lookup("#stylize-others .button")
                .nth(1)
                .queryAs(ButtonBase.class)
                .fire());
        until(() -> studio.stylist().requests.size() == 2);
        assertThat(studio.stylist().requests.get(1).photo())
                .isNotEqualTo(studio.stylist().requests.get(0).photo());
    }

    @Test
    void oneClickAndTheNetworkShowsWhereItLooks(FxRobot robot) throws TimeoutException {
        press(robot, "door-look");
        until(() -> there(robot, "stylizePane") && text(robot, "attention-gap").contains("%"));
        assertThat(find(robot, "attention-show", CheckBox.class).isSelected()).isTrue();
        assertThat(find(robot, "attention-fold", TitledPane.class).isExpanded()).isTrue();
        assertThat(find(robot, "rho-fold", TitledPane.class).isExpanded()).isTrue();
        assertThat(studio.stylist().requests).hasSize(1);
    }

    @Test
    void oneClickAndASeedsPictureCanBeMixed(FxRobot robot) throws TimeoutException {
        press(robot, "door-explore");
        until(() -> there(robot, "latentPane") && !studio.latent().rendered.isEmpty());
        until(() -> find(robot, "latent-seed", TextField.class).getText().equals("85"));
        press(robot, "latent-mix-1-coarse");
        until(() -> studio.latent().rendered.stream()
                .anyMatch(state -> state.model().equals(FakeLatentLab.MODEL)
                        && state.truncation().psi() == 0.7
                        && state.mixing().of(0) == 1
                        && state.mixing().of(8) == 0));
    }

    @Test
    void oneClickAndATrainingWaitsToBeStarted(FxRobot robot) throws TimeoutException {
        press(robot, "door-train");
        until(() -> there(robot, "trainingPane")
                && find(robot, "systemBox", ComboBox.class).getValue() == FakeSystems.DCGAN);
        until(() -> dataset(robot).equals("fluent3d-64"));
        assertThat(find(robot, "presetBox", ComboBox.class).getValue())
                .isEqualTo(FakeSystems.DCGAN.presets().get(0));
        assertThat(find(robot, "startButton", ButtonBase.class).isDisabled()).isFalse();
    }

    private static String dataset(FxRobot robot) {
        return find(robot, "datasetBox", ComboBox.class).getValue() instanceof DatasetEntry entry ? entry.id() : "";
    }

    @Test
    void aDoorWithoutAModelSaysSoAndLeadsToTrainingOne(FxRobot robot) throws TimeoutException {
        assertThat(text(robot, "welcome-text")).contains("open with something already made");
        robot.interact(() -> studio.models().clear());
        until(() -> text(robot, "door-look-about").contains("No model"));
        assertThat(text(robot, "door-look-about")).contains("emoji-pairs-64");
        assertThat(text(robot, "welcome-text")).doesNotContain("already made");
        press(robot, "door-look");
        until(() -> there(robot, "trainingPane") && dataset(robot).equals("emoji-pairs-64"));
        assertThat(find(robot, "systemBox", ComboBox.class).getValue())
                .isInstanceOfSatisfying(
                        SystemInfo.class, info -> assertThat(info.id()).isEqualTo("ugatit"));
    }

    @Test
    void keysLeadToADoorAndBack(FxRobot robot) throws TimeoutException {
        robot.interact(() -> find(robot, "door-stylize", Node.class).requestFocus());
        robot.push(KeyCode.RIGHT);
        until(() -> find(robot, "door-look", Node.class).isFocused());
        robot.push(KeyCode.SPACE);
        until(() -> there(robot, "stylizePane"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        until(() -> there(robot, "welcomePane"));
    }

    @Test
    void whetherItGreetsIsRemembered(FxRobot robot) {
        robot.interact(() -> window.show("latent"));
        robot.interact(() -> window.show("welcome"));
        press(robot, "welcome-greets");
        assertThat(settings.flag(StudioWindow.GREETS, true)).isFalse();
        robot.interact(() -> {
            window.close();
            window = window();
            window.open();
        });
        assertThat(there(robot, "latentPane")).as("where it was left").isTrue();
        assertThat(settings.text("shell.pane")).contains("latent");
        robot.interact(() -> window.show("welcome"));
        press(robot, "welcome-greets");
        robot.interact(() -> {
            window.close();
            window = window();
            window.open();
        });
        assertThat(there(robot, "welcomePane")).isTrue();
    }
}
