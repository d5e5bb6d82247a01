package studio.ganvas.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** The two faces of the window: AtlantaFX Primer with our own style sheet over it. */
public enum Theme {
    DARK(new PrimerDark()),
    LIGHT(new PrimerLight());

    private static final String SETTING = "shell.theme";
    private static final String SHEET = Objects.requireNonNull(
                    Theme.class.getResource("/studio/ganvas/ui/ganvas.css"), "ganvas.css is missing")
            .toExternalForm();

    private final atlantafx.base.theme.Theme sheet;

    Theme(atlantafx.base.theme.Theme sheet) {
        this.sheet = sheet;
    }

    /** The remembered theme; dark at first. */
    static Theme remembered(Settings settings) {
        return settings.text(SETTING).filter("light"::equals).map(word -> LIGHT).orElse(DARK);
    }

    void remember(Settings settings) {
        settings.put(SETTING, name().toLowerCase(Locale.ROOT));
    }

    /** Puts the theme on the whole program. */
    void apply() {
        Application.setUserAgentStylesheet(sheet.getUserAgentStylesheet());
    }

    /** Puts our style sheet and the class {@code dark} or {@code light} on a scene; also for dialogs and popovers. */
    void dress(Scene scene) {
        if (!scene.getStylesheets().contains(SHEET)) {
            scene.getStylesheets().add(SHEET);
        }
        dress(scene.getRoot());
    }

    void dress(Parent root) {
        if (!root.getStylesheets().contains(SHEET)) {
            root.getStylesheets().add(SHEET);
        }
        root.getStyleClass().removeAll("dark", "light");
        root.getStyleClass().add(this == DARK ? "dark" : "light");
    }

    Theme other() {
        return this == DARK ? LIGHT : DARK;
    }
}
