package studio.ganvas.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.FeatureFile;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.engine.metric.MetricNames;
import studio.ganvas.engine.metric.MetricReport;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.engine.metric.Metrics;

/** {@code ganvas metrics}: how good a network's pictures are, or how far apart two sets of pictures lie. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description = "Measure a network's pictures against real ones, or two sets of pictures against each other. "
                + "Results of a run are also appended to metric-*.jsonl in its folder. With Ganvas' own features the "
                + "numbers can't be compared with published ones; see docs/metrics.md.")
final class MetricsCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final long LOOK_MILLIS = 200;

    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--network",
            paramLabel = "PLACE",
            description = "A run's folder, a network-snapshot file, or an NVIDIA pickle.")
    private Optional<Path> network;

    @Option(names = "--step", description = "Which snapshot of the run's folder (default: the newest).")
    private Optional<Long> step;

    @Option(names = "--fake", paramLabel = "PLACE", description = "Instead of a network: a folder or zip of pictures.")
    private Optional<Path> fake;

    @Option(
            names = {"--data", "--real"},
            paramLabel = "PLACE",
            description =
                    "The real pictures: a starter dataset's name, a folder, a zip or an IDX file (default: what the "
                            + "network was trained on).")
    private Optional<String> data;

    @Option(
            names = "--metrics",
            split = ",",
            defaultValue = "fid,kid,pr",
            description = "Of fid, kid, pr, is, ppl, lpips, neighbours (default: ${DEFAULT-VALUE}).")
    private List<String> metrics;

    @Option(
            names = "--pictures",
            defaultValue = "2000",
            description = "At most so many of each set (default: ${DEFAULT-VALUE}).")
    private int pictures;

    @Option(
            names = "--features",
            paramLabel = "FILE",
            description = "A TorchScript file to measure with, for example NVIDIA's inception-2015-12-05.pt.")
    private Optional<Path> features;

    @Option(
            names = "--trust",
            description = "Agree to load the TorchScript file, which is a program. Asked once for each file.")
    private boolean trust;

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            description = "Where neighbours are drawn as PNG (default: in the run's folder).")
    private Optional<Path> sheet;

    @Override
    public Integer call() throws InterruptedException {
        MetricRequest request = new MetricRequest(
                subject(), data, metrics.stream().map(MetricKind::of).distinct().toList(), pictures, features, sheet);
        try (Studio studio = cli.studio(Path.of("training-runs"))) {
            features.ifPresent(file -> agree(studio.metrics(), file));
            return follow(studio, studio.metrics().compute(request));
        }
    }

    private MetricRequest.Subject subject() {
        if (network.isPresent() == fake.isPresent()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Say what to measure: either --network, or --real and --fake.");
        }
        if (fake.isPresent()) {
            return new MetricRequest.OfPictures(fake.get());
        }
        Path place = network.get();
        return Files.isDirectory(place)
                ? new MetricRequest.OfRun(place, step.map(OptionalLong::of).orElseGet(OptionalLong::empty))
                : new MetricRequest.OfNetwork(place);
    }

    private void agree(Metrics engine, Path file) {
        FeatureFile found = engine.inspect(file).join();
        if (found.trusted()) {
            return;
        }
        if (!trust) {
            throw new StudioException(file.getFileName() + " looks like " + found.kind()
                    + ". It is a program (TorchScript): it can't reach files or the network, but it runs with Ganvas. If "
                    + "you trust its source, say --trust once.");
        }
        engine.trust(found).join();
    }

    private int follow(Studio studio, Metrics.Job job) throws InterruptedException {
        Thread hook = new Thread(studio::close, "ganvas-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        ProgressLine line = new ProgressLine(out());
        try {
            while (!job.report().isDone()) {
                Thread.sleep(LOOK_MILLIS);
                studio.jobs().list().stream()
                        .filter(each -> each.id() == job.id() && each.state() == JobInfo.State.RUNNING)
                        .findFirst()
                        .ifPresent(info -> line.show(Math.max(0, info.fraction()), info.detail(), info.timeLeft()));
            }
            line.end();
            show(job.report().join());
            return 0;
        } catch (CancellationException e) {
            return INTERRUPTED;
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            // the shutdown that the hook is for has begun
        }
    }

    private void show(MetricReport report) {
        report.results().forEach((name, value) -> out().printf(
                        Locale.ROOT,
                        "%-24s %-12s %s%n",
                        name,
                        String.format(Locale.ROOT, "%.6g", value),
                        MetricNames.title(name)));
        out().printf(
                        Locale.ROOT,
                        "%,d pictures against %,d real ones, %s, %.1f s%n",
                        report.generated(),
                        report.real(),
                        report.features(),
                        report.time().toMillis() / 1000.0);
        report.sheet().filter(Files::isRegularFile).ifPresent(file -> out().println(file));
        report.notes().forEach(note -> out().println(note));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
