package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
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
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.control.Language;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;

/** Every pane of the program explains itself, in every language: a page of help, and a word at every control. */
@ExtendWith(ApplicationExtension.class)
class HelpTest {
    @TempDir
    private static Path directory;

    private static int count;

    private final MemorySettings settings = new MemorySettings();
    private FakeStudio studio;
    private StudioWindow window;
    private List<StudioPane> panes;
    private Stage stage;

    @Start
    void open(Stage shown) {
        stage = shown;
        studio = new FakeStudio(directory.resolve("runs" + count++));
        make();
        stage.requestFocus();
    }

    private void make() {
        window = new StudioWindow(stage, studio, settings, host -> panes = Wiring.panes(studio, host));
        window.open();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
        Words.speak(Language.ENGLISH);
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void speak(FxRobot robot, Language language) {
        robot.interact(() -> {
            window.close();
            Words.speak(language);
            make();
        });
    }

    private Stream<String> paneIds() {
        return Stream.concat(panes.stream().map(StudioPane::id), Stream.of("settings"));
    }

    private static Node sheet(FxRobot robot) {
        return robot.lookup("#help-sheet").query();
    }

    private static List<String> words(FxRobot robot) {
        return all(sheet(robot))
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void everyPaneHasAPageOfHelpInEveryLanguage(FxRobot robot) throws TimeoutException {
        for (Language language : Language.values()) {
            speak(robot, language);
            for (String id : paneIds().toList()) {
                robot.interact(() -> window.show(id));
                robot.interact(() -> robot.lookup("#" + id + "-help")
                        .queryAs(ButtonBase.class)
                        .fire());
                assertThat(sheet(robot).isVisible()).as(id).isTrue();
                assertThat(words(robot))
                        .as("%s in %s", id, language)
                        .contains(
                                Words.of(id + ".title"),
                                Words.of("help." + id + ".what"),
                                Words.of("help." + id + ".try.3"),
                                Words.of("shell.help.terms"));
                robot.push(KeyCode.ESCAPE);
                until(() -> !sheet(robot).isVisible());
            }
        }
    }

    @Test
    void f1OpensAndClosesItAndItFollowsThePane(FxRobot robot) throws TimeoutException {
        robot.interact(() -> robot.lookup("#door-explore").query().requestFocus());
        robot.push(KeyCode.F1);
        until(() -> sheet(robot).isVisible());
        robot.interact(() -> window.show("latent"));
        assertThat(words(robot)).contains(Words.of("help.latent.what"));
        robot.interact(() -> window.show("welcome"));
        robot.push(KeyCode.F1);
        until(() -> !sheet(robot).isVisible());
        assertThat(stage.getScene().getFocusOwner()).isNotNull();
    }

    @Test
    void theHelpSaysTheSameInBothLanguages() {
        for (String id : paneIds().toList()) {
            List<List<String>> english = structure(id, Language.ENGLISH);
            assertThat(english).as("keys, gestures and terms of %s", id).hasSizeGreaterThan(3);
            assertThat(structure(id, Language.CHINESE)).as(id).isEqualTo(english);
        }
    }

    /** Keys, which are the same in every language, and how many parts each line has. */
    private static List<List<String>> structure(String id, Language language) {
        Words.speak(language);
        List<List<String>> lines = new ArrayList<>();
        for (String part : List.of("try", "key", "term")) {
            for (int i = 1;
                    !Words.orElse("help." + id + "." + part + "." + i, "").isEmpty();
                    i++) {
                String[] parts = Words.of("help." + id + "." + part + "." + i).split("\\|", -1);
                assertThat(parts)
                        .hasSize(part.equals("try") ? 1 : part.equals("key") ? 2 : 3)
                        .doesNotContain("");
                lines.add(List.of(part + i, part.equals("key") ? parts[0] : ""));
            }
        }
        return lines;
    }

    @Test
    void everyControlExplainsItself(FxRobot robot) throws TimeoutException {
        robot.interact(() -> window.show("training"));
        robot.interact(
                () -> robot.lookup("#startButton").queryAs(ButtonBase.class).fire());
        until(() -> robot.lookup("#runView").tryQuery().isPresent());
        List<String> silent = new ArrayList<>();
        for (String id : paneIds().toList()) {
            robot.interact(() -> window.show(id));
            WaitForAsyncUtils.waitForFxEvents();
            List<Control> controls = all(stage.getScene().getRoot())
                    .filter(HelpTest::acts)
                    .map(Control.class::cast)
                    .toList();
            assertThat(controls).as(id).hasSizeGreaterThan(5);
            controls.stream()
                    .filter(control -> !explains(control))
                    .map(control -> id + ": " + control)
                    .forEach(silent::add);
        }
        assertThat(silent).isEmpty();
    }

    private static boolean acts(Node node) {
        return node instanceof ButtonBase
                || node instanceof ComboBoxBase
                || node instanceof Slider
                || node instanceof TextInputControl;
    }

    private static boolean explains(Control control) {
        boolean tip = control.getTooltip() != null
                && (control.getTooltip().getText() != null
                                && !control.getTooltip().getText().isBlank()
                        || control.getTooltip().getGraphic() != null);
        String spoken = control.getAccessibleText();
        boolean name = spoken != null && !spoken.isBlank()
                || control instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isBlank();
        return tip && name;
    }

    /** All nodes, also those that are out of view and have not been laid out. */
    private static Stream<Node> all(Node node) {
        List<Node> below = new ArrayList<>();
        if (node instanceof ScrollPane scroll && scroll.getContent() != null) {
            below.add(scroll.getContent());
        } else if (node instanceof TitledPane titled && titled.getContent() != null) {
            below.add(titled.getContent());
        } else if (node instanceof TabPane tabs) {
            tabs.getTabs().stream().map(Tab::getContent).forEach(below::add);
        } else if (node instanceof SplitPane split) {
            below.addAll(split.getItems());
        } else if (node instanceof Parent parent && !acts(node)) {
            below.addAll(parent.getChildrenUnmodifiable());
        }
        return Stream.concat(Stream.of(node), below.stream().flatMap(HelpTest::all));
    }
}
