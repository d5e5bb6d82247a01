package studio.ganvas.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.controlsfx.control.GridView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.ganvas.engine.dataset.DatasetEntry;

@ExtendWith(ApplicationExtension.class)
class DatasetsPaneTest {
    private final FakeDatasets library = new FakeDatasets(15)
            .withClothes(600)
            .withPairs(40)
            .withPlain("big", "Hundred thousand", 100_000)
            .withMissing("missing", "Old disk");
    private final FakeWindow window = new FakeWindow();
    private DatasetsPane pane;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        pane = new DatasetsPane(FakeWindow.studio(library), window);
        stage.setScene(new Scene((Parent) pane.view(), 1100, 700));
        stage.show();
        stage.requestFocus();
        pane.shown();
    }

    @Test
    void opensTheFirstStarterAndShowsItsPictures(FxRobot robot) throws TimeoutException {
        await(() -> grid(robot).getItems().size() == 600);
        await(() -> shownPictures(robot) > 10);
        assertThat(text(robot, "#datasets-count")).isEqualTo("600 pictures");
        await(() -> !robot.lookup("#datasets-fact-sizes").queryAll().isEmpty());
        assertThat(text(robot, "#datasets-fact-sizes")).contains("64×64\u00a0(599)", "640×480\u00a0(1)");
        assertThat(robot.lookup("#datasets-fact-sizes")
                        .queryAs(javafx.scene.control.Label.class)
                        .getTooltip()
                        .getText())
                .contains("640×480");
        assertThat(text(robot, "#datasets-fact-bytes")).isEqualTo("2.5 MB");
    }

    @Test
    void aDroppedFolderIsAddedOpenedAndCanBeTakenBack(FxRobot robot) throws TimeoutException {
        robot.interact(() -> pane.drop(Path.of("/x/holiday")));
        await(() -> text(robot, "#datasets-name").equals("holiday"));
        await(() -> grid(robot).getItems().size() == 40);
        assertThat(window.notices).hasSize(1);

        robot.interact(() -> robot.lookup("#datasets-library").query().requestFocus());
        robot.press(KeyCode.DELETE).release(KeyCode.DELETE);
        await(() ->
                list(robot).getItems().stream().noneMatch(entry -> entry.id().equals("holiday")));

        robot.interact(() -> window.notices.get(1).action().orElseThrow().run());
        await(() -> text(robot, "#datasets-name").equals("holiday"));
    }

    @Test
    void aPlaceWithoutPicturesSaysSoInTheLibrary(FxRobot robot) throws TimeoutException {
        robot.interact(() -> pane.drop(Path.of("/x/empty")));
        await(() -> robot.lookup(".import-reason").queryAll().size() == 1);
        assertThat(robot.lookup(".import-reason").<Label>query().getText()).contains("no picture in empty");
        robot.clickOn(".import-dismiss");
        assertThat(robot.lookup(".import-reason").queryAll()).isEmpty();
    }

    @Test
    void theClassBoxFilters(FxRobot robot) throws TimeoutException {
        await(() -> grid(robot).getItems().size() == 600);
        ComboBox<?> classes = robot.lookup("#datasets-class").query();
        robot.interact(() -> classes.getSelectionModel().select(3));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(grid(robot).getItems())
                .isNotEmpty()
                .allMatch(tile -> tile.first().label().orElseThrow().equals("hats"));
        assertThat(classes.getValue())
                .hasToString("hats (" + grid(robot).getItems().size() + ")");
    }

    @Test
    void aBarOfTheHistogramFiltersAndASecondClickShowsAll(FxRobot robot) throws TimeoutException {
        await(() -> grid(robot).getItems().size() == 600);
        Pane bars = robot.lookup("#datasets-histogram").query();
        reveal(robot, bars);
        robot.clickOn(robot.offset(bars, javafx.geometry.Pos.TOP_LEFT, 40, 30));
        assertThat(grid(robot).getItems())
                .isNotEmpty()
                .allMatch(tile -> tile.first().label().orElseThrow().equals("coats"));
        assertThat(robot.lookup("#datasets-class")
                        .<ComboBox<?>>query()
                        .getValue()
                        .toString())
                .startsWith("coats");
        robot.clickOn(robot.offset(bars, javafx.geometry.Pos.TOP_LEFT, 40, 30));
        assertThat(grid(robot).getItems()).hasSize(600);
    }

    @Test
    void typingFiltersByNameAndNothingFoundOffersAll(FxRobot robot) throws TimeoutException {
        await(() -> grid(robot).getItems().size() == 600);
        robot.clickOn("#datasets-search").write("00012");
        await(() -> grid(robot).getItems().size() == 11);
        robot.write("xyz");
        await(() -> !robot.lookup("#datasets-filtered").queryAll().isEmpty());
        robot.clickOn("#datasets-filter-clear");
        await(() -> grid(robot).getItems().size() == 600);
        assertThat(robot.lookup("#datasets-search").<TextField>query().getText())
                .isEmpty();
    }

    @Test
    void pairsAreShownSideBySideInOneCell(FxRobot robot) throws TimeoutException {
        open(robot, "pairs", 80);
        double single = grid(robot).getCellWidth() / grid(robot).getCellHeight();
        robot.clickOn("#datasets-pairs");
        assertThat(grid(robot).getItems()).hasSize(40);
        assertThat(single).isEqualTo(1);
        assertThat(grid(robot).getCellWidth() / grid(robot).getCellHeight()).isBetween(1.95, 2.05);
        await(() -> robot.lookup("#datasets-preview-seen-b")
                .<PictureSlot>query()
                .image()
                .isPresent());
        assertThat(text(robot, "#datasets-count")).isEqualTo("40 pairs");
        assertThat(window.remembered).containsEntry("datasets.pairs", "true");
    }

    @Test
    void aHundredThousandPicturesAskOnlyForWhatIsSeen(FxRobot robot) throws TimeoutException {
        open(robot, "big", 100_000);
        await(() -> shownPictures(robot) > 10);
        int onScreen = onScreen(robot);
        library.thumbnails.set(0);
        library.delivered.set(0);
        library.cancelled.set(0);
        library.gate = new CompletableFuture<>();
        int jumps = 40;
        VirtualFlow<?> flow = robot.lookup("#datasets-grid .virtual-flow").query();
        for (int i = 1; i <= jumps; i++) {
            double position = i / (double) jumps;
            robot.interact(() -> flow.setPosition(position));
            WaitForAsyncUtils.waitForFxEvents();
        }
        int asked = library.thumbnails.get();
        assertThat(asked).isBetween(onScreen, (jumps + 1) * (onScreen + 12));
        assertThat(asked - library.cancelled.get())
                .as("requests still waiting are those of the cells on screen")
                .isBetween(1, onScreen);
        library.gate.complete(null);
        await(() -> library.delivered.get() + library.cancelled.get() == library.thumbnails.get());
        assertThat(new HashSet<>(library.askedThumbnails)).hasSizeLessThan(10_000);
        assertThat(library.askedThumbnails.stream().max(Comparator.naturalOrder()))
                .contains(99_999);
    }

    @Test
    void aHiddenPaneAsksForNothing(FxRobot robot) throws TimeoutException {
        open(robot, "big", 100_000);
        await(() -> shownPictures(robot) > 10);
        robot.interact(() -> pane.hidden());
        library.thumbnails.set(0);
        VirtualFlow<?> flow = robot.lookup("#datasets-grid .virtual-flow").query();
        robot.interact(() -> flow.setPosition(0.5));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(library.thumbnails.get()).isZero();
        robot.interact(() -> pane.shown());
        await(() -> library.thumbnails.get() > 0);
    }

    @Test
    void damagedFilesAreListedWithTheirReasonAndCanBeCopied(FxRobot robot) throws TimeoutException {
        await(() -> !robot.lookup("#datasets-problems")
                .<ListView<?>>query()
                .getItems()
                .isEmpty());
        ListView<?> problems = robot.lookup("#datasets-problems").query();
        reveal(robot, problems);
        assertThat(robot.lookup("#datasets-problems .list-cell .label").queryAllAs(Label.class).stream()
                        .map(Label::getText))
                .contains("The file ends before the picture does.");
        robot.interact(() -> robot.lookup("#datasets-problems-copy")
                .<javafx.scene.control.Button>query()
                .fire());
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .contains("000005.png\tThe file ends before the picture does.");
    }

    @Test
    void thePreviewIsWhatTheNetworkGets(FxRobot robot) throws TimeoutException {
        await(() -> seenWidth(robot) == 64);
        robot.clickOn("#datasets-preview-size-32");
        await(() -> seenWidth(robot) == 32);
        robot.clickOn("#datasets-preview-grey");
        await(() -> {
            int argb = onFx(() -> robot.lookup("#datasets-preview-seen")
                    .<PictureSlot>query()
                    .image()
                    .map(image -> image.getPixelReader().getArgb(16, 16))
                    .orElse(0xFF00FF));
            return (argb & 255) == (argb >> 8 & 255) && (argb & 255) == (argb >> 16 & 255);
        });
        robot.clickOn("#datasets-preview-grey");
        assertThat(robot.lookup("#datasets-preview-grey").<ToggleButton>query().isSelected())
                .as("one of the two is always chosen")
                .isTrue();
        assertThat(window.remembered).containsEntry("datasets.preview.grey", "true");
    }

    @Test
    void keysMoveTheSelectionAndEnterOpensThePictureLarge(FxRobot robot) throws TimeoutException {
        await(() -> shownPictures(robot) > 10);
        PictureCell first = cell(robot, 0);
        robot.clickOn(first, MouseButton.PRIMARY);
        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        assertThat(grid(robot).getAccessibleText()).startsWith("Picture 3 of 600");
        long columns = robot.lookup(".picture-cell").queryAllAs(PictureCell.class).stream()
                .filter(c -> c.isVisible()
                        && c.localToScene(0, 0).getY()
                                == first.localToScene(0, 0).getY())
                .count();
        robot.type(KeyCode.DOWN).type(KeyCode.LEFT).type(KeyCode.LEFT);
        assertThat(grid(robot).getAccessibleText()).startsWith("Picture " + (columns + 1) + " of 600");

        robot.type(KeyCode.END);
        assertThat(grid(robot).getAccessibleText()).startsWith("Picture 600 of 600");
        await(() -> robot.lookup(".picture-cell").queryAllAs(PictureCell.class).stream()
                .anyMatch(c -> c.isVisible() && c.getIndex() == 599));
        robot.type(KeyCode.HOME).type(KeyCode.ENTER);
        assertThat(robot.lookup("#datasets-large").query().isVisible()).isTrue();
        await(() -> robot.lookup("#datasets-large-picture")
                .<PictureSlot>query()
                .image()
                .isPresent());
        robot.type(KeyCode.RIGHT);
        assertThat(grid(robot).getAccessibleText()).startsWith("Picture 2 of 600");
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#datasets-large").query().isVisible()).isFalse();
        assertThat(grid(robot).isFocused()).isTrue();
    }

    @Test
    void aMissingPlaceShowsWhyAndCanBeTriedAgain(FxRobot robot) throws TimeoutException {
        select(robot, "missing");
        await(() -> robot.lookup("#datasets-trouble").queryAll().size() == 1);
        assertThat(text(robot, "#datasets-trouble")).contains("not there any more");
        assertThat(robot.lookup("#datasets-train").query().isDisabled()).isTrue();
        robot.clickOn("#datasets-retry");
        await(() -> robot.lookup("#datasets-trouble").queryAll().size() == 1);
    }

    @Test
    void trainOnThisNamesTheOpenDataset(FxRobot robot) throws TimeoutException {
        open(robot, "pairs", 80);
        robot.clickOn("#datasets-train");
        assertThat(window.trained).contains("pairs");
    }

    @Test
    void foldedPanelsGiveTheirRoomToThePictures(FxRobot robot) throws TimeoutException {
        await(() -> grid(robot).getItems().size() == 600);
        double before = grid(robot).getWidth();
        robot.clickOn("#datasets-fold-library").clickOn("#datasets-fold-facts");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(grid(robot).getWidth()).isGreaterThan(before + 400);
        robot.clickOn("#datasets-fold-library").clickOn("#datasets-fold-facts");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(grid(robot).getWidth()).isBetween(before - 4, before + 4);
    }

    private void open(FxRobot robot, String id, int pictures) throws TimeoutException {
        select(robot, id);
        await(() -> grid(robot).getItems().size() == pictures);
    }

    private void select(FxRobot robot, String id) {
        robot.interact(() -> {
            DatasetEntry entry = list(robot).getItems().stream()
                    .filter(e -> e.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            list(robot).getSelectionModel().select(entry);
        });
    }

    private static int seenWidth(FxRobot robot) {
        return robot.lookup("#datasets-preview-seen")
                .<PictureSlot>query()
                .image()
                .map(image -> (int) image.getWidth())
                .orElse(0);
    }

    /** Scrolls the facts column until the node is in view. */
    private static void reveal(FxRobot robot, javafx.scene.Node node) {
        robot.interact(() -> {
            ScrollPane scroll = robot.lookup(".facts > .scroll-pane").query();
            scroll.layout();
            double top =
                    scroll.getContent().sceneToLocal(node.localToScene(0, 0)).getY();
            double room = scroll.getContent().getBoundsInLocal().getHeight()
                    - scroll.getViewportBounds().getHeight();
            scroll.setVvalue(room <= 0 ? 0 : Math.min(1, (top - 20) / room));
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static PictureCell cell(FxRobot robot, int index) {
        return robot.lookup(".picture-cell").queryAllAs(PictureCell.class).stream()
                .filter(c ->
                        c.getIndex() == index && !c.isEmpty() && c.getParent().isVisible())
                .findFirst()
                .orElseThrow();
    }

    private static long shownPictures(FxRobot robot) {
        return robot.lookup(".thumbnail.arrived").queryAll().size();
    }

    private static int onScreen(FxRobot robot) {
        GridView<Tile> grid = grid(robot);
        double cell = grid.getCellHeight() + 6;
        return (int) (Math.ceil(grid.getWidth() / cell) * (Math.ceil(grid.getHeight() / cell) + 1));
    }

    private static GridView<Tile> grid(FxRobot robot) {
        return robot.lookup("#datasets-grid").query();
    }

    private static ListView<DatasetEntry> list(FxRobot robot) {
        return robot.lookup("#datasets-library").query();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).<Label>query().getText();
    }

    private static <T> T onFx(java.util.concurrent.Callable<T> call) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(call));
    }

    private static void await(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> {
            boolean[] holds = new boolean[1];
            if (Platform.isFxApplicationThread()) {
                return condition.getAsBoolean();
            }
            holds[0] = onFx(condition::getAsBoolean);
            return holds[0];
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
