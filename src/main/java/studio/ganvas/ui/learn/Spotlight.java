package studio.ganvas.ui.learn;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A ring around a control, wherever it goes. What hides the control is opened once, when it is pointed at: folds, tabs, and
 * the part of a scrolled column that is out of view.
 */
final class Spotlight {
    private static final double ROOM = 4;
    private static final double LEAST = 4;
    /** Pulses after which scrolling to a control is given up: opening its fold takes a few. */
    private static final int PATIENCE = 30;

    private final Region ring = new Region();
    private final Pane over = new Pane(ring);
    private final ReadOnlyBooleanWrapper seen = new ReadOnlyBooleanWrapper();
    private final Runnable follow = this::follow;
    private String target = "";
    private Optional<Node> found = Optional.empty();
    private int patience;

    Spotlight() {
        ring.setId("tour-ring");
        ring.getStyleClass().add("tour-ring");
        ring.setManaged(false);
        ring.setVisible(false);
        over.setMouseTransparent(true);
        over.sceneProperty().addListener((property, was, now) -> {
            if (was != null) {
                was.removePostLayoutPulseListener(follow);
            }
            if (now != null) {
                now.addPostLayoutPulseListener(follow);
            }
        });
    }

    /** Lies over the window. */
    Node over() {
        return over;
    }

    /** Whether the control is on the screen. */
    ReadOnlyBooleanProperty seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Points at the control with this id from now on. */
    void point(String id) {
        target = id;
        found = Optional.empty();
        reveal();
    }

    /** The control, when it is in the window. */
    Optional<Node> target() {
        return found;
    }

    /** Opens what hides the control, once. */
    void reveal() {
        patience = PATIENCE;
        find();
        found.ifPresent(Spotlight::unfold);
        Scene scene = over.getScene();
        if (scene != null) {
            scene.getRoot().requestLayout();
        }
    }

    private void find() {
        Scene scene = over.getScene();
        if (scene == null || target.isEmpty()) {
            found = Optional.empty();
        } else if (found.filter(node -> node.getScene() == scene).isEmpty()) {
            found = Optional.ofNullable(scene.getRoot().lookup("#" + target));
        }
    }

    private static void unfold(Node node) {
        Node below = node;
        for (Parent each = node.getParent(); each != null; each = each.getParent()) {
            if (each instanceof TitledPane fold && !fold.isExpanded()) {
                fold.setExpanded(true);
            }
            if (each instanceof TabPane tabs) {
                Node inside = below;
                tabs.getTabs().stream().filter(tab -> holds(tab, inside)).forEach(tabs.getSelectionModel()::select);
            }
            below = each;
        }
    }

    private static boolean holds(Tab tab, Node inside) {
        for (Node each = tab.getContent(); each != null; each = each.getParent()) {
            if (each == inside) {
                return true;
            }
        }
        return false;
    }

    private void follow() {
        boolean searching = patience > 0;
        if (searching || found.isEmpty()) {
            find();
        }
        Optional<Node> shown = found.filter(Spotlight::shown);
        Bounds visible = shown.map(Spotlight::visible).orElse(new BoundingBox(0, 0, 0, 0));
        boolean whole = shown.isPresent() && fits(shown.get(), visible);
        if (searching) {
            patience--;
            if (shown.isPresent() && !whole) {
                shown.ifPresent(Spotlight::scrollTo);
            }
            if (patience > 0 && !whole) {
                over.getScene().getRoot().requestLayout();
            }
        }
        boolean now = visible.getWidth() > LEAST && visible.getHeight() > LEAST;
        ring.setVisible(now);
        if (now) {
            double x = Math.max(ROOM / 2, visible.getMinX() - ROOM);
            double y = Math.max(ROOM / 2, visible.getMinY() - ROOM);
            double right = Math.min(over.getWidth() - ROOM / 2, visible.getMaxX() + ROOM);
            double bottom = Math.min(over.getHeight() - ROOM / 2, visible.getMaxY() + ROOM);
            ring.resizeRelocate(Math.rint(x), Math.rint(y), Math.rint(right - x), Math.rint(bottom - y));
        }
        seen.set(now);
    }

    private static boolean shown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    /** The part of a node that no scrolled column hides, in the scene. */
    private static Bounds visible(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        for (Parent each = node.getParent(); each != null; each = each.getParent()) {
            boolean window = each.getClip() != null || each.getStyleClass().contains("viewport");
            if (window) {
                bounds = both(bounds, each.localToScene(each.getLayoutBounds()));
            }
        }
        return bounds;
    }

    private static Bounds both(Bounds a, Bounds b) {
        double x = Math.max(a.getMinX(), b.getMinX());
        double y = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(
                x,
                y,
                Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x),
                Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y));
    }

    private static boolean fits(Node node, Bounds visible) {
        return visible.getHeight() >= node.getLayoutBounds().getHeight() - 1;
    }

    /** Scrolls so that the control stands in the middle, or its top at the top where it is too tall. */
    private static void scrollTo(Node node) {
        for (Parent each = node.getParent(); each != null; each = each.getParent()) {
            if (each instanceof ScrollPane scroll && scroll.getContent() != null) {
                Node content = scroll.getContent();
                Bounds place = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
                double window = scroll.getViewportBounds().getHeight();
                double hidden = content.getLayoutBounds().getHeight() - window;
                if (hidden > 0) {
                    double margin = Math.max(16, (window - place.getHeight()) / 2);
                    scroll.setVvalue(Math.max(0, Math.min(1, (place.getMinY() - margin) / hidden)));
                }
            }
        }
    }
}
