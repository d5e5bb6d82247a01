package studio.ganvas.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The keys that work everywhere in the window, and the dialog that lists them. */
final class Shortcuts {
    private record Entry(String keys, String words) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Binds each combination to the action and lists the first of them. */
    void bind(Scene scene, String words, Runnable action, String... combinations) {
        for (String combination : combinations) {
            scene.getAccelerators().put(KeyCombination.valueOf(combination), action);
        }
        list(KeyCombination.valueOf(combinations[0]).getDisplayText(), words);
    }

    /** Lists keys that are handled elsewhere. */
    void list(String keys, String words) {
        entries.add(new Entry(keys, words));
    }

    void show(Window owner, Consumer<Scene> dress) {
        GridPane table = new GridPane(24, 8);
        for (int row = 0; row < entries.size(); row++) {
            Label keys = Nodes.label("", "key-cap");
            keys.setText(entries.get(row).keys());
            table.add(keys, 0, row);
            table.add(new Label(entries.get(row).words()), 1, row);
        }
        Dialog<Void> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(Words.of("shell.shortcuts"));
        dialog.setHeaderText(Words.of("shell.shortcuts"));
        dialog.getDialogPane().setId("shortcutsDialog");
        dialog.getDialogPane().setContent(table);
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        dress.accept(dialog.getDialogPane().getScene());
        dialog.show();
    }
}
