package studio.ganvas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.gan.NoiseGenerator;
import studio.ganvas.image.Floats;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.NumpyRandom;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.GeneratorFile;

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
            Optional<LatentFacts> facts = studio.latent()
                    .facts(network.toString())
                    .<Optional<LatentFacts>>thenApply(Optional::of)
                    // another kind of network, or none: opening it below says which
                    .exceptionally(failure -> Optional.empty())
                    .join();
            return facts.isPresent() ? styles(studio, facts.get()) : others();
        }
    }

    private int styles(Studio studio, LatentFacts facts) throws IOException {
        LatentState base = look.state(network.toString(), facts);
        Files.createDirectories(outdir);
        Pictures pictures = new Pictures();
        for (long seed : seeds.values()) {
            LatentState state = base.with(LatentSource.seed(seed));
            Pixels picture = studio.latent().render(state, preview -> {}).join().picture();
            studio.latent().files().save(file(seed), picture, state).join();
            pictures.add(seed, picture);
        }
        pictures.end();
        return 0;
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

    private int others() throws IOException {
        try (TensorStore store = new TensorStore();
                Scope scope = Scope.open()) {
            GeneratorFile model = GeneratorFile.open(network, store);
            look.mustBePlain(model.system());
            NoiseGenerator generator = model.pictures();
            Optional<Long> wanted = labelNumber(model, generator);
            Files.createDirectories(outdir);
            Pictures pictures = new Pictures();
            for (long seed : seeds.values()) {
                Pixels picture = picture(generator, seed, wanted);
                PngFiles.write(file(seed), picture, settings(model, seed, wanted));
                pictures.add(seed, picture);
            }
            pictures.end();
            return 0;
        }
    }

    private static Pixels picture(NoiseGenerator generator, long seed, Optional<Long> label) {
        try (Scope scope = Scope.open()) {
            Tensor z = Tensor.of(new NumpyRandom(seed).gaussians(generator.zDim()), 1, generator.zDim());
            Tensor picture = generator.generate(z, label.map(number -> Tensor.of(new long[] {number}, 1)));
            return Floats.toPixels(
                    picture.toFloats(), (int) picture.size(1), (int) picture.size(2), (int) picture.size(3), -1, 1);
        }
    }

    private Optional<Long> labelNumber(GeneratorFile model, NoiseGenerator generator) {
        List<String> classes = model.classes();
        if (generator.classes() == 0) {
            if (look.label().label().isPresent()) {
                throw new StudioException("This network knows no classes; leave out --class.");
            }
            return Optional.empty();
        }
        String name = look.label()
                .label()
                .orElseThrow(
                        () -> new StudioException("This network needs --class, one of: " + String.join(", ", classes)));
        long number = classes.contains(name) ? classes.indexOf(name) : parsed(name);
        if (number < 0 || number >= generator.classes()) {
            throw new StudioException("There is no class “" + name + "”. There are: " + String.join(", ", classes));
        }
        return Optional.of(number);
    }

    private static long parsed(String number) {
        return number.matches("\\d{1,9}") ? Long.parseLong(number) : -1;
    }

    private Map<String, String> settings(GeneratorFile model, long seed, Optional<Long> wanted) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Ganvas");
        text.put("ganvas.system", model.id());
        text.put("ganvas.network", network.getFileName().toString());
        text.put("ganvas.step", String.valueOf(model.step()));
        text.put("ganvas.seed", String.valueOf(seed));
        wanted.ifPresent(number -> text.put("ganvas.class", String.valueOf(number)));
        return text;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
