package studio.ganvas.ui.shell;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import studio.ganvas.ui.control.Nodes;

/** Lays the help of the pane in view beside it where there is room, else over its right edge. */
final class Help {
    /** A pane keeps at least this width beside the sheet. */
    private static final double LEAST_BESIDE = 960;

    private final StackPane place;
    private final Region content;
    private final HelpSheet sheet;
    private Optional<Node> before = Optional.empty();
    private String paneId = "";

    /** @param content where panes are shown */
    Help(Region content, Runnable showShortcuts) {
        this.content = content;
        sheet = new HelpSheet(this::close, showShortcuts);
        place = new StackPane(content, sheet);
        place.setMinSize(0, 0);
        StackPane.setAlignment(sheet, Pos.CENTER_RIGHT);
        Nodes.show(sheet, false);
        ChangeListener<Object> arrange = (property, was, now) -> arrange();
        place.widthProperty().addListener(arrange);
        sheet.visibleProperty().addListener(arrange);
    }

    private void arrange() {
        boolean beside = sheet.isVisible() && place.getWidth() >= LEAST_BESIDE + HelpSheet.WIDTH;
        StackPane.setMargin(content, beside ? new Insets(0, HelpSheet.WIDTH, 0, 0) : Insets.EMPTY);
    }

    /** The node to put into the window. */
    Node place() {
        return place;
    }

    /** This pane is in view now. */
    void inView(StudioPane pane) {
        paneId = pane.id();
        if (sheet.isVisible()) {
            sheet.show(paneId);
        }
    }

    void toggle() {
        if (!close()) {
            before = Optional.ofNullable(place.getScene().getFocusOwner());
            sheet.show(paneId);
            Nodes.show(sheet, true);
            sheet.lookup("#help-scroll").requestFocus();
        }
    }

    /** Takes the sheet away and gives the keyboard back; false when it was not open. */
    boolean close() {
        if (!sheet.isVisible()) {
            return false;
        }
        Nodes.show(sheet, false);
        before.filter(node -> node.getScene() != null).ifPresent(Node::requestFocus);
        return true;
    }
}
