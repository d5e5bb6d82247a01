package studio.ganvas.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.train.ModelPack;

/** {@code ganvas pack}: a run as a small folder to give away. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = {
            "Make a small folder of a run to give away: its newest networks in half precision, the options that train it "
                    + "again, a card, the statistics and the newest samples.",
            "A folder under assets/models is offered by the window as a starter model."
        })
final class PackCommand implements Callable<Integer> {
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

    @Override
    public Integer call() {
        long step = ModelPack.write(run, new LinkedHashSet<>(networks), folder);
        spec.commandLine().getOut().printf("%s: the networks after step %,d%n", folder, step);
        return 0;
    }
}
