package studio.ganvas.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.Keyframe;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Timeline;

/** {@code ganvas interpolate}: a film through the pictures of a StyleGAN. */
@Command(
        name = "interpolate",
        mixinStandardHelpOptions = true,
        description = {
            "Make a film that moves from picture to picture.",
            "The ending of --output says what it is: .mp4, .gif, or a folder of PNGs."
        })
final class InterpolateCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LatentLook look;

    @Option(names = "--network", required = true, description = "A run's folder, or a file of a StyleGAN.")
    private Path network;

    @Option(
            names = "--seeds",
            converter = Seeds.Converter.class,
            description = "Seeds of the keyframes, for example 85,265,297.")
    private Optional<Seeds> seeds;

    @Option(names = "--keyframes", description = "A file of keyframes that Ganvas saved, instead of --seeds.")
    private Optional<Path> keyframes;

    @Option(
            names = "--frames",
            defaultValue = "120",
            description = "Pictures from one seed to the next (default: ${DEFAULT-VALUE}).")
    private int frames;

    @Option(names = "--fps", defaultValue = "60", description = "Pictures a second (default: ${DEFAULT-VALUE}).")
    private int framesPerSecond;

    @Option(
            names = "--path",
            defaultValue = "spline",
            description = "Way between seeds: line or spline in W, or sphere in Z (default: ${DEFAULT-VALUE}).")
    private String path;

    @Option(
            names = "--loop",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the last seed leads back to the first (default: ${DEFAULT-VALUE}).")
    private boolean loop;

    @Option(names = "--output", required = true, description = "film.mp4, film.gif or a folder.")
    private Path output;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds.isPresent() == keyframes.isPresent()) {
            throw wrong("Give either --seeds or --keyframes.");
        }
        if (frames < 1 || framesPerSecond < 1 || framesPerSecond > 120) {
            throw wrong("--frames is at least 1, --fps from 1 to 120.");
        }
        Timeline.Path way = way();
        try (Studio studio = cli.studio(Path.of("training-runs"))) {
            Timeline timeline = keyframes.isPresent() ? saved(studio) : ofSeeds(studio, way);
            FilmRequest request = new FilmRequest(timeline, framesPerSecond, format(), output);
            Path made = JobLine.await(
                    studio, studio.latent().film(request), spec.commandLine().getOut());
            spec.commandLine().getOut().println(made);
            return 0;
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private Timeline.Path way() {
        return switch (path.toLowerCase(Locale.ROOT)) {
            case "line" -> Timeline.Path.W_LINEAR;
            case "spline" -> Timeline.Path.W_SPLINE;
            case "sphere" -> Timeline.Path.Z_SLERP;
            default -> throw wrong("--path is line, spline or sphere, not “" + path + "”.");
        };
    }

    private FilmRequest.Format format() {
        String name = output.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".mp4")) {
            return FilmRequest.Format.MP4;
        }
        return name.endsWith(".gif") ? FilmRequest.Format.GIF : FilmRequest.Format.PNG;
    }

    private Timeline ofSeeds(Studio studio, Timeline.Path way) {
        String model = network.toString();
        LatentFacts facts = studio.latent().facts(model).join();
        LatentState base = look.state(model, facts);
        double seconds = (double) frames / framesPerSecond;
        List<Keyframe> all = seeds.orElseThrow().values().stream()
                .map(seed -> new Keyframe(base.with(LatentSource.seed(seed)), seconds, Easing.LINEAR))
                .toList();
        return new Timeline(all, loop, way);
    }

    /** Keyframes as they were saved, on the network that was asked for. */
    private Timeline saved(Studio studio) {
        Dropped opened = studio.latent().files().open(keyframes.orElseThrow()).join();
        if (!(opened instanceof Dropped.Film film)) {
            throw new StudioException(keyframes.get() + " holds no keyframes.");
        }
        List<Keyframe> all = film.timeline().keyframes().stream()
                .map(each -> new Keyframe(each.state().withModel(network.toString()), each.seconds(), each.easing()))
                .toList();
        return new Timeline(all, film.timeline().loop(), film.timeline().path());
    }
}
