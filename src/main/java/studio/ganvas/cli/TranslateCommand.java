package studio.ganvas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.stylize.FolderJob;
import studio.ganvas.engine.stylize.FolderReport;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StripRequest;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.Blend;
import studio.ganvas.image.Pixels;

/** {@code ganvas translate}: a photo, or a folder of them, through a trained model. */
@Command(
        name = "translate",
        mixinStandardHelpOptions = true,
        description = {
            "Translate a photo, or all photos of a folder, with a trained model.",
            "Results are PNGs <name>-<model>.png with their settings inside; transparency is kept. Photos of a folder that "
                    + "can't be read are listed and left out; the exit code is then 1."
        })
final class TranslateCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;
    private static final int INTERRUPTED = 130;

    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "PHOTO", description = "A picture or a folder of pictures.")
    private Path photo;

    @Option(
            names = "--network",
            required = true,
            description =
                    "A run's folder for its newest snapshot, a snapshot file, or a generator of CycleGAN or Pix2Pix.")
    private Path network;

    @Option(names = "--outdir", required = true, description = "Folder for the results; made when missing.")
    private Path outdir;

    @Option(names = "--direction", description = "AtoB or BtoA (default: the first that the model knows).")
    private Optional<String> direction;

    @Option(
            names = "--size-mode",
            description =
                    "whole: in one piece; tiles: overlapping tiles, for large photos; resize: through the size of "
                            + "training (default: ${DEFAULT-VALUE}).",
            defaultValue = "whole")
    private String sizeMode;

    @Option(
            names = "--strength",
            description = "How much of the translation is mixed in, 0 to 1 (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private double strength;

    @Option(
            names = "--cam",
            description = {
                "Also write <name>-<model>-cam.png: the strip of seven panels of the U-GAT-IT paper, one under the other, in "
                        + "the size of training: the photo; attention and result of the generator that should leave it "
                        + "alone; of the one that translates it; of the way back. For U-GAT-IT models."
            })
    private boolean cam;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!(strength >= 0 && strength <= 1)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--strength goes from 0 to 1.");
        }
        SizeMode size = size();
        if (!Files.exists(photo)) {
            throw new StudioException("There is no file or folder " + photo + ".");
        }
        try (Studio studio = cli.studio(Path.of("training-runs"))) {
            String model = network.toString();
            ModelFacts facts = studio.models().facts(model).join();
            String way = direction.orElse(facts.directions().get(0));
            return Files.isDirectory(photo)
                    ? folder(
                            studio,
                            new FolderRequest(photo, outdir, model, way, size, strength, List.of(), withCam(facts)))
                    : one(studio, model, way, size, withCam(facts));
        }
    }

    /** Refused at once rather than after a long translation. */
    private boolean withCam(ModelFacts facts) {
        if (cam && (facts.lookers().isEmpty() || facts.directions().size() < 2)) {
            throw new StudioException(
                    facts.lookers().isEmpty()
                            ? "This model has no attention maps, so --cam has nothing to show. U-GAT-IT models have."
                            : "--cam needs both generators; this model holds one. Take a file with both, or a run.");
        }
        return cam;
    }

    private SizeMode size() {
        try {
            return SizeMode.valueOf(sizeMode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--size-mode is whole, tiles or resize, not “" + sizeMode + "”.", e);
        }
    }

    private int one(Studio studio, String model, String way, SizeMode size, boolean withCam) throws IOException {
        Photo opened = studio.stylist().photo(photo).join();
        opened.notes().forEach(note -> spec.commandLine().getErr().println(opened.name() + ": " + note));
        ProgressLine line = new ProgressLine(out());
        Stylized stylized = studio.stylist()
                .stylize(
                        new StylizeRequest(model, way, opened.pixels(), size),
                        done -> line.show(done, opened.name(), Optional.empty()))
                .join();
        line.end();
        String name = network.toAbsolutePath().normalize().getFileName().toString();
        String shortName = Files.isDirectory(network) ? name : name.replaceFirst("\\.[A-Za-z]+$", "");
        Files.createDirectories(outdir);
        String result = opened.name().replaceFirst("\\.[^.]*$", "") + "-" + shortName;
        Path file = outdir.resolve(result + ".png");
        StylizeSettings settings =
                new StylizeSettings(shortName, shortName, way, size, strength, opened.name(), opened.print());
        studio.stylist()
                .save(file, Blend.mix(opened.pixels(), stylized.picture(), strength), settings)
                .join();
        out().println(file);
        if (withCam) {
            Pixels strip = studio.insight()
                    .strip(new StripRequest(model, way, opened.pixels(), List.of()))
                    .join();
            Path stripFile = outdir.resolve(result + "-cam.png");
            studio.stylist().save(stripFile, strip, settings).join();
            out().println(stripFile);
        }
        return 0;
    }

    private int folder(Studio studio, FolderRequest request) throws InterruptedException {
        FolderJob job = studio.stylist().folder(request);
        ProgressLine line = new ProgressLine(out());
        while (!job.report().isDone()) {
            Thread.sleep(LOOK_MILLIS);
            studio.jobs().list().stream()
                    .filter(each -> each.id() == job.id() && each.state() == JobInfo.State.RUNNING)
                    .filter(each -> each.fraction() >= 0)
                    .forEach(each -> line.show(each.fraction(), each.detail(), each.timeLeft()));
        }
        line.end();
        FolderReport report = job.report().join();
        report.skipped().forEach(each -> spec.commandLine().getErr().println(each.name() + ": " + each.reason()));
        out().printf(Locale.ROOT, "%,d pictures written to %s%n", report.written(), report.out());
        return report.cancelled() ? INTERRUPTED : report.skipped().isEmpty() ? 0 : 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
