package studio.ganvas.train;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one run under the names that users of NVIDIA's tools know. Numbers in names are steps.
 *
 * @param path the directory, for example {@code training-runs/00003-fluent3d-64-dcgan}
 */
public record RunDirectory(Path path) {
    private static final Pattern RUN = Pattern.compile("(\\d{5,})-.*");
    private static final Pattern SHEET = Pattern.compile("fakes(\\d{6,})\\.png");
    private static final Pattern PART = Pattern.compile("(?:network-snapshot|training-state)-(\\d{6,})\\.safetensors");
    private static final Pattern SNAPSHOT = Pattern.compile("network-snapshot-(\\d{6,})\\.json");

    /** Makes the next numbered directory under {@code root}. */
    public static RunDirectory create(Path root, String dataName, String systemId) throws IOException {
        Files.createDirectories(root);
        String suffix = "-" + slug(dataName) + "-" + slug(systemId);
        while (true) {
            Path candidate = root.resolve(String.format(Locale.ROOT, "%05d", nextNumber(root)) + suffix);
            try {
                Files.createDirectory(candidate);
                return new RunDirectory(candidate);
            } catch (FileAlreadyExistsException e) {
                // another process took the number in between: look again
                continue;
            }
        }
    }

    /** Whether this looks like a run: it has training options. */
    public boolean isRun() {
        return Files.isRegularFile(options());
    }

    public String id() {
        return path.getFileName().toString();
    }

    public Path options() {
        return path.resolve("training_options.json");
    }

    public Path stats() {
        return path.resolve("stats.jsonl");
    }

    public Path log() {
        return path.resolve("log.txt");
    }

    public Path state() {
        return path.resolve("run-state.json");
    }

    /** Where the run's first weights come from; see {@link Transfer}. Missing where they are drawn. */
    public Path startFrom() {
        return path.resolve("start-from.txt");
    }

    public Path lock() {
        return path.resolve("run.lock");
    }

    /** What a person has noted; see {@link RunNotes}. */
    public Path notes() {
        return path.resolve("run-notes.json");
    }

    /** On what it was trained; see {@link RunEnvironment}. */
    public Path environment() {
        return path.resolve("environment.jsonl");
    }

    /** For TensorBoard, when the plan asks for it. */
    public Path events() {
        return path.resolve("events.out.tfevents.0000000000.ganvas");
    }

    public Path reals() {
        return path.resolve("reals.png");
    }

    /** {@code fakes_init.png} for step 0. */
    public Path fakes(long step) {
        return path.resolve(step == 0 ? "fakes_init.png" : "fakes" + number(step) + ".png");
    }

    /** Generated pictures beside the training pictures nearest to them. */
    public Path neighbours(long step) {
        return path.resolve("neighbours" + number(step) + ".png");
    }

    public Path network(long step) {
        return path.resolve("network-snapshot-" + number(step) + ".safetensors");
    }

    public Path trainingState(long step) {
        return path.resolve("training-state-" + number(step) + ".safetensors");
    }

    /** Written last: a snapshot without it does not count. */
    public Path manifest(long step) {
        return path.resolve("network-snapshot-" + number(step) + ".json");
    }

    /** Steps of the sample sheets, ascending; 0 is {@code fakes_init.png}. */
    public List<Long> sheets() {
        List<Long> steps = steps(SHEET);
        return Files.isRegularFile(fakes(0))
                ? Stream.concat(Stream.of(0L), steps.stream()).toList()
                : steps;
    }

    /** Steps of the snapshots that have a manifest, ascending. */
    public List<Long> snapshots() {
        return steps(SNAPSHOT);
    }

    /** Files of results of a metric, {@code metric-<name>.jsonl}, by name. */
    public List<Path> metrics() {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches("metric-.+\\.jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RunException("The run's folder " + path + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Steps of which some part of a snapshot exists, complete or not. */
    List<Long> snapshotParts() {
        return steps(PART).stream().distinct().toList();
    }

    private List<Long> steps(Pattern pattern) {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> pattern.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(match -> Long.parseLong(match.group(1)))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new RunException("The run's folder " + path + " can't be read: " + e.getMessage(), e);
        }
    }

    private static String number(long step) {
        return String.format(Locale.ROOT, "%06d", step);
    }

    private static long nextNumber(Path root) throws IOException {
        try (Stream<Path> runs = Files.list(root)) {
            return runs.map(run -> RUN.matcher(run.getFileName().toString()))
                            .filter(Matcher::matches)
                            .mapToLong(match -> Long.parseLong(match.group(1)))
                            .max()
                            .orElse(-1)
                    + 1;
        }
    }

    /** Letters of any script, digits, dot and dash: safe in a file name everywhere. */
    private static String slug(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N}.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return safe.isEmpty() ? "data" : safe.substring(0, Math.min(48, safe.length()));
    }
}
