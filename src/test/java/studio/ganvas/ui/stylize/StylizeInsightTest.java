package studio.ganvas.ui.stylize;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.engine.stylize.RhoLayer;
import studio.ganvas.engine.stylize.RhoSetting;
import studio.ganvas.engine.stylize.RoundTripRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.image.ColourMap;
import studio.ganvas.ui.FakeModels;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.FakeStylist;

/** Attention and ρ in the pane. */
@ExtendWith(ApplicationExtension.class)
class StylizeInsightTest {
    private final FakeStudio studio = new FakeStudio(Path.of("/runs"));
    private final FakeHost host = new FakeHost();
    private StylizePane pane;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        host.settings().put("stylize.fold.attention", true);
        host.settings().put("stylize.fold.rho", true);
        pane = new StylizePane(studio, host);
        stage.setScene(new Scene((Parent) pane.view(), 1100, 700));
        stage.show();
        stage.requestFocus();
        pane.shown();
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static String text(FxRobot robot, String id) {
        return find(robot, id, Labeled.class).getText();
    }

    private static SplitView split(FxRobot robot) {
        return find(robot, "stylize-split", SplitView.class);
    }

    private static int shown(FxRobot robot) {
        var image = split(robot).afterProperty().get();
        return image == null ? 0 : image.getPixelReader().getArgb(5, 5);
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> find(robot, id, ButtonBase.class).fire());
    }

    private void dropPhoto(FxRobot robot) throws TimeoutException {
        robot.interact(() -> pane.drop(Path.of("/photos/beach.jpg")));
        await(() -> shown(robot) == FakeStylist.RED);
    }

    private void showAttention(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        press(robot, "attention-show");
        await(() -> split(robot).beforeHeatProperty().get() != null);
    }

    @SuppressWarnings("unchecked")
    private static ListView<RhoLayer> layers(FxRobot robot) {
        return find(robot, "rho-layers", ListView.class);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theGeneratorsAttentionCameWithTheTranslationAndLiesOverThePhoto(FxRobot robot) throws TimeoutException {
        showAttention(robot);
        assertThat(studio.insight().requests).isEmpty();
        assertThat(split(robot).afterHeatProperty().get()).isNull();
        assertThat(split(robot).heatOpacityProperty().get()).isEqualTo(0.5);
        assertThat(text(robot, "attention-verdict")).isEqualTo("Its two classifiers disagree.");
        assertThat(text(robot, "attention-gap")).isEqualTo("+2.00  88 % A");
        assertThat(text(robot, "attention-gmp")).isEqualTo("-1.00  27 % A");
        assertThat(text(robot, "attention-place")).isEqualTo("Strongest at the upper left.");
        var heat = split(robot).beforeHeatProperty().get();
        assertThat(heat.getPixelReader().getArgb(2, 2)).isEqualTo(ColourMap.DEFAULT.argb(255));

        robot.interact(() -> find(robot, "attention-colours", ComboBox.class).setValue(ColourMap.JET));
        await(() -> split(robot).beforeHeatProperty().get().getPixelReader().getArgb(2, 2) == ColourMap.JET.argb(255));
        robot.interact(() -> find(robot, "attention-opacity", Slider.class).setValue(80));
        assertThat(split(robot).heatOpacityProperty().get()).isEqualTo(0.8);
        press(robot, "attention-everywhere");
        assertThat(split(robot).afterHeatProperty().get()).isNotNull();
        press(robot, "attention-show");
        await(() -> split(robot).beforeHeatProperty().get() == null);
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyDiscriminatorCanBeAskedAboutPhotoAndTranslation(FxRobot robot) throws TimeoutException {
        showAttention(robot);
        ComboBox<Looker> whose = find(robot, "attention-whose", ComboBox.class);
        assertThat(whose.getItems()).isEqualTo(FakeModels.LOOKERS);
        assertThat(whose.getValue()).isEqualTo(FakeModels.LOOKERS.get(0));
        robot.interact(() -> whose.setValue(FakeModels.LOOKERS.get(5)));
        await(() -> text(robot, "attention-answer").equals("+0.25"));
        assertThat(studio.insight().requests).hasSize(1);
        assertThat(studio.insight().requests.get(0).network()).isEqualTo("disLB");
        assertThat(studio.insight().requests.get(0).picture().argb()[0]).isEqualTo(FakeStylist.GREY);

        press(robot, "attention-on-result");
        await(() -> split(robot).afterHeatProperty().get() != null);
        assertThat(studio.insight().requests).hasSize(2);
        assertThat(studio.insight().requests.get(1).picture().argb()[0]).isEqualTo(FakeStylist.RED);
        assertThat(split(robot).beforeHeatProperty().get()).isNull();
        press(robot, "attention-show");
        press(robot, "stylize-swap");
        await(() -> shown(robot) == FakeStylist.BLUE);
        assertThat(studio.insight().requests)
                .as("what is not shown is not asked for")
                .hasSize(2);
    }

    @Test
    void theChosenGeneratorIsFollowedToTheOtherDirection(FxRobot robot) throws TimeoutException {
        showAttention(robot);
        press(robot, "stylize-swap");
        await(() -> shown(robot) == FakeStylist.BLUE);
        assertThat(find(robot, "attention-whose", ComboBox.class).getValue()).isEqualTo(FakeModels.LOOKERS.get(1));
    }

    @Test
    void aModelWithoutAttentionSaysSo(FxRobot robot) throws TimeoutException {
        showAttention(robot);
        ComboBox<ModelEntry> models = robot.lookup("#stylize-model").queryComboBox();
        robot.interact(() -> models.setValue(FakeModels.ONE));
        await(() -> find(robot, "attention-none", Labeled.class).isVisible());
        assertThat(find(robot, "attention-show", CheckBox.class).isDisabled()).isTrue();
        assertThat(find(robot, "rho-none", Labeled.class).isVisible()).isTrue();
        assertThat(robot.lookup("#rho-layers")
                        .queryAs(ListView.class)
                        .getParent()
                        .isVisible())
                .isFalse();
    }

    @Test
    void thereAndBackIsComputedWhenSomebodyLooksAndForEachWay(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        assertThat(studio.insight().trips).isEmpty();
        robot.interact(() -> find(robot, "cycle-fold", TitledPane.class).setExpanded(true));
        await(() -> find(robot, "cycle-way", Node.class).getParent().isVisible());
        assertThat(text(robot, "cycle-words")).contains("0.670").contains("0.050");
        assertThat(text(robot, "cycle-identity-words")).contains("0.020");
        assertThat(text(robot, "cycle-code-words")).contains("64 numbers").contains("13 %");
        press(robot, "stylize-swap");
        await(() -> studio.insight().trips.size() == 2);
        assertThat(studio.insight().trips)
                .extracting(RoundTripRequest::direction)
                .containsExactly("AtoB", "BtoA");
        ComboBox<ModelEntry> models = robot.lookup("#stylize-model").queryComboBox();
        robot.interact(() -> models.setValue(FakeModels.ONE));
        await(() -> find(robot, "cycle-none", Labeled.class).isVisible());
        assertThat(find(robot, "cycle-way", Node.class).getParent().isVisible()).isFalse();
        assertThat(studio.insight().trips).hasSize(2);
    }

    @Test
    void everyLayersRhoIsListedAndWhatIfChangesThePicture(FxRobot robot) throws TimeoutException {
        dropPhoto(robot);
        await(() -> layers(robot).getItems().size() == 4);
        assertThat(text(robot, "rho-chosen")).isEqualTo("All 4 layers");
        assertThat(find(robot, "rho-histogram", RhoHistogram.class).getAccessibleText())
                .isEqualTo("Histogram of the ρ of 32 channels, mean 0.62");
        Slider slider = find(robot, "rho-slider", Slider.class);
        robot.interact(() -> slider.setValue(0.5));
        await(() -> shown(robot) == FakeStylist.RED + (50 << 8));
        assertThat(last()).containsExactly(new RhoSetting(0, 4, 0.5));

        robot.interact(() -> layers(robot).getSelectionModel().clearAndSelect(3));
        assertThat(text(robot, "rho-chosen")).isEqualTo("ILN 2.3");
        robot.interact(() -> slider.setValue(1));
        await(() -> last().size() == 2);
        assertThat(last()).containsExactly(new RhoSetting(0, 3, 0.5), new RhoSetting(3, 4, 1));
        assertThat(text(robot, "rho-value")).isEqualTo("tried 1.00");

        robot.interact(() -> layers(robot).getSelectionModel().selectRange(1, 4));
        assertThat(text(robot, "rho-chosen")).isEqualTo("3 of 4 layers");
        press(robot, "rho-reset");
        await(() -> shown(robot) == FakeStylist.RED);
        assertThat(find(robot, "rho-reset", ButtonBase.class).isDisabled()).isTrue();
        assertThat(robot.lookup(".history-moment").queryAll())
                .as("as learnt, and the last that was tried")
                .hasSize(2);
    }

    private List<RhoSetting> last() {
        var requests = studio.stylist().requests;
        return requests.get(requests.size() - 1).rho();
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSavedPictureRestoresAttentionAndRho(FxRobot robot) throws TimeoutException {
        showAttention(robot);
        ComboBox<Looker> whose = find(robot, "attention-whose", ComboBox.class);
        robot.interact(() -> {
            whose.setValue(FakeModels.LOOKERS.get(3));
            find(robot, "attention-colours", ComboBox.class).setValue(ColourMap.JET);
            find(robot, "attention-opacity", Slider.class).setValue(30);
        });
        press(robot, "attention-on-result");
        robot.interact(() -> layers(robot).getSelectionModel().clearAndSelect(1));
        robot.interact(() -> find(robot, "rho-slider", Slider.class).setValue(0.2));
        await(() -> shown(robot) == FakeStylist.RED + (20 << 8));
        Path file = Path.of("/out/result.png");
        robot.interact(() -> pane.save(file));
        StylizeSettings saved = studio.stylist().settings.get(file);
        assertThat(saved.rho()).containsExactly(new RhoSetting(1, 2, 0.2));
        assertThat(saved.attention()).isEqualTo(new AttentionSettings(true, "disGB", true, false, 0.3, ColourMap.JET));

        press(robot, "rho-reset");
        press(robot, "attention-show");
        press(robot, "attention-on-photo");
        robot.interact(() -> whose.setValue(FakeModels.LOOKERS.get(0)));
        await(() -> shown(robot) == FakeStylist.RED);
        robot.interact(() -> pane.drop(file));
        await(() -> shown(robot) == FakeStylist.RED + (20 << 8)
                && split(robot).afterHeatProperty().get() != null);
        assertThat(whose.getValue()).isEqualTo(FakeModels.LOOKERS.get(3));
        assertThat(find(robot, "attention-show", CheckBox.class).isSelected()).isTrue();
        assertThat(find(robot, "attention-on-result", ToggleButton.class).isSelected())
                .isTrue();
        assertThat(find(robot, "attention-opacity", Slider.class).getValue()).isEqualTo(30);
        assertThat(split(robot).afterHeatProperty().get().getPixelReader().getArgb(0, 0))
                .isEqualTo(ColourMap.JET.argb(0));
    }

    @Test
    void foldsStayAsTheyAreLeft(FxRobot robot) {
        robot.interact(() -> find(robot, "rho-fold", TitledPane.class).setExpanded(false));
        assertThat(host.settings().flag("stylize.fold.rho", true)).isFalse();
    }

    @Test
    void histogramsCountBothEnds() {
        int[] counts = RhoHistogram.count(List.of(0f, 0.04f, 0.5f, 1f));
        assertThat(counts[0]).isEqualTo(2);
        assertThat(counts[10]).isEqualTo(1);
        assertThat(counts[19]).isEqualTo(1);
    }
}
