package studio.ganvas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;

/** {@code ganvas report}: a page about a run, or one that compares several. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Write a page (HTML that needs nothing else) about a run: options, curves, samples, metrics, where it "
                        + "was trained and the command that repeats it. Several runs are compared.")
final class ReportCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs; more than one are compared.")
    private List<Path> folders;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the page goes (default: report.html in the folder of the run, or comparison.html here).")
    private Optional<Path> output;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Override
    public Integer call() {
        Path file = output.orElseGet(
                () -> folders.size() == 1 ? folders.get(0).resolve("report.html") : Path.of("comparison.html"));
        if (output.isPresent() && Files.exists(file) && !force) {
            throw new StudioException(file + " exists already. Choose another name, or replace it with --force.");
        }
        try (Studio studio =
                cli.studio(folders.get(0).toAbsolutePath().normalize().getParent())) {
            List<String> ids = new ArrayList<>();
            for (Path folder : folders) {
                ids.add(studio.runs().open(folder).join().id());
            }
            spec.commandLine()
                    .getOut()
                    .println(studio.runs().keeping().report(ids, file).join());
        }
        return 0;
    }
}
