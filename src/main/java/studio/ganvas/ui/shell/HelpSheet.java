package studio.ganvas.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** A sheet at the right with the help page of a pane: what it is for, what to try first, its keys and its words. */
final class HelpSheet extends VBox {
    /** Width of the sheet. */
    static final double WIDTH = 376;

    private static final double KEYS = 112;

    private final Label title = Nodes.label("help-title", "title-3");
    private final VBox page = new VBox(12);
    private final ScrollPane scroll = new ScrollPane(page);

    HelpSheet(Runnable close, Runnable showShortcuts) {
        setId("help-sheet");
        getStyleClass().add("help-sheet");
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        setAccessibleRole(AccessibleRole.PARENT);
        Button closing = Nodes.dressIcon(new Button(), "help-close", "fth-x", "shell.help.close");
        closing.setOnAction(event -> close.run());
        HBox head = new HBox(8, title, Nodes.spring(), closing);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("help-head");
        page.getStyleClass().add("help-page");
        scroll.setId("help-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button keys = Nodes.dress(new Button(), "help-shortcuts", "fth-command", "shell.shortcuts");
        keys.getStyleClass().add("small");
        keys.setOnAction(event -> showShortcuts.run());
        HBox foot = new HBox(keys);
        foot.getStyleClass().add("help-foot");
        getChildren().addAll(head, scroll, foot);
    }

    /** Shows the page of a pane; one without a page is told by its purpose. */
    void show(String paneId) {
        String name = Words.of(paneId + ".title");
        title.setText(name);
        setAccessibleText(Words.of("shell.help.of", name));
        List<Node> parts = new ArrayList<>();
        HelpPage.of(paneId)
                .ifPresentOrElse(
                        found -> fill(parts, found), () -> parts.add(text(Words.of(paneId + ".purpose"), "help-what")));
        page.getChildren().setAll(parts);
        scroll.setVvalue(0);
    }

    private static void fill(List<Node> parts, HelpPage found) {
        parts.add(text(found.what(), "help-what"));
        parts.add(Nodes.words("shell.help.try", "title-4"));
        parts.add(tries(found.tries()));
        parts.add(Nodes.words("shell.help.keys", "title-4"));
        parts.add(keys(found.keys()));
        parts.add(Nodes.words("shell.help.terms", "title-4"));
        found.terms().forEach(term -> parts.add(term(term)));
    }

    private static GridPane tries(List<String> tries) {
        GridPane list = table(24);
        for (int i = 0; i < tries.size(); i++) {
            Label number = Nodes.label("", "help-number");
            number.setText(String.valueOf(i + 1));
            list.addRow(i, number, text(tries.get(i), "help-try"));
        }
        top(list, tries.size());
        return list;
    }

    private static GridPane keys(List<HelpPage.Key> keys) {
        GridPane table = table(KEYS);
        for (int row = 0; row < keys.size(); row++) {
            Label cap = text(shown(keys.get(row).keys()), "key-cap");
            table.addRow(row, cap, text(keys.get(row).words(), "help-key"));
        }
        top(table, keys.size());
        return table;
    }

    private static GridPane table(double first) {
        GridPane table = new GridPane(12, 8);
        ColumnConstraints left = new ColumnConstraints(first);
        ColumnConstraints right = new ColumnConstraints();
        right.setHgrow(Priority.ALWAYS);
        table.getColumnConstraints().setAll(left, right);
        return table;
    }

    private static void top(GridPane table, int rows) {
        RowConstraints row = new RowConstraints();
        row.setValignment(VPos.TOP);
        for (int i = 0; i < rows; i++) {
            table.getRowConstraints().add(row);
        }
    }

    /** As this machine writes the keys; a gesture stays as it is. */
    static String shown(String keys) {
        try {
            return KeyCombination.valueOf(keys).getDisplayText();
        } catch (IllegalArgumentException e) {
            return keys;
        }
    }

    private static VBox term(HelpPage.Term term) {
        Label word = text(term.word(), "text-bold");
        Label symbol = Nodes.label("", "text-muted", "text-small", "help-symbol");
        symbol.setText(term.symbol());
        symbol.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(8, word, symbol);
        head.setAlignment(Pos.BASELINE_LEFT);
        return new VBox(2, head, text(term.words(), "text-muted"));
    }

    private static Label text(String words, String style) {
        Label label = Nodes.label("", style);
        label.setText(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
