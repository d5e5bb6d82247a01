package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Settings;

/** A split of three whose outer panels keep their width when the window grows, can be folded, and are remembered. */
final class SidePanels {
    private final SplitPane split = new SplitPane();
    private final Settings settings;
    private final Region left;
    private final Region right;
    private final ToggleButton foldLeft;
    private final ToggleButton foldRight;
    private boolean placing;

    SidePanels(Settings settings, Region left, Region right) {
        this.settings = settings;
        this.left = left;
        this.right = right;
        foldLeft = fold("library", "fth-sidebar");
        foldRight = fold("facts", "fth-info");
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(right, false);
        split.widthProperty().addListener((o, was, width) -> {
            if (was.doubleValue() <= 0) {
                place();
            }
        });
        left.widthProperty().addListener(o -> remember(left));
        right.widthProperty().addListener(o -> remember(right));
    }

    ToggleButton foldLeft() {
        return foldLeft;
    }

    ToggleButton foldRight() {
        return foldRight;
    }

    /** The split with {@code middle} between the panels. */
    SplitPane around(Region middle) {
        Runnable arrange = () -> {
            placing = true;
            split.getItems().clear();
            if (foldLeft.isSelected()) {
                split.getItems().add(left);
            }
            split.getItems().add(middle);
            if (foldRight.isSelected()) {
                split.getItems().add(right);
            }
            place();
        };
        foldLeft.selectedProperty().addListener(o -> arrange.run());
        foldRight.selectedProperty().addListener(o -> arrange.run());
        arrange.run();
        return split;
    }

    private void place() {
        double width = split.getWidth();
        placing = true;
        if (width > 0) {
            if (foldLeft.isSelected()) {
                split.setDividerPosition(0, settings.number("datasets.width.library", left.getPrefWidth()) / width);
            }
            if (foldRight.isSelected()) {
                double wanted = settings.number("datasets.width.facts", right.getPrefWidth());
                split.setDividerPosition(split.getDividers().size() - 1, 1 - wanted / width);
            }
        }
        split.layout();
        placing = false;
    }

    /** Remembers where the divider stands, not how wide the panel is: the divider itself takes room from both. */
    private void remember(Region panel) {
        if (placing || !split.getItems().contains(panel)) {
            return;
        }
        double[] dividers = split.getDividerPositions();
        if (panel == left) {
            settings.put("datasets.width.library", dividers[0] * split.getWidth());
        } else {
            settings.put("datasets.width.facts", (1 - dividers[dividers.length - 1]) * split.getWidth());
        }
    }

    private ToggleButton fold(String name, String icon) {
        String key = "datasets.fold." + name;
        ToggleButton button = new ToggleButton("", new FontIcon(icon));
        button.setId("datasets-fold-" + name);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "fold");
        button.setTooltip(new Tooltip(Words.of(key)));
        button.setAccessibleText(Words.of(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setSelected(settings.flag(key, true));
        button.selectedProperty().addListener(o -> settings.put(key, button.isSelected()));
        return button;
    }
}
