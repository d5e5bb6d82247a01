package studio.ganvas.ui.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Language;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Theme, language, shortcuts, forgetting what was remembered, and what this program runs on. */
final class SettingsPane implements StudioPane {
    static final String ID = "settings";

    private final ScrollPane view;

    /**
     * @param speak makes the window anew in another language
     * @param forget drops everything that the window remembers
     * @param help opens the help page
     */
    SettingsPane(
            ObjectProperty<Theme> theme,
            Consumer<Language> speak,
            StatusModel status,
            Runnable showShortcuts,
            Runnable forget,
            Runnable help) {
        HBox head = new HBox(8, Nodes.words("settings.title", "title-2"), new HelpButton(help, ID));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox page = new VBox(
                24,
                head,
                section("settings.look", themes(theme)),
                section("settings.language", languages(speak)),
                section("settings.keys", button("settingsShortcutsButton", "fth-command", showShortcuts)),
                section("settings.memory", button("forgetButton", "fth-rotate-ccw", forget)),
                section("settings.about", about(status)));
        page.getStyleClass().add("settings-page");
        page.setMaxWidth(720);
        view = new ScrollPane(page);
        view.setFitToWidth(true);
        view.setId("settingsPane");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "fth-settings";
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public boolean atFoot() {
        return true;
    }

    private static VBox section(String key, Node content) {
        Label help = Nodes.words(key + ".help", "text-muted");
        help.setWrapText(true);
        return new VBox(8, Nodes.words(key, "title-4"), help, content);
    }

    private static HBox themes(ObjectProperty<Theme> theme) {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox(24);
        for (Theme choice : List.of(Theme.DARK, Theme.LIGHT)) {
            RadioButton button = Nodes.dress(new RadioButton(), "theme-" + choice, "", "settings.theme." + choice);
            button.setToggleGroup(group);
            button.setOnAction(event -> theme.set(choice));
            Consumer<Theme> follow = now -> button.setSelected(now == choice);
            theme.subscribe(follow);
            row.getChildren().add(button);
        }
        return row;
    }

    private static HBox languages(Consumer<Language> speak) {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox(24);
        for (Language choice : Language.values()) {
            RadioButton button = new RadioButton(choice.title());
            button.setId("language-" + choice);
            button.setAccessibleText(choice.title());
            button.setToggleGroup(group);
            button.setSelected(choice == Words.language());
            button.setOnAction(event -> {
                if (choice != Words.language()) {
                    speak.accept(choice);
                }
            });
            row.getChildren().add(Nodes.help(button, Words.of("settings.language.tip", choice.title())));
        }
        return row;
    }

    private static HBox button(String id, String icon, Runnable action) {
        Button button = Nodes.dress(new Button(), id, icon, "settings." + id);
        button.setOnAction(event -> action.run());
        return new HBox(button);
    }

    private static GridPane about(StatusModel status) {
        GridPane table = new GridPane(24, 8);
        Label device = Nodes.eliding("aboutDevice");
        device.textProperty().bind(status.deviceProperty());
        String version = SettingsPane.class.getPackage().getImplementationVersion();
        List<Node> values = List.of(
                new Label(version == null ? Words.of("settings.about.development") : version),
                device,
                new Label(System.getProperty("java.version") + " · " + System.getProperty("java.vendor")),
                new Label(System.getProperty("javafx.version", "–")),
                new Label(System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        List<String> keys = List.of("version", "device", "java", "javafx", "system");
        for (int row = 0; row < keys.size(); row++) {
            Label name = Nodes.words("settings.about." + keys.get(row), "text-muted");
            table.addRow(row, name, values.get(row));
        }
        table.setAlignment(Pos.TOP_LEFT);
        return table;
    }
}
