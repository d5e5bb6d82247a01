package studio.ganvas.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Ganvas keeps what it remembers about this user. */
public final class Home {
    /** System property that puts everything elsewhere, for tests and portable copies. */
    public static final String PROPERTY = "ganvas.home";

    private Home() {}

    /**
     * {@code %APPDATA%\Ganvas} on Windows, {@code ~/Library/Application Support/Ganvas} on macOS,
     * {@code $XDG_CONFIG_HOME/ganvas} or {@code ~/.config/ganvas} elsewhere; {@link #PROPERTY} overrides.
     */
    public static Path directory() {
        return directory(
                System.getProperty(PROPERTY, ""),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")),
                System.getenv());
    }

    static Path directory(String override, String os, Path user, Map<String, String> environment) {
        if (!override.isBlank()) {
            return Path.of(override);
        }
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return roaming.isBlank()
                    ? user.resolve("AppData").resolve("Roaming").resolve("Ganvas")
                    : Path.of(roaming, "Ganvas");
        }
        if (name.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("Ganvas");
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (config.isBlank() ? user.resolve(".config") : Path.of(config)).resolve("ganvas");
    }
}
