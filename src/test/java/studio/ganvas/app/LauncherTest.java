package studio.ganvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program begins, and what it remembers. */
class LauncherTest {
    @TempDir
    private Path directory;

    private final StringWriter errors = new StringWriter();
    private boolean opened;

    private Optional<Path> given = Optional.empty();

    private Launcher launcher(Optional<String> problem, Runnable open) {
        return new Launcher(
                () -> arguments -> 40 + arguments.length,
                () -> problem,
                file -> {
                    given = file;
                    open.run();
                },
                new PrintWriter(errors));
    }

    @Test
    void argumentsAreACommandAndItsExitCodeIsTheProgrammes() {
        assertThat(launcher(Optional.empty(), () -> opened = true).run("train", "--help"))
                .isEqualTo(42);
        assertThat(opened).isFalse();
    }

    @Test
    void withoutArgumentsTheWindowOpens() {
        assertThat(launcher(Optional.empty(), () -> opened = true).run()).isZero();
        assertThat(opened).isTrue();
    }

    @Test
    void withoutADisplayOneSentenceAndCodeTwo() {
        assertThat(launcher(Optional.of("No display."), () -> opened = true).run())
                .isEqualTo(2);
        assertThat(errors.toString().strip()).isEqualTo("No display.");
        assertThat(opened).isFalse();
    }

    @Test
    void aToolkitThatDoesNotStartIsExplainedWithoutAStackTrace() {
        int code = launcher(Optional.empty(), () -> {
                    throw new UnsupportedOperationException("Unable to open DISPLAY");
                })
                .run();
        assertThat(code).isEqualTo(2);
        assertThat(errors.toString().strip())
                .contains("Unable to open DISPLAY")
                .contains("apt-get")
                .doesNotContain("\tat ");
    }

    @Test
    void theDisplayCheckNamesWhatIsMissing() {
        assertThat(Display.problem(Map.of("DISPLAY", ":0"), false))
                .get()
                .asString()
                .contains("GTK 3");
        assertThat(Display.problem(Map.of(), true)).get().asString().contains("DISPLAY is not set");
        assertThat(Display.problem(Map.of("DISPLAY", ":59873"), true))
                .get()
                .asString()
                .contains("does not answer");
        assertThat(Display.problem(Map.of("DISPLAY", "remote:10.0"), true)).isEmpty();
    }

    @Test
    void theHomeFollowsTheHabitsOfEachSystem() {
        Path user = Path.of("/home/u");
        assertThat(Home.directory("/elsewhere", "Linux", user, Map.of())).isEqualTo(Path.of("/elsewhere"));
        assertThat(Home.directory("", "Linux", user, Map.of())).isEqualTo(Path.of("/home/u/.config/ganvas"));
        assertThat(Home.directory("", "Linux", user, Map.of("XDG_CONFIG_HOME", "/x")))
                .isEqualTo(Path.of("/x/ganvas"));
        assertThat(Home.directory("", "Mac OS X", user, Map.of()))
                .isEqualTo(Path.of("/home/u/Library/Application Support/Ganvas"));
    }

    @Test
    void settingsAreThereInTheNextSession() {
        Path file = directory.resolve("new").resolve("settings.json");
        try (SettingsFile settings = new SettingsFile(file)) {
            settings.put("shell.theme", "light");
            settings.put("x", 1.5);
            settings.put("gone", true);
            settings.remove("gone");
        }
        try (SettingsFile settings = new SettingsFile(file)) {
            assertThat(settings.text("shell.theme")).contains("light");
            assertThat(settings.number("x", 0)).isEqualTo(1.5);
            assertThat(settings.flag("gone", false)).isFalse();
            assertThat(settings.number("shell.theme", 7)).isEqualTo(7);
        }
        assertThat(file.resolveSibling("settings.json.new")).doesNotExist();
    }

    @Test
    void settingsThatCantBeReadAreSetAsideNotLost() throws Exception {
        Path file = directory.resolve("settings.json");
        Files.writeString(file, "{ broken");
        try (SettingsFile settings = new SettingsFile(file)) {
            assertThat(settings.text("shell.theme")).isEmpty();
            settings.put("shell.theme", "dark");
        }
        assertThat(directory.resolve("settings.json.unreadable")).hasContent("{ broken");
        assertThat(Files.readString(file)).contains("dark");
    }

    @Test
    void nativeLibrariesSeeWhatIsSet() {
        NativeEnvironment.set("GANVAS_TEST_VARIABLE", "passive");
        if (!com.sun.jna.Platform.isWindows()) {
            assertThat(com.sun.jna.Native.load("c", NativeEnvironment.Posix.class)
                            .getenv("GANVAS_TEST_VARIABLE"))
                    .isEqualTo("passive");
        }
    }

    @Test
    void aFileAloneIsOpenedInTheWindow(@TempDir Path temp) throws IOException {
        Path model = Files.writeString(temp.resolve("network-snapshot.pkl"), "");

        assertThat(launcher(Optional.empty(), () -> opened = true).run(model.toString()))
                .isZero();
        assertThat(opened).isTrue();
        assertThat(given).contains(model.toAbsolutePath());
        assertThat(launcher(Optional.empty(), () -> {})
                        .run(temp.resolve("missing.pkl").toString()))
                .as("no such file: a command, which says so")
                .isEqualTo(41);
    }
}
