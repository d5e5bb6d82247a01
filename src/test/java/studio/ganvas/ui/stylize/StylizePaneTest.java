package studio.ganvas.ui.stylize;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.FakeModels;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.FakeStylist;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.shell.Notice;

@ExtendWith(ApplicationExtension.class)
class StylizePaneTest {
    private static final Path BEACH = Path.of("/photos/beach.jpg");

    private final FakeStudio studio = new FakeStudio(Path.of("/runs"));
    private final FakeHost host = new FakeHost();
    private StylizePane pane;
    private Stage stage;

    @Start
    void start(Stage window) {
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        stage = window;
        pane = new StylizePane(studio, host);
        stage.setScene(new Scene((Parent) pane.view(), 1100, 700));
        stage.show();
        stage.requestFocus();
        pane.shown();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).<Labeled>query().getText();
    }

    private static SplitView split(FxRobot robot) {
        return robot.lookup("#stylize-split").query();
    }

    /** The colour of the result, once it is there; 0 before. */
    private static int shown(FxRobot robot) {
        var image = split(robot).afterProperty().get();
        return image == null ? 0 : image.getPixelReader().getArgb(5, 5);
    }

    private void dropPhoto(FxRobot robot) throws TimeoutException {
        robot.interact(() -> pane.drop(BEACH));
        await(() -> shown(robot) == FakeStylist.RED);
    }

    /** Without the pointer, which a window of another test may hold. */
    private static void press(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).<ButtonBase>query().fire());
    }

    private static void mouse(FxRobot robot, Node node, EventType<MouseEvent> type, double x, int clicks) {
        robot.interact(() -> Event.fireEvent(
                node,
                new MouseEvent(
                        type,
                        x,
                        100,
                        x,
                        100,
                        MouseButton.PRIMARY,
                        clicks,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        false,
                        null)));
    }

    private static void key(FxRobot robot, Node node, KeyCode code) {
        robot.interact(() ->
                Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    }

    private static boolean visible(FxRobot robot, String id) {
        return robot.lookup(id).query().isVisible();
    }

    @Test
    void aDroppedPhotoIsTranslatedAtOnce(FxRobot robot) throws TimeoutException {
        assertThat(visible(robot, "#stylize-welcome")).isTrue();
        assertThat(visible(robot, "#stylize-nomodel")).isFalse();
        assertThat(robot.lookup("#stylize-save").query().isDisabled()).isTrue();
        dropPhoto(robot);
        assertThat(visible(robot, "#stylize-welcome")).isFalse();
        assertThat(text(robot, "#stylize-result")).isEqualTo("80×60 in one piece, 0.8 s");
        assertThat(robot.lookup("#stylize-save").query().isDisabled()).isFalse();
        assertThat(robot.lookup(".history-moment").queryAll()).hasSize(1);
        assertThat(pane.suggestedName()).isEqualTo("beach-emoji.png");
    }

    @Test
    void theOtherDirectionIsOneClickAwayWhereTheModelKnowsIt(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        press(robot, "#stylize-swap");
        await(() -> shown(robot) == FakeStylist.BLUE);
        assertThat(text(robot, "#stylize-direction")).isEqualTo("B → A");

        ComboBox<ModelEntry> models = robot.lookup("#stylize-model").queryComboBox();
        robot.interact(() -> models.setValue(FakeModels.ONE));
        await(() -> shown(robot) == FakeStylist.RED);
        assertThat(robot.lookup("#stylize-swap").query().isDisabled()).isTrue();
        assertThat(host.settings().text("stylize.model")).contains(FakeModels.ONE.id());
    }

    @Test
    void theDividerFollowsMouseAndKeysAndADoubleClickCentresIt(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        SplitView split = split(robot);
        assertThat(split.positionProperty().get()).isEqualTo(0.5);
        mouse(robot, split, MouseEvent.MOUSE_PRESSED, split.getWidth() / 2, 1);
        mouse(robot, split, MouseEvent.MOUSE_DRAGGED, split.getWidth() / 2 - 100, 1);
        assertThat(split.positionProperty().get()).isBetween(0.2, 0.45);
        double before = split.positionProperty().get();
        key(robot, split, KeyCode.RIGHT);
        assertThat(split.positionProperty().get()).isEqualTo(before + 0.02);
        key(robot, split, KeyCode.END);
        assertThat(split.positionProperty().get()).isEqualTo(1);
        key(robot, split, KeyCode.HOME);
        assertThat(split.positionProperty().get()).isZero();
        mouse(robot, split, MouseEvent.MOUSE_CLICKED, 1, 2);
        assertThat(split.positionProperty().get()).isEqualTo(0.5);
        assertThat(split.getAccessibleText()).contains("50%");
    }

    @Test
    void strengthMixesWithoutAskingTheNetworkAgain(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        Slider strength = robot.lookup("#stylize-strength").query();
        robot.interact(() -> strength.setValue(50));
        await(() -> shown(robot) == 0xFFC04040);
        robot.interact(() -> strength.setValue(0));
        await(() -> shown(robot) == FakeStylist.GREY);
        assertThat(text(robot, "#stylize-strength-value")).isEqualTo("0 %");
        assertThat(studio.stylist().requests).hasSize(1);
    }

    @Test
    void anotherSizeIsAnotherRequest(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        press(robot, "#stylize-size-TILES");
        await(() -> studio.stylist().requests.size() == 2);
        assertThat(studio.stylist().requests)
                .extracting(StylizeRequest::size)
                .containsExactly(SizeMode.WHOLE, SizeMode.TILES);
        assertThat(text(robot, "#stylize-size-help")).contains("512");
    }

    @Test
    void aSavedPictureRestoresModelDirectionStrengthAndSize(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        press(robot, "#stylize-swap");
        press(robot, "#stylize-size-RESIZE");
        Slider strength = robot.lookup("#stylize-strength").query();
        robot.interact(() -> strength.setValue(25));
        await(() -> shown(robot) == 0xFF6060A0);
        Path file = Path.of("/out/result.png");
        robot.interact(() -> pane.save(file));
        assertThat(studio.stylist().saved.get(file).argb()[0]).isEqualTo(0xFF6060A0);
        assertThat(host.notices()).extracting(Notice::title).containsExactly("Saved result.png");

        ComboBox<ModelEntry> models = robot.lookup("#stylize-model").queryComboBox();
        robot.interact(() -> {
            models.setValue(FakeModels.ONE);
            strength.setValue(100);
        });
        await(() -> shown(robot) == FakeStylist.RED);
        robot.interact(() -> pane.drop(file));
        await(() -> shown(robot) == 0xFF6060A0);
        assertThat(models.getValue()).isEqualTo(FakeModels.BOTH);
        assertThat(text(robot, "#stylize-direction")).isEqualTo("B → A");
        assertThat(strength.getValue()).isEqualTo(25);
        assertThat(robot.lookup("#stylize-size-RESIZE").<ToggleButton>query().isSelected())
                .isTrue();
    }

    @Test
    void aMomentOfTheHistoryComesBackWithoutComputing(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        press(robot, "#stylize-swap");
        await(() -> shown(robot) == FakeStylist.BLUE);
        int before = studio.stylist().requests.size();
        await(() -> robot.lookup(".history-moment").queryAll().size() == 2);
        // the newest stands first
        ButtonBase oldest = robot.lookup(".history-moment").<ButtonBase>queryAll().stream()
                .max(Comparator.comparingDouble(
                        button -> button.localToScene(0, 0).getX()))
                .orElseThrow();
        robot.interact(oldest::fire);
        await(() -> shown(robot) == FakeStylist.RED);
        assertThat(text(robot, "#stylize-direction")).isEqualTo("A → B");
        assertThat(studio.stylist().requests).hasSize(before);
    }

    @Test
    void whatCannotBeOpenedIsSaidInPlaceAndGoesWithTheNextPhoto(FxRobot robot) throws TimeoutException {
        robot.interact(() -> pane.drop(Path.of("/photos/broken.jpg")));
        await(() -> visible(robot, "#stylize-trouble"));
        assertThat(text(robot, "#stylize-trouble")).contains("broken.jpg can't be opened");
        dropPhoto(robot);
        assertThat(visible(robot, "#stylize-trouble")).isFalse();
    }

    @Test
    void aPictureIsPasted(FxRobot robot) throws TimeoutException {
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(PixelImages.of(new Pixels(7, 9, new int[63])));
            Clipboard.getSystemClipboard().setContent(content);
            pane.view().requestFocus();
        });
        robot.interact(() -> Event.fireEvent(
                pane.view(), new KeyEvent(KeyEvent.KEY_PRESSED, "v", "v", KeyCode.V, false, true, false, false)));
        await(() -> shown(robot) == FakeStylist.RED);
        assertThat(studio.stylist().requests.get(0).photo().width()).isEqualTo(7);
    }

    @Test
    void aFolderShowsProgressAndCanBeCancelled(FxRobot robot) throws TimeoutException {
        robot.interact(() -> pane.stylizeFolder(Path.of("/photos")));
        await(() -> text(robot, "#stylize-folder-words").equals("2 of 5 pictures · 30 s left"));
        assertThat(studio.stylist().folder.orElseThrow().out()).isEqualTo(Path.of("/photos/stylized"));
        press(robot, "#stylize-folder-cancel");
        await(() -> text(robot, "#stylize-folder-words").startsWith("Cancelled; 2 pictures written to stylized."));
        assertThat(text(robot, "#stylize-folder-words")).contains("1 was left out:", "broken.jpg: truncated");
    }

    @Test
    void withoutAModelThePaneSaysHowToComeByOneAndTakesAFile(FxRobot robot) throws TimeoutException {
        robot.interact(() -> studio.models().clear());
        await(() -> visible(robot, "#stylize-nomodel"));
        await(() -> !robot.lookup(".training-offer").queryAll().isEmpty());
        press(robot, ".training-offer");
        assertThat(host.trained()).isNotEmpty();

        robot.interact(() -> pane.drop(Path.of("/models/bad.pth")));
        await(() -> text(robot, "#stylize-trouble").contains("bad.pth holds no network"));
        robot.interact(() -> pane.drop(Path.of("/models/latest_net_G_A.pth")));
        await(() -> !visible(robot, "#stylize-nomodel"));
        assertThat(robot.lookup("#stylize-model")
                        .<ModelEntry>queryComboBox()
                        .getValue()
                        .name())
                .isEqualTo("latest_net_G_A");
    }
}
