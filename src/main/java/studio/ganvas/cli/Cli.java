package studio.ganvas.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import studio.ganvas.engine.Studio;

/** The command line. Exit codes: 0 done, 1 failed (a sentence on the error stream), 2 wrong usage, 130 interrupted. */
@Command(
        name = "ganvas",
        mixinStandardHelpOptions = true,
        version = "Ganvas 0.1.0",
        description = "A studio for generative adversarial networks. Without a command it opens its window.",
        subcommands = {
            TrainCommand.class,
            GenerateCommand.class,
            MixCommand.class,
            InterpolateCommand.class,
            ProjectCommand.class,
            TranslateCommand.class,
            ReportCommand.class,
            InfoCommand.class,
            PackCommand.class,
            ConvertCommand.class,
            FeaturesCommand.class,
            MetricsCommand.class,
            DatasetCommand.class
        })
public final class Cli implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

    private final Function<Path, Studio> studios;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Cli(Function<Path, Studio> studios) {
        this.studios = studios;
    }

    /**
     * Runs one command.
     *
     * @param studios opens a studio whose runs lie in the given folder
     * @return the exit code
     */
    public static int run(Function<Path, Studio> studios, PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Cli(studios))
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Throwable cause = unwrap(failure);
                    LOG.debug("{} failed", command.getCommandName(), cause);
                    command.getErr().println(command.getColorScheme().errorText(String.valueOf(cause.getMessage())));
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments);
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    Studio studio(Path runs) {
        return studios.apply(runs);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
