package studio.ganvas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentSource;

/** {@code ganvas mix}: the style-mixing figure of StyleGAN. */
@Command(
        name = "mix",
        mixinStandardHelpOptions = true,
        description = {
            "Mix the styles of seeds: each row's picture with the styles of each column in some layers.",
            "Writes <row>-<column>.png and grid.png."
        })
final class MixCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LatentLook look;

    @Option(names = "--network", required = true, description = "A run's folder, or a file of a StyleGAN.")
    private Path network;

    @Option(
            names = {"--rows", "--row-seeds"},
            required = true,
            converter = Seeds.Converter.class,
            description = "Seeds of the rows, for example 85,100,75.")
    private Seeds rows;

    @Option(
            names = {"--cols", "--col-seeds"},
            required = true,
            converter = Seeds.Converter.class,
            description = "Seeds of the columns.")
    private Seeds columns;

    @Option(
            names = {"--styles", "--col-styles"},
            converter = Seeds.Converter.class,
            defaultValue = "0-6",
            description = "Layers that take the column's styles (default: ${DEFAULT-VALUE}).")
    private Seeds styles;

    @Option(names = "--outdir", required = true, description = "Folder for the pictures; made when missing.")
    private Path outdir;

    @Override
    public Integer call() throws InterruptedException {
        try (Studio studio = cli.studio(Path.of("training-runs"))) {
            String model = network.toString();
            LatentFacts facts = studio.latent().facts(model).join();
            if (!facts.styled()) {
                throw new StudioException(
                        facts.system() + " takes its latent once, at the first layer, so there are no styles to mix.");
            }
            List<Integer> layers = new ArrayList<>();
            styles.values().stream().filter(row -> row < facts.rows()).forEach(row -> layers.add(row.intValue()));
            GridRequest request = new GridRequest(look.state(model, facts), sources(rows), sources(columns), layers);
            Path folder = JobLine.await(
                    studio,
                    studio.latent().exportGrid(request, outdir),
                    spec.commandLine().getOut());
            spec.commandLine().getOut().println(folder.resolve("grid.png"));
            return 0;
        }
    }

    private static List<LatentSource> sources(Seeds seeds) {
        return seeds.values().stream().<LatentSource>map(LatentSource::seed).toList();
    }
}
