package studio.ganvas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;

/** {@code ganvas generate}: pictures from seeds, named and seeded as by NVIDIA's tools. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Make pictures with a trained network. The seed, class and network are written into each PNG.")
final class GenerateCommand implements Callable<Integer> {
    private static final int GAP = 2;
    private static final int WHITE = 0xFFFFFFFF;

    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--network",
            required = true,
            description =
                    "A network-snapshot file of Ganvas or NVIDIA, a file of rosinality's StyleGAN2, or a run's folder "
                            + "for its newest.")
    private Path network;

    @Option(
            names = "--seeds",
            required = true,
            converter = Seeds.Converter.class,
            description = "For example 85,265 or 600-605.")
    private Seeds seeds;

    @Mixin
    private LatentLook look;

    @Option(names = "--outdir", required = true, description = "Folder for seedNNNN.png.")
    private Path outdir;

    @Option(names = "--grid", description = "Also write all pictures on one sheet, grid.png.")
    private boolean grid;

    @Override
    public Integer call() throws IOException {
        try (Studio studio = cli.studio(Path.of("training-runs"))) {
            LatentFacts facts = studio.latent().facts(network.toString()).join();
            LatentState base = look.state(network.toString(), facts);
            Files.createDirectories(outdir);
            Pictures pictures = new Pictures();
            for (long seed : seeds.values()) {
                LatentState state = base.with(LatentSource.seed(seed));
                Pixels picture =
                        studio.latent().render(state, preview -> {}).join().picture();
                studio.latent().files().save(file(seed), picture, state).join();
                pictures.add(seed, picture);
            }
            pictures.end();
            return 0;
        }
    }

    private Path file(long seed) {
        return outdir.resolve(String.format(Locale.ROOT, "seed%04d.png", seed));
    }

    /** Shows progress and keeps the pictures for the sheet. */
    private final class Pictures {
        private final ProgressLine line = new ProgressLine(out());
        private final List<Pixels> all = new ArrayList<>();
        private int count;

        void add(long seed, Pixels picture) {
            count++;
            if (grid) {
                all.add(picture);
            }
            line.show((double) count / seeds.values().size(), "seed " + seed, Optional.empty());
        }

        void end() throws IOException {
            line.end();
            if (grid) {
                Pixels sheet = Montage.grid(all, Montage.squareColumns(all.size()), GAP, WHITE);
                PngFiles.write(outdir.resolve("grid.png"), sheet, Map.of());
            }
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
