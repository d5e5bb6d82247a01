package studio.ganvas.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javafx.application.Application;

/**
 * Where the program begins: with arguments it is a command, without, or with a file alone, it opens the window. It does not extend
 * {@code Application}, so that it also starts from a plain class path.
 */
public final class Launcher {
    /** Exit code when no window can be shown here. */
    static final int NO_WINDOW = 2;

    private final Supplier<ToIntFunction<String[]>> commands;
    private final Supplier<Optional<String>> displayProblem;
    private final Consumer<Optional<Path>> openWindow;
    private final PrintWriter errors;

    Launcher(
            Supplier<ToIntFunction<String[]>> commands,
            Supplier<Optional<String>> displayProblem,
            Consumer<Optional<Path>> openWindow,
            PrintWriter errors) {
        this.commands = commands;
        this.displayProblem = displayProblem;
        this.openWindow = openWindow;
        this.errors = errors;
    }

    /** Starts Ganvas; see {@code --help} for the commands. */
    public static void main(String... arguments) {
        prepareEngine();
        PrintWriter errors = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        Consumer<Optional<Path>> openWindow = file -> Application.launch(
                GanvasApp.class, file.stream().map(Path::toString).toArray(String[]::new));
        int code = new Launcher(Wiring::commands, Display::problem, openWindow, errors).run(arguments);
        System.exit(code);
    }

    /** Must come before anything logs or loads the native engine: nothing is fetched, and threads wait quietly. */
    static void prepareEngine() {
        System.setProperty("ganvas.log", Home.directory().resolve("ganvas.log").toString());
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        NativeEnvironment.quietOpenMp();
        NativeEnvironment.steadyMemory();
    }

    /** A value that was given on the command line stays: the profile for GPUs lets a CUDA build be fetched. */
    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** What a file manager passes when a file or folder is to be opened with Ganvas. */
    private static Optional<Path> file(String... arguments) {
        try {
            return arguments.length == 1
                    ? Optional.of(Path.of(arguments[0])).filter(Files::exists).map(Path::toAbsolutePath)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Does what the arguments ask for and gives the exit code; the only argument may be a file to open in the window. */
    int run(String... arguments) {
        Optional<Path> file = file(arguments);
        if (arguments.length > 0 && file.isEmpty()) {
            return commands.get().applyAsInt(arguments);
        }
        Optional<String> problem = displayProblem.get();
        if (problem.isPresent()) {
            errors.println(problem.get());
            return NO_WINDOW;
        }
        try {
            openWindow.accept(file);
            return 0;
        } catch (UnsupportedOperationException | UnsatisfiedLinkError toolkit) {
            errors.println(Display.toolkitFailed(toolkit));
            return NO_WINDOW;
        }
    }
}
