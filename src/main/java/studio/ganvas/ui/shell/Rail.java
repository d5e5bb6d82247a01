package studio.ganvas.ui.shell;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The navigation at the left edge: one entry a pane, an icon over its word; some stand at the foot. */
final class Rail extends VBox {
    private final Map<String, ToggleButton> entries = new LinkedHashMap<>();

    Rail(Collection<StudioPane> panes, Consumer<String> show) {
        setId("rail");
        getStyleClass().add("rail");
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(Words.of("shell.rail"));
        ToggleGroup group = new ToggleGroup();
        int number = 1;
        boolean foot = false;
        for (StudioPane pane : panes) {
            ToggleButton entry = entry(pane, pane.isHome() ? 0 : number++);
            entry.setToggleGroup(group);
            // A click on the chosen entry must not unchoose it.
            entry.setOnAction(event -> {
                entry.setSelected(true);
                show.accept(pane.id());
            });
            if (pane.atFoot() && !foot) {
                foot = true;
                Region gap = new Region();
                VBox.setVgrow(gap, Priority.ALWAYS);
                getChildren().add(gap);
            }
            entries.put(pane.id(), entry);
            getChildren().add(entry);
        }
    }

    void select(String id) {
        entries.get(id).setSelected(true);
    }

    private static ToggleButton entry(StudioPane pane, int number) {
        String title = Words.of(pane.id() + ".title");
        ToggleButton entry = new ToggleButton(title, Nodes.icon(pane.icon()));
        entry.setId("rail-" + pane.id());
        entry.setContentDisplay(ContentDisplay.TOP);
        entry.setMaxWidth(Double.MAX_VALUE);
        entry.getStyleClass().add("rail-entry");
        entry.setAccessibleText(title);
        return Nodes.help(entry, Words.of("shell.rail.entry.help", Words.of(pane.id() + ".purpose"), number));
    }
}
