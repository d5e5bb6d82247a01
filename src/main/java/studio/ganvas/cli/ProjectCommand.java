package studio.ganvas.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.engine.stylize.Photo;

/** {@code ganvas project}: the w of a photo. */
@Command(
        name = "project",
        mixinStandardHelpOptions = true,
        description = {
            "Find the w with which a StyleGAN makes a picture like a photo.",
            "Writes target.png, proj.png and projected_w.npz (key w), as NVIDIA's projector does."
        })
final class ProjectCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ClassOption label;

    @Option(names = "--network", required = true, description = "A run's folder, or a file of a StyleGAN.")
    private Path network;

    @Option(names = "--target", required = true, description = "The photo; its middle square is taken.")
    private Path target;

    @Option(
            names = "--num-steps",
            defaultValue = "1000",
            description = "Steps of gradient descent (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--space",
            defaultValue = "w",
            description = "w: one for all layers; w+: one for each, nearer to the photo (default: ${DEFAULT-VALUE}).")
    private String space;

    @Option(
            names = "--seed",
            defaultValue = "303",
            description = "Seed of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--features",
            description = "A TorchScript VGG16 or LPIPS (NVIDIA's vgg16.pt); without it, pictures are compared at "
                    + "several scales. Such a file is a program: use only one that you trust.")
    private Optional<Path> features;

    @Option(names = "--save-video", description = "Also write proj.mp4.")
    private boolean film;

    @Option(names = "--outdir", required = true, description = "Folder for the results; made when missing.")
    private Path outdir;

    @Override
    public Integer call() throws InterruptedException {
        ProjectionRequest.Space where =
                switch (space.toLowerCase(Locale.ROOT)) {
                    case "w" -> ProjectionRequest.Space.W;
                    case "w+" -> ProjectionRequest.Space.W_PLUS;
                    default ->
                        throw new CommandLine.ParameterException(
                                spec.commandLine(), "--space is w or w+, not “" + space + "”.");
                };
        if (steps < 1 || steps > 100_000) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--num-steps is from 1 to 100000.");
        }
        try (Studio studio = cli.studio(Path.of("training-runs"))) {
            Photo photo = studio.stylist().photo(target).join();
            LatentFacts facts = studio.latent().facts(network.toString()).join();
            ProjectionRequest request = new ProjectionRequest(
                    network.toString(),
                    photo.pixels(),
                    where,
                    steps,
                    seed,
                    label.classes(facts.classes()),
                    features,
                    Optional.of(outdir),
                    film);
            Projection found = JobLine.await(
                    studio,
                    studio.latent().project(request, progress -> {}),
                    spec.commandLine().getOut());
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "distance %.4f, %s%n", found.distance(), outdir.resolve("proj.png"));
            return 0;
        }
    }
}
