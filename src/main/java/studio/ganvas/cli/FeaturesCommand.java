package studio.ganvas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.engine.StudioException;
import studio.ganvas.metric.FeatureTrainer;

/** {@code ganvas features}: how the features that ship with Ganvas were made, so that anybody can make them again. */
@Command(
        name = "features",
        mixinStandardHelpOptions = true,
        subcommands = FeaturesCommand.Train.class,
        description = "The small network in whose features Ganvas measures FID, KID and the rest by default.")
final class FeaturesCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code ganvas features train}. */
    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = "Train the network on datasets: folders or zips, of which at least one has classes. Pairs of "
                    + "pictures that show the same thing teach it what pictures show.")
    static final class Train implements Callable<Integer> {
        private static final long REPORT_EVERY = 50;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Option(
                names = "--data",
                required = true,
                split = ",",
                description = "Datasets, for example the three that ship with Ganvas.")
        private List<Path> data;

        @Option(names = "--steps", defaultValue = "2500", description = "Batches of 64 (default: ${DEFAULT-VALUE}).")
        private long steps;

        @Option(names = "--seed", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
        private long seed;

        @Option(names = "--out", required = true, description = "The .safetensors file to write.")
        private Path out;

        @Override
        public Integer call() throws IOException {
            List<Dataset> datasets = new ArrayList<>();
            try {
                for (Path each : data) {
                    datasets.add(Datasets.open(each));
                }
                train(datasets);
            } finally {
                for (Dataset each : datasets) {
                    each.close();
                }
            }
            return 0;
        }

        private void train(List<Dataset> datasets) throws IOException {
            if (Files.exists(out)) {
                throw new StudioException(out + " exists already; choose another name.");
            }
            try (FeatureTrainer trainer = new FeatureTrainer(datasets, steps, seed)) {
                out().printf(
                                Locale.ROOT,
                                "%,d pictures; styles %s; classes %s%n",
                                trainer.size(),
                                String.join(", ", trainer.styles()),
                                String.join(", ", trainer.classNames()));
                ProgressLine line = new ProgressLine(out());
                long begin = System.nanoTime();
                while (!trainer.finished()) {
                    FeatureTrainer.Step step = trainer.step();
                    if (step.step() % REPORT_EVERY == 0 || trainer.finished()) {
                        line.show((double) step.step() / steps, words(step), left(begin, step.step()));
                    }
                }
                line.end();
                Safetensors.write(
                        out,
                        trainer.weights(),
                        Map.of(
                                "format", "pt",
                                "ganvas.features", "residual-64",
                                "ganvas.steps", String.valueOf(steps),
                                "ganvas.seed", String.valueOf(seed),
                                "ganvas.styles", String.join(", ", trainer.styles()),
                                "ganvas.classes", String.join(", ", trainer.classNames())));
            }
        }

        private Optional<Duration> left(long begin, long step) {
            return Optional.of(Duration.ofNanos((System.nanoTime() - begin) / step * (steps - step)));
        }

        private static String words(FeatureTrainer.Step step) {
            return String.format(
                    Locale.ROOT,
                    "step %,d: content %.3f, style %.3f, class %.3f, kind %.3f",
                    step.step(),
                    step.content(),
                    step.style(),
                    step.classes(),
                    step.kind());
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }
}
