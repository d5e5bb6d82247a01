package studio.ganvas.ui.stylize;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/** The scrolled column at the right; it can hold a part at its top while what is in it still grows. */
final class SidePanel extends ScrollPane {
    private static final double WIDTH = 328;

    private final Region column;
    private final Node part;
    private boolean holding;

    /** @param part of the column */
    SidePanel(Region column, Node part) {
        super(column);
        this.column = column;
        this.part = part;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        getStyleClass().add("stylize-scroll");
        column.heightProperty().addListener(o -> hold());
        part.boundsInParentProperty().addListener(o -> hold());
        viewportBoundsProperty().addListener(o -> hold());
        // from the first touch on, a person scrolls
        addEventFilter(ScrollEvent.SCROLL, event -> holding = false);
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> holding = false);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> holding = false);
    }

    /** Brings the part to the top, and keeps it there until somebody touches the panel. */
    void holdAtTop() {
        holding = true;
        hold();
    }

    /** Shows the column from its beginning. */
    void toBeginning() {
        holding = false;
        setVvalue(0);
    }

    private void hold() {
        double room = column.getHeight() - getViewportBounds().getHeight();
        if (holding) {
            setVvalue(room <= 0 ? 0 : Math.min(1, part.getBoundsInParent().getMinY() / room));
        }
    }
}
