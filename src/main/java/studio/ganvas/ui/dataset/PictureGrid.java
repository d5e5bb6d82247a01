package studio.ganvas.ui.dataset;

import impl.org.controlsfx.skin.GridViewSkin;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import org.controlsfx.control.GridView;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.ui.control.Words;

/** The virtual grid of thumbnails with what ControlsFX's {@link GridView} lacks: selection, keys and scrolling to a cell. */
final class PictureGrid extends StackPane {
    private static final int SPACING = 3;
    /** What {@link GridViewSkin} keeps free for its scroll bar when it counts the columns. */
    private static final int SCROLL_BAR = 18;

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final Thumbnails thumbnails;
    private final DatasetsModel model;
    private final GridView<Tile> grid = new GridView<>();
    private final ContextMenu menu = new ContextMenu();
    private final DoubleProperty cellSize = new SimpleDoubleProperty(96);
    private final Runnable openLarge;
    private boolean watched = true;

    /** @param openLarge shows the selected tile large
     * @param openAsSeen shows the selected tile large, as a network sees it */
    PictureGrid(DatasetsModel model, Thumbnails thumbnails, Runnable openLarge, Runnable openAsSeen) {
        this.thumbnails = thumbnails;
        this.model = model;
        this.openLarge = openLarge;
        grid.setId("datasets-grid");
        grid.setItems(model.tiles());
        grid.setCellFactory(view -> new PictureCell(this, thumbnails));
        grid.setHorizontalCellSpacing(SPACING);
        grid.setVerticalCellSpacing(SPACING);
        grid.setFocusTraversable(true);
        getChildren().add(grid);

        grid.skinProperty().addListener(o -> fillRows());
        grid.widthProperty().addListener(o -> fillRows());
        cellSize.addListener(o -> {
            fillRows();
            forEachCell(PictureCell::refresh);
        });
        model.pairsProperty().addListener(o -> fillRows());
        model.contentsProperty().addListener(o -> fillRows());
        model.selectedProperty().addListener(o -> describeSelection());
        model.selectedIndexProperty().addListener(o -> {
            forEachCell(PictureCell::mark);
            describeSelection();
        });
        grid.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        addMenu(openLarge, openAsSeen);
    }

    /** Wanted edge of a picture, in pixels of the screen's logical scale; cells grow a little to fill their row. */
    DoubleProperty cellSizeProperty() {
        return cellSize;
    }

    /** Whether anyone looks: a hidden grid asks for nothing. */
    void setWatched(boolean watched) {
        this.watched = watched;
        forEachCell(PictureCell::refresh);
    }

    boolean isWatched() {
        return watched;
    }

    void choose(int index) {
        grid.requestFocus();
        model.select(index);
    }

    boolean isChosen(int index) {
        return model.selectedIndexProperty().get() == index;
    }

    void openLarge() {
        openLarge.run();
    }

    void focus() {
        grid.requestFocus();
    }

    /** The thumbnail that fits the cells of now: few distinct sizes, so that the slider does not fetch at each step. */
    Thumbnails.Key key(PictureEntry picture) {
        double scale = Optional.ofNullable(getScene())
                .map(scene -> scene.getWindow())
                .map(Window::getOutputScaleX)
                .orElse(1.0);
        int edge = 64;
        while (edge < grid.getCellHeight() * scale && edge < 512) {
            edge *= 2;
        }
        String dataset = model.currentProperty().get().map(DatasetEntry::id).orElse("");
        return thumbnails.key(dataset, picture.index(), edge);
    }

    /** Brings the selected tile into view. */
    void scrollToSelected() {
        int index = model.selectedIndexProperty().get();
        flow().filter(f -> index >= 0).ifPresent(flow -> {
            int row = index / columns();
            boolean above = Optional.ofNullable(flow.getFirstVisibleCell())
                    .filter(cell -> row > cell.getIndex())
                    .isEmpty();
            boolean below = Optional.ofNullable(flow.getLastVisibleCell())
                    .filter(cell -> row < cell.getIndex())
                    .isEmpty();
            if (above || below) {
                flow.scrollTo(row);
            }
        });
    }

