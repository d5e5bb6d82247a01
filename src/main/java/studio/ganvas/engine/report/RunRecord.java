package studio.ganvas.engine.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.Update;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunEnvironment;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;
import studio.ganvas.train.StatsLog;

/**
 * All that a run's folder tells.
 *
 * @param series columns of the statistics by name
 * @param seconds from the first step to the last, pauses included
 * @param oneSided steps that changed one network only
 */
record RunRecord(
        RunEntry entry,
        RunDirectory directory,
        RunPlan plan,
        Map<String, Series> series,
        double seconds,
        long oneSided,
        List<MetricResult> metrics,
        List<Map<String, String>> environments) {

    /** Reads a run; {@link StudioException} when its options or statistics can't be read. */
    static RunRecord read(RunEntry entry) {
        RunDirectory directory = new RunDirectory(entry.directory());
        try {
            RunPlan plan = RunPlan.fromJson(Files.readString(directory.options()));
            Map<String, Series> series = new LinkedHashMap<>();
            double[] times = {Double.NaN, Double.NaN};
            long[] oneSided = {0};
            if (Files.isRegularFile(directory.stats())) {
                StatsLog.read(directory.stats(), line -> {
                    line.values().forEach((name, value) -> series.computeIfAbsent(name, Series::new)
                            .add(line.step(), value));
                    times[0] = Double.isNaN(times[0]) ? line.timestamp() : times[0];
                    times[1] = line.timestamp();
                    oneSided[0] += line.update() == Update.BOTH ? 0 : 1;
                });
            }
            List<MetricResult> metrics = new ArrayList<>();
            for (Path file : directory.metrics()) {
                metrics.addAll(MetricResult.read(file));
            }
            double seconds = Double.isNaN(times[0]) ? 0 : times[1] - times[0];
            return new RunRecord(
                    entry,
                    directory,
                    plan,
                    series,
                    seconds,
                    oneSided[0],
                    MetricResult.comparable(metrics),
                    RunEnvironment.read(directory));
        } catch (IOException | RuntimeException e) {
            throw new StudioException("The run in " + directory.path() + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Steps that the statistics hold. */
    long steps() {
        return series.values().stream()
                .filter(column -> column.size() > 0)
                .mapToLong(column -> column.step(column.size() - 1))
                .max()
                .orElse(0);
    }

    /** The series that the system calls losses, in its order; those named {@code …_loss} where any are. */
    List<Series> losses() {
        List<Series> all = named(plan.system().info().lossNames());
        List<Series> proper =
                all.stream().filter(column -> column.name().endsWith("_loss")).toList();
        return proper.isEmpty() ? all : proper;
    }

    /** What the system reports beside its losses. */
    List<Series> readings() {
        List<Series> losses = losses();
        return named(plan.system().info().lossNames()).stream()
                .filter(column -> !losses.contains(column))
                .toList();
    }

    private List<Series> named(List<String> names) {
        return names.stream()
                .map(series::get)
                .filter(Objects::nonNull)
                .filter(column -> column.size() > 0)
                .toList();
    }

    /** The best result of each metric. */
    Map<String, MetricResult> bestMetrics() {
        Map<String, MetricResult> best = new LinkedHashMap<>();
        metrics.forEach(result -> best.merge(result.name(), result, (a, b) -> b.betterThan(a) ? b : a));
        return best;
    }

    /** Options of the system and of the run, by key. */
    Map<String, Object> allOptions() {
        Map<String, Object> all = new LinkedHashMap<>(plan.options().values());
        all.putAll(plan.schedule().values());
        return all;
    }

    /** What options are called. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (List<Option> declared :
                List.of(plan.options().declared(), plan.schedule().declared())) {
            declared.forEach(option -> labels.put(option.key(), option.label()));
        }
        return labels;
    }

    /** The preset from which the fewest options differ. */
    Optional<Preset> nearestPreset() {
        return plan.system().info().presets().stream()
                .min(Comparator.comparing(preset -> differences(preset).size()));
    }

    /** Options that differ from a preset's, with the preset's value. */
    Map<String, Object> differences(Preset preset) {
        Map<String, Object> its = new LinkedHashMap<>(defaults(plan.options().declared(), preset));
        its.putAll(defaults(Schedule.options(), preset));
        Map<String, Object> differences = new LinkedHashMap<>();
        allOptions().forEach((key, value) -> {
            if (!value.equals(its.get(key))) {
                differences.put(key, its.get(key));
            }
        });
        return differences;
    }

    private static Map<String, Object> defaults(List<Option> declared, Preset preset) {
        Map<String, Object> known = new LinkedHashMap<>(preset.values());
        known.keySet().removeIf(key -> declared.stream()
                .noneMatch(option -> option.key().equals(key)));
        return Options.of(declared, known).values();
    }

    /** The command that trains the same run anew. */
    String command() {
        StringBuilder command = new StringBuilder(
                "ganvas train --system=" + plan.system().info().id());
        String data = plan.data().id().isEmpty()
                ? plan.data().location()
                : plan.data().id();
        command.append(" --data=").append(quoted(data));
        String preset = nearestPreset().map(Preset::id).orElse("");
        if (!preset.isEmpty()) {
            command.append(" --preset=").append(preset);
        }
        nearestPreset().map(this::differences).orElse(allOptions()).keySet().forEach(key -> command.append(" -o ")
                .append(quoted(key + "=" + allOptions().get(key))));
        return command.toString();
    }

    private static String quoted(String word) {
        return word.matches("[\\p{L}\\p{N}._/=:,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
