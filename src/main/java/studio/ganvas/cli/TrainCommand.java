package studio.ganvas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricNames;
import studio.ganvas.engine.run.Calibration;
import studio.ganvas.engine.run.Continuation;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.StatBlock;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.train.RunPlan;

/** {@code ganvas train}: begins a run, or goes on with one, and follows it to its end. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Train a system on a dataset, or resume a run. Ctrl+C, and the SIGTERM of a job scheduler, stop after "
                        + "the step in hand and save it.")
final class TrainCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final long LOOK_MILLIS = 200;

    @CommandLine.ParentCommand
    private Cli cli;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--system", description = "What to train; see --list.")
    private Optional<String> system;

    @Option(names = "--data", description = "A starter dataset's name, a folder, a zip or an IDX file.")
    private Optional<String> data;

    @Option(
            names = "--options",
            paramLabel = "FILE",
            description = "training_options.json of a run: the same run anew. Other options go over it.")
    private Optional<Path> optionsFile;

    @Option(
            names = "--preset",
            description = "A named set of options, see --list. Without it the system's first one, which is for a CPU.")
    private Optional<String> preset;

    @Option(
            names = {"-o", "--option"},
            paramLabel = "KEY=VALUE",
            description = "An option of the system or of the run, over the preset. Repeat for more.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(
            names = "--outdir",
            description = "Where runs are made (default: ${DEFAULT-VALUE}). With --resume: not used.",
            defaultValue = "training-runs")
    private Path outdir;

    @Option(
            names = "--resume",
            description = "Folder of a run to go on with, from its last snapshot. -o steps=N sets another goal, --data "
                    + "says where its pictures lie now.")
    private Optional<Path> resume;

    @Option(
            names = "--from",
            paramLabel = "FILE|RUN",
            description =
                    "Begin with the weights of a run's newest snapshot or of a file (.safetensors, .pkl, .pt, .pth): "
                            + "what has the same name and shape is taken, the rest starts anew.")
    private Optional<Path> from;

    @Option(names = "--list", description = "Show systems, presets and options, and stop.")
    private boolean list;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Check the options, try a few steps, say what the run would need here, and stop.")
    private boolean dryRun;

    @Option(names = "--anyway", description = "Start even if this machine seems to have too little memory for it.")
    private boolean anyway;

    @Override
    public Integer call() throws InterruptedException {
        try (Studio studio = cli.studio(outdir)) {
            if (list) {
                show(studio);
                return 0;
            }
            if (resume.isPresent()) {
                RunEntry run = studio.runs().open(resume.get()).join();
                Continuation how = new Continuation(Map.copyOf(changes), data, 1);
                return follow(studio, studio.runs().resume(run.id(), how).join());
            }
            RunRequest request = request(studio);
            if (dryRun) {
                tell(studio, request);
                return 0;
            }
            if (!anyway) {
                MemoryGuard.check(studio.runs().estimate(request).join());
            }
            return follow(studio, studio.runs().start(request).join());
        }
    }

    private void tell(Studio studio, RunRequest request) {
        Estimate estimate = studio.runs().estimate(request).join();
        out().printf(
                        Locale.ROOT,
                        "Generator %,d parameters, discriminator %,d; about %.2f GB of memory, %.1f GB are free.%n",
                        estimate.parametersG(),
                        estimate.parametersD(),
                        estimate.memoryBytes() / 1e9,
                        estimate.availableBytes() / 1e9);
        Calibration tried = studio.runs().calibrate(request).join();
        out().printf(
                        Locale.ROOT,
                        "About %s on this machine: %.3g s a step (%d steps timed), %.2g s a sample sheet, %.2g s and %.1f MB a "
                                + "snapshot.%n",
                        ProgressLine.clock(tried.total()),
                        tried.secondsPerStep(),
                        tried.steps(),
                        tried.secondsPerSheet(),
                        tried.secondsPerSnapshot(),
                        tried.snapshotBytes() / 1e6);
    }

    private RunRequest request(Studio studio) {
        Optional<RunPlan> file = optionsFile.map(TrainCommand::plan);
        file.ifPresent(plan ->
                system = system.or(() -> Optional.of(plan.system().info().id())));
        SystemInfo info = studio.systems().stream()
                .filter(each -> each.id().equals(system.orElseThrow(() -> missing("--system"))))
                .findFirst()
                .orElseThrow(() -> new StudioException("There is no system “" + system.get() + "”. Known are: "
                        + studio.systems().stream().map(SystemInfo::id).collect(Collectors.joining(", "))));
        Map<String, Object> options = new LinkedHashMap<>();
        Map<String, Object> schedule = new LinkedHashMap<>();
        file.filter(plan -> plan.system().info().id().equals(info.id())).ifPresent(plan -> {
            options.putAll(plan.options().values());
            schedule.putAll(plan.schedule().values());
            data = data.or(() -> Optional.of(place(studio, plan.data())));
        });
        preset.map(id -> preset(info, id))
                .or(() -> file.isPresent()
                        ? Optional.empty()
                        : Optional.of(info.presets().get(0)))
                .ifPresent(chosen -> {
                    options.putAll(chosen.values());
                    out().println("Preset: " + chosen.label() + ". " + chosen.help());
                });
        changes.forEach((key, value) -> {
            boolean ofRun = studio.runs().scheduleOptions().stream()
                    .anyMatch(option -> option.key().equals(key));
            (ofRun ? schedule : options).put(key, value);
        });
        return new RunRequest(info.id(), data.orElseThrow(() -> missing("--data")), options, schedule, from);
    }

    private static RunPlan plan(Path file) {
        try {
            return RunPlan.fromJson(Files.readString(file));
        } catch (IOException e) {
            throw new StudioException("The options in " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The library's entry where there is one here, else the place where the pictures were. */
    private static String place(Studio studio, RunPlan.DataRef data) {
        boolean known =
                studio.datasets().list().stream().anyMatch(entry -> entry.id().equals(data.id()));
        return known ? data.id() : data.location();
    }

    private CommandLine.ParameterException missing(String option) {
        return new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to train with --system and --data or --options, or --resume a run; " + option
                        + " is missing.");
    }

    private static Preset preset(SystemInfo info, String id) {
        return info.presets().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StudioException(info.title() + " has no preset “" + id + "”. It has: "
                        + info.presets().stream().map(Preset::id).collect(Collectors.joining(", "))));
    }

    private int follow(Studio studio, RunEntry run) throws InterruptedException {
        out().println(run.directory());
        ProgressLine line = new ProgressLine(out());
        try (RunFeed feed = studio.runs().feed(run.id())) {
            RunPulse pulse = feed.drain();
            String losses = "";
            while (pulse.run().state().live()) {
                Thread.sleep(LOOK_MILLIS);
                pulse = feed.drain();
                losses = pulse.fresh().size() > 0 ? lossWords(pulse.fresh()) : losses;
                line.show(
                        (double) pulse.run().steps() / pulse.run().totalSteps(),
                        String.format(
                                Locale.ROOT,
                                "step %,d of %,d, %.1f img/s%s",
                                pulse.run().steps(),
                                pulse.run().totalSteps(),
                                pulse.imagesPerSecond(),
                                losses),
                        pulse.timeLeft());
            }
            line.end();
            awaitMeasurements(studio, run);
            studio.metrics().history(run.directory()).join().best().ifPresent(this::tell);
            return result(pulse.run());
        }
    }

    private void tell(MetricHistory.Best best) {
        out().printf(
                        Locale.ROOT,
                        "Best snapshot: step %,d (%s %.4g)%s%n",
                        best.step(),
                        MetricNames.title(best.metric()),
                        best.value(),
                        best.since() == 0
                                ? "."
                                : String.format(Locale.ROOT, "; no better in the %,d measured since.", best.since()));
    }

    /** The last snapshots of a run that measures them may still be waiting. */
    private static void awaitMeasurements(Studio studio, RunEntry run) throws InterruptedException {
        while (studio.metrics().busy(run.directory())) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private int result(RunEntry run) {
        if (run.state() == RunState.FINISHED) {
            return 0;
        }
        spec.commandLine()
                .getErr()
                .println(
                        run.state() == RunState.STOPPED
                                ? "Stopped; resume with --resume " + run.directory()
                                : run.message());
        return run.state() == RunState.STOPPED ? INTERRUPTED : 1;
    }

    private static String lossWords(StatBlock block) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < block.names().size(); i++) {
            if (block.names().get(i).endsWith("_loss")) {
                words.append(String.format(
                        Locale.ROOT, ", %s %.3f", block.names().get(i), block.columns()[i][block.size() - 1]));
            }
        }
        return words.toString();
    }

    private void show(Studio studio) {
        for (SystemInfo info : studio.systems()) {
            out().printf("%n%s: %s. %s%n  learns from %s%n", info.id(), info.title(), info.paper(), info.data());
            info.presets().forEach(each -> out().printf("  --preset %-12s %s%n", each.id(), each.help()));
            info.options().forEach(each -> out().printf(
                            "  -o %s=%s%n      %s%n", each.key(), each.defaultValue(), each.help()));
        }
        out().printf("%nof every run:%n");
        studio.runs().scheduleOptions().forEach(each -> out().printf(
                        "  -o %s=%s%n      %s%n", each.key(), each.defaultValue(), each.help()));
        out().printf("%nstarter datasets:%n");
        studio.datasets().list().forEach(each -> out().printf("  --data %s%n", each.id()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
