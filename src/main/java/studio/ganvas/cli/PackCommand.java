package studio.ganvas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.engine.Studio;
import studio.ganvas.train.ModelPack;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;

/** {@code ganvas pack}: a run as a small folder to give away. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = {
            "Make a small folder of a run to give away: its newest networks in half precision, the options that train it "
                    + "again, a card, the statistics, the newest samples and pictures to show it with.",
            "A folder under assets/models is offered by the window as a starter model."
        })
final class PackCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder.")
    private Path run;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where the model goes; made when missing.")
    private Path folder;

    @Option(
            names = "--networks",
            paramLabel = "NAME",
            split = ",",
            description = "Networks to keep, for example G or genA2B,genB2A (default: all).")
    private List<String> networks = List.of();

    @Option(
            names = "--show",
            paramLabel = "NAME",
            split = ",",
            description = {
                "What the window shows it with: of a translator names of pictures of its data without their ending (default: "
                        + "six of those that were kept aside of training), of a StyleGAN seeds (default: 0 to 8)."
            })
    private List<String> show = List.of();

    @Option(
            names = "--trunc",
            description = "Truncation psi of the pictures of seeds (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private double psi;

    @Option(names = "--data", description = "Where the run's pictures are now (default: where they were).")
    private Optional<Path> data;

    @Override
    public Integer call() throws IOException {
        long step = ModelPack.write(run, new LinkedHashSet<>(networks), folder);
        spec.commandLine().getOut().printf("%s: the networks after step %,d%n", folder, step);
        RunPlan plan = RunPlan.fromJson(Files.readString(new RunDirectory(run).options()));
        try (Studio studio = cli.studio(Path.of("training-runs"))) {
            String shown = new PackShow(studio, plan, folder).write(data, show, psi);
            if (!shown.isEmpty()) {
                spec.commandLine().getOut().println(shown);
            }
        }
        return 0;
    }
}
