package studio.ganvas.ui.dataset;

import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.GridCell;

/**
 * A cell of the grid: one picture, or the two of a pair. It asks for its thumbnails only while it can be seen: the
 * virtual flow keeps spare rows and one for measuring, and those get items as well.
 */
final class PictureCell extends GridCell<Tile> {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final PictureGrid grid;
    private final ThumbnailView first;
    private final ThumbnailView second;
    private final HBox halves;
    private final Tooltip tooltip = new Tooltip();
    private final ObservableValue<Boolean> rowVisible =
            parentProperty().flatMap(Node::visibleProperty).orElse(false);
    private boolean settling;

    PictureCell(PictureGrid grid, Thumbnails thumbnails) {
        this.grid = grid;
        first = new ThumbnailView(thumbnails);
        second = new ThumbnailView(thumbnails);
        halves = new HBox(1, first, second);
        HBox.setHgrow(first, Priority.ALWAYS);
        HBox.setHgrow(second, Priority.ALWAYS);
        second.managedProperty().bind(second.visibleProperty());
        getStyleClass().add("picture-cell");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        setGraphic(null);
        tooltip.setOnShowing(e -> tooltip.setText(tooltipText()));
        rowVisible.addListener((o, was, visible) -> refresh());
        setOnMousePressed(e -> {
            if (!isEmpty()) {
                grid.choose(getIndex());
            }
        });
        setOnMouseClicked(e -> {
            if (!isEmpty() && e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                grid.openLarge();
            }
        });
    }

    @Override
    protected void updateItem(Tile tile, boolean empty) {
        super.updateItem(tile, empty);
        if (empty || tile == null) {
            // A row first takes all items away and gives them back at once; only a cell that stays empty lets go.
            settleLater();
            return;
        }
        second.setVisible(tile.second().isPresent());
        setGraphic(halves);
        setTooltip(tooltip);
        setAccessibleText(tile.description());
        mark();
        refresh();
    }

    /** Asks for what the cell should show now, or gives it up when it can't be seen. */
    void refresh() {
        Tile tile = getItem();
        if (tile == null || isEmpty() || !onScreen()) {
            first.release();
            second.release();
            return;
        }
        first.show(grid.key(tile.first()));
        tile.second().ifPresentOrElse(b -> second.show(grid.key(b)), second::release);
    }

    /** Shows whether this is the selected tile. */
    void mark() {
        pseudoClassStateChanged(CHOSEN, !isEmpty() && grid.isChosen(getIndex()));
    }

    private void settleLater() {
        if (!settling) {
            settling = true;
            Platform.runLater(() -> {
                settling = false;
                if (isEmpty() || getItem() == null) {
                    setGraphic(null);
                    setTooltip(null);
                    mark();
                    refresh();
                }
            });
        }
    }

    private boolean onScreen() {
        if (getParent() == null || getScene() == null || !grid.isWatched()) {
            return false;
        }
        for (Node node = getParent(); node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private String tooltipText() {
        Tile tile = getItem();
        if (tile == null) {
            return "";
        }
        return first.problem()
                .or(second::problem)
                .map(p -> tile.description() + "\n" + p)
                .orElse(tile.description());
    }
}
