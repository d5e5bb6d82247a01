package studio.ganvas.cli;

import java.io.PrintWriter;
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
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.StatBlock;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;

/** {@code ganvas train}: begins a run, or goes on with one, and follows it to its end. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Train a system on a dataset, or resume a run. Ctrl+C stops after the step in hand and saves it.")
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
            description = "Where runs are made (default: ${DEFAULT-VALUE}).",
            defaultValue = "training-runs")
    private Path outdir;

    @Option(names = "--resume", description = "Folder of a run to go on with, from its last snapshot.")
    private Optional<Path> resume;

    @Option(names = "--list", description = "Show systems, presets and options, and stop.")
    private boolean list;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Check the options and show what the run would need, and stop.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        try (Studio studio = cli.studio(outdir)) {
            if (list) {
                show(studio);
                return 0;
            }
            if (resume.isPresent()) {
                RunEntry run = studio.runs().open(resume.get()).join();
                return follow(studio, studio.runs().resume(run.id()).join());
            }
            RunRequest request = request(studio);
            if (dryRun) {
                var estimate = studio.runs().estimate(request).join();
                out().printf(
                                Locale.ROOT,
                                "Generator %,d parameters, discriminator %,d; about %.2f GB of memory, %.1f GB are free.%n",
                                estimate.parametersG(),
                                estimate.parametersD(),
                                estimate.memoryBytes() / 1e9,
                                estimate.availableBytes() / 1e9);
                return 0;
            }
            return follow(studio, studio.runs().start(request).join());
        }
    }

    private RunRequest request(Studio studio) {
        SystemInfo info = studio.systems().stream()
                .filter(each -> each.id().equals(system.orElseThrow(() -> missing("--system"))))
                .findFirst()
                .orElseThrow(() -> new StudioException("There is no system “" + system.get() + "”. Known are: "
                        + studio.systems().stream().map(SystemInfo::id).collect(Collectors.joining(", "))));
        Map<String, Object> options = new LinkedHashMap<>();
        Preset chosen = preset.map(id -> preset(info, id)).orElse(info.presets().get(0));
        options.putAll(chosen.values());
        Map<String, Object> schedule = new LinkedHashMap<>();
        changes.forEach((key, value) -> {
            boolean ofRun = studio.runs().scheduleOptions().stream()
                    .anyMatch(option -> option.key().equals(key));
            (ofRun ? schedule : options).put(key, value);
        });
        out().println("Preset: " + chosen.label() + ". " + chosen.help());
        return new RunRequest(info.id(), data.orElseThrow(() -> missing("--data")), options, schedule);
    }

    private CommandLine.ParameterException missing(String option) {
        return new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to train with --system and --data, or --resume a run; " + option + " is missing.");
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
            return result(pulse.run());
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