    /** As many columns as fit, as wide as then fills the row; rows of one known height spare the flow its measuring. */
    private void fillRows() {
        boolean twins = model.pairsProperty().get()
                && model.contentsProperty()
                        .get()
                        .value()
                        .filter(c -> c.paired())
                        .isPresent();
        int halves = twins ? 2 : 1;
        double row = grid.getWidth() - SCROLL_BAR;
        double columns = Math.max(1, Math.floor(row / (cellSize.get() * halves + 2 * SPACING)));
        double width = Math.max(cellSize.get(), Math.floor(row / columns) - 2 * SPACING);
        grid.setCellWidth(width);
        grid.setCellHeight(Math.floor(width / halves));
        flow().ifPresent(flow -> flow.setFixedCellSize(grid.getCellHeight() + 2 * SPACING));
    }

    private void keyPressed(KeyEvent event) {
        int columns = columns();
        int page = Math.max(1, (int) (grid.getHeight() / (grid.getCellHeight() + 2 * SPACING))) * columns;
        int index = model.selectedIndexProperty().get();
        if (COPY.match(event)) {
            copyName();
        } else {
            switch (event.getCode()) {
                case LEFT -> move(index - 1);
                case RIGHT -> move(index + 1);
                case UP -> move(index - columns >= 0 ? index - columns : index);
                case DOWN -> move(index + columns < model.tiles().size() ? index + columns : index);
                case PAGE_UP -> move(index - page);
                case PAGE_DOWN -> move(index + page);
                case HOME -> move(0);
                case END -> move(model.tiles().size() - 1);
                case ENTER -> openLarge.run();
                default -> {
                    return;
                }
            }
        }
        event.consume();
    }

    private void move(int index) {
        model.select(index);
        scrollToSelected();
    }

    private void copyName() {
        model.selectedProperty().get().ifPresent(tile -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(tile.name());
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    private void addMenu(Runnable large, Runnable asSeen) {
        MenuItem open = item("datasets.menu.large", "fth-maximize-2", large);
        MenuItem seen = item("datasets.menu.seen", "fth-eye", asSeen);
        MenuItem copy = item("datasets.menu.copy", "fth-copy", this::copyName);
        copy.setAccelerator(COPY);
        menu.getItems().addAll(open, seen, copy);
        grid.setOnContextMenuRequested(e -> {
            if (model.selectedProperty().get().isPresent()) {
                menu.show(grid, e.getScreenX(), e.getScreenY());
            }
        });
        grid.setOnMousePressed(e -> {
            menu.hide();
            grid.requestFocus();
        });
    }

    private static MenuItem item(String key, String icon, Runnable action) {
        MenuItem item = new MenuItem(Words.of(key), new FontIcon(icon));
        item.setOnAction(e -> action.run());
        return item;
    }

    private void describeSelection() {
        grid.setAccessibleText(model.selectedProperty()
                .get()
                .map(tile -> Words.of(
                        "datasets.grid.selected",
                        model.selectedIndexProperty().get() + 1,
                        model.tiles().size(),
                        tile.description()))
                .orElse(Words.of("datasets.grid.empty")));
    }

    private int columns() {
        return grid.getSkin() instanceof GridViewSkin<?> skin ? Math.max(1, skin.computeMaxCellsInRow()) : 1;
    }

    private Optional<VirtualFlow<?>> flow() {
        return grid.getChildrenUnmodifiable().stream()
                .filter(VirtualFlow.class::isInstance)
                .findFirst()
                .map(node -> (VirtualFlow<?>) node);
    }

    private void forEachCell(Consumer<PictureCell> action) {
        for (var node : grid.lookupAll(".picture-cell")) {
            if (node instanceof PictureCell cell) {
                action.accept(cell);
            }
        }
    }
}
