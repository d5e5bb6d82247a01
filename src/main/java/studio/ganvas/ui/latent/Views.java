package studio.ganvas.ui.latent;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;

/** What the middle can show, one at a time: the picture, the grid, layers, projection. */
final class Views extends VBox {
    private final HBox pills = new HBox();
    private final HBox bar = new HBox(4, pills, Nodes.spring());
    private final StackPane place = new StackPane();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
    private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper("");

    /** Below this width the choice shows icons without words. */
    private static final double NARROW = 600;

    /** @param actions stand at the right of the choice */
    Views(Node... actions) {
        bar.getChildren().addAll(actions);
        bar.setAlignment(Pos.CENTER_LEFT);
        pills.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("latent-bar");
        place.setMinSize(0, 0);
        place.getStyleClass().add("latent-stage");
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(bar, place);
        widthProperty().subscribe(width -> fit(width.doubleValue() < NARROW));
        setMinSize(0, 0);
    }

    private void fit(boolean narrow) {
        bar.setSpacing(narrow ? 0 : 4);
        buttons.values()
                .forEach(
                        button -> button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
    }

    /** One more; the first one added is shown at first. */
    void add(String id, String icon, Node node) {
        ToggleButton button = Nodes.dress(new ToggleButton(), "latent-view-" + id, icon, "latent.view." + id);
        button.setToggleGroup(group);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> show(id));
        buttons.put(id, button);
        nodes.put(id, node);
        place.getChildren().add(node);
        pills.getChildren().add(button);
        int last = pills.getChildren().size() - 1;
        for (int i = 0; i <= last; i++) {
            Node each = pills.getChildren().get(i);
            each.getStyleClass().removeAll("left-pill", "center-pill", "right-pill");
            each.getStyleClass().add(i == 0 ? "left-pill" : i == last ? "right-pill" : "center-pill");
        }
        show(shown.get().isEmpty() ? id : shown.get());
    }

    /** Whether a view is offered at all; in place of one that is not any more the first is shown. */
    void offer(String id, boolean offered) {
        Nodes.show(buttons.get(id), offered);
        if (!offered && shown.get().equals(id)) {
            show(buttons.keySet().iterator().next());
        }
    }

    void show(String id) {
        buttons.get(id).setSelected(true);
        nodes.forEach((each, node) -> Nodes.show(node, each.equals(id)));
        shown.set(id);
    }

    ReadOnlyStringProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
