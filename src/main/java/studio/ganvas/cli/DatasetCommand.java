package studio.ganvas.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.ToolRequest;

/** {@code ganvas dataset}: the doctor, and tools that make new datasets. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        subcommands = {
            DoctorCommand.class,
            DatasetCommand.Zip.class,
            DatasetCommand.Resize.class,
            DatasetCommand.Copy.class,
            DatasetCommand.Split.class,
            DatasetCommand.Mirror.class,
            DatasetCommand.Labels.class,
            DatasetCommand.FramesOf.class
        },
        description = {
            "Look for trouble in a dataset, and make new datasets.",
            "DATA is a folder, a zip, an IDX file or the name of a starter dataset. No tool changes it, and none overwrites "
                    + "what is there already."
        })
final class DatasetCommand implements Runnable {
    private static final long LOOK_MILLIS = 100;

    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    Studio studio() {
        return cli.studio(Path.of("training-runs"));
    }

    /** Shows the job's progress until {@code done}. */
    static void follow(Studio studio, long job, java.util.concurrent.Future<?> done, PrintWriter out)
            throws InterruptedException {
        ProgressLine line = new ProgressLine(out);
        while (!done.isDone()) {
            Thread.sleep(LOOK_MILLIS);
            studio.jobs().list().stream()
                    .filter(each -> each.id() == job && each.state() == JobInfo.State.RUNNING)
                    .filter(each -> each.fraction() >= 0)
                    .forEach(each -> line.show(each.fraction(), each.detail(), each.timeLeft()));
        }
        line.end();
    }

    /** What all tools have in common. */
    abstract static class Tool implements Callable<Integer> {
        @CommandLine.ParentCommand
        private DatasetCommand dataset;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Option(names = "--out", required = true, description = "The file or folder to make.")
        Path out;

        abstract ToolRequest request();

        @Override
        public Integer call() throws InterruptedException {
            ToolRequest request;
            try {
                request = request();
            } catch (IllegalArgumentException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
            PrintWriter print = spec.commandLine().getOut();
            try (Studio studio = dataset.studio()) {
                DatasetTools.Running running = studio.datasets().tools().run(request);
                follow(studio, running.job(), running.made(), print);
                DatasetTools.Made made = running.made().join();
                made.leftOut().forEach(each -> spec.commandLine().getErr().println(each.name() + ": " + each.reason()));
                print.printf(Locale.ROOT, "%,d written to %s%n", made.written(), made.out());
                return made.leftOut().isEmpty() ? 0 : 1;
            }
        }
    }

    /** A tool for a dataset. */
    abstract static class DatasetTool extends Tool {
        @Parameters(paramLabel = "DATA", description = "Folder, zip, IDX file or starter dataset.")
        String data;
    }

    /** Options that say how pictures are brought to a size. */
    static final class ShapeOptions {
        @Option(names = "--width", description = "Pixels, where it is not the same as the height.")
        private Optional<Integer> width;

        @Option(
                names = "--fit",
                defaultValue = "crop",
                description = "crop, pad or stretch (default: ${DEFAULT-VALUE}).")
        private String fit;

        @Option(
                names = "--filter",
                defaultValue = "lanczos",
                description = "nearest, box, bilinear, bicubic or lanczos (default: ${DEFAULT-VALUE}).")
        private String filter;

        ToolRequest.Shape of(int size) {
            return new ToolRequest.Shape(
                    width.orElse(size),
                    size,
                    ToolRequest.Fit.valueOf(fit.toUpperCase(Locale.ROOT)),
                    ToolRequest.Filter.valueOf(filter.toUpperCase(Locale.ROOT)));
        }
    }

    /** {@code zip}. */
    @Command(
            name = "zip",
            mixinStandardHelpOptions = true,
            description = "Make a zip for StyleGAN, as NVIDIA's dataset_tool does: uncompressed PNGs of one size and "
                    + "dataset.json with the classes.")
    static final class Zip extends DatasetTool {
        @Option(names = "--size", required = true, description = "Pixels a side; StyleGAN wants a power of two.")
        private int size;

        @Option(names = "--grey", description = "One channel.")
        private boolean grey;

        @Mixin
        private ShapeOptions shape;

        @Override
        ToolRequest request() {
            return new ToolRequest.Zip(data, out, shape.of(size), grey);
        }
    }

    /** {@code resize}. */
    @Command(
            name = "resize",
            mixinStandardHelpOptions = true,
            description = "Make a folder with all pictures in one size: cropped, padded or stretched.")
    static final class Resize extends DatasetTool {
        @Option(names = "--size", required = true, description = "Pixels a side, or the height where --width is given.")
        private int size;

        @Mixin
        private ShapeOptions shape;

        @Override
        ToolRequest request() {
            return new ToolRequest.Resize(data, out, shape.of(size));
        }
    }

    /** {@code copy}. */
    @Command(
            name = "copy",
            mixinStandardHelpOptions = true,
            description = "Make a folder of the dataset as the doctor's fixes make it.")
    static final class Copy extends DatasetTool {
        @Override
        ToolRequest request() {
            return new ToolRequest.Copy(data, out);
        }
    }

    /** {@code split}. */
    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = "Make a folder with train and test: pairs stay together, each class gives the same part.")
    static final class Split extends DatasetTool {
        @Option(names = "--test", defaultValue = "0.1", description = "Part for testing (default: ${DEFAULT-VALUE}).")
        private double test;

        @Option(names = "--seed", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
        private long seed;

        @Override
        ToolRequest request() {
            return new ToolRequest.Split(data, out, test, seed);
        }
    }

    /** {@code mirror}. */
    @Command(
            name = "mirror",
            mixinStandardHelpOptions = true,
            description = "Make a folder with every picture twice, the second time mirrored left to right.")
    static final class Mirror extends DatasetTool {
        @Override
        ToolRequest request() {
            return new ToolRequest.Mirror(data, out);
        }
    }

    /** {@code labels}. */
    @Command(
            name = "labels",
            mixinStandardHelpOptions = true,
            description = "Write dataset.json with the classes that the folders stand for.")
    static final class Labels extends DatasetTool {
        @Override
        ToolRequest request() {
            return new ToolRequest.Labels(data, out);
        }
    }

    /** {@code frames}. */
    @Command(
            name = "frames",
            mixinStandardHelpOptions = true,
            description = "Make a folder of the frames of a video: MP4 or MOV with H.264, or a GIF.")
    static final class FramesOf extends Tool {
        @Parameters(paramLabel = "VIDEO", description = "The film.")
        private Path video;

        @Option(names = "--every", defaultValue = "1", description = "Every n-th frame (default: ${DEFAULT-VALUE}).")
        private int every;

        @Option(names = "--most", defaultValue = "0", description = "So many pictures at most; 0 for all.")
        private int most;

        @Option(names = "--size", description = "Pixels a side; as in the film when left out.")
        private Optional<Integer> size;

        @Mixin
        private ShapeOptions shape;

        @Override
        ToolRequest request() {
            return new ToolRequest.Frames(video, out, every, most, size.map(shape::of));
        }
    }
}
