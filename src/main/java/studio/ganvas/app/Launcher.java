package studio.ganvas.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javafx.application.Application;

/**
 * Where the program begins: with arguments it is a command, without it opens the window. It does not extend
 * {@code Application}, so that it also starts from a plain class path.
 */
public final class Launcher {
    /** Exit code when no window can be shown here. */
    static final int NO_WINDOW = 2;

    private final Supplier<ToIntFunction<String[]>> commands;
    private final Supplier<Optional<String>> displayProblem;
    private final Runnable openWindow;
    private final PrintWriter errors;

    Launcher(
            Supplier<ToIntFunction<String[]>> commands,
            Supplier<Optional<String>> displayProblem,
            Runnable openWindow,
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
        Runnable openWindow = () -> Application.launch(GanvasApp.class);
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

    /** Does what the arguments ask for and gives the exit code. */
    int run(String... arguments) {
        if (arguments.length > 0) {
            return commands.get().applyAsInt(arguments);
        }
        Optional<String> problem = displayProblem.get();
        if (problem.isPresent()) {
            errors.println(problem.get());
            return NO_WINDOW;
        }
        try {
            openWindow.run();
            return 0;
        } catch (UnsupportedOperationException | UnsatisfiedLinkError toolkit) {
            errors.println(Display.toolkitFailed(toolkit));
            return NO_WINDOW;
        }
    }
}
