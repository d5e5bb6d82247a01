package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import javax.imageio.ImageIO;
import studio.ganvas.train.tensorboard.EventReader;

/**
 * Trains in a program of its own that is killed as by {@code kill -9} again and again: while it starts, between two steps,
 * in the midst of snapshots and sheets and, where the run is measured ({@code metricEvery=…}), while it measures and writes
 * results. After each kill the run's folder is looked through; in the end everything is compared with a run that nobody
 * disturbed.
 */
public final class KillHarness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path temp;
    private final Path pictures;
    private final int steps;
    private final int kills;
    private final Random random;
    private final Consumer<String> log;
    private final List<String> more;
    private final boolean measured;
    /** How many kills fell into which moments. */
    private final Map<String, Integer> moments = new TreeMap<>();

    /** @param more further options of the run, {@code key=value} */
    KillHarness(Path temp, int steps, int kills, long seed, Consumer<String> log, List<String> more)
            throws IOException {
        this.temp = temp;
        this.steps = steps;
        this.kills = kills;
        this.random = new Random(seed);
        this.log = log;
        this.more = more;
        this.measured = more.stream().anyMatch(option -> option.startsWith("metricEvery="));
        this.pictures = TinyData.pictures(temp.resolve("pictures"), 12);
    }

    /** Fifty kills: {@code java … studio.ganvas.train.KillHarness FOLDER [kills] [seed] [key=value …]}. */
    public static void main(String... arguments) throws Exception {
        Path temp = Files.createDirectories(Path.of(arguments[0]));
        int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        Path report = temp.resolve("kills.txt");
        Consumer<String> log = line -> {
            try {
                Files.writeString(
                        report,
                        line + "\n",
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        log.accept("seed " + seed);
        List<String> more = List.of(arguments).subList(Math.min(3, arguments.length), arguments.length);
        new KillHarness(temp, 8 * kills, kills, seed, log, more).run();
        log.accept("all is as in the run that nobody disturbed");
    }

    /** All of it; fails with what is wrong. */
    void run() throws Exception {
        RunDirectory whole = new RunDirectory(temp.resolve("whole/00000-pictures-dcgan"));
        start(whole).finish();
        RunDirectory killed = new RunDirectory(temp.resolve("killed/00000-pictures-dcgan"));
        for (int i = 1; i <= kills; i++) {
            Program program = killed.isRun() ? resume(killed) : start(killed);
            String moment = program.killAtRandom();
            lookThrough(killed);
            boolean there = Files.isDirectory(killed.path());
            boolean unmeasured = there && isUnmeasured(killed);
            moments.merge(moment.replaceAll("[0-9]+ ", ""), 1, Integer::sum);
            if (unmeasured) {
                moments.merge("(of these, a snapshot was not yet measured)", 1, Integer::sum);
            }
            log.accept("kill " + i + " " + moment + (unmeasured ? ", before its results were whole" : "")
                    + "; snapshots " + (there ? killed.snapshots() : List.of()) + ", results of "
                    + (there ? steps(killed) : List.of()));
        }
        log.accept("moments " + moments);
        resume(killed).finish();
        compare(killed, whole);
    }

    private Program start(RunDirectory directory) throws IOException {
        Path runs = directory.path().getParent();
        if (Files.isDirectory(directory.path()) && !directory.isRun()) {
            // killed between making the folder and the options: no run yet, and the next one takes the next number
            try (var all = Files.walk(directory.path())) {
                for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        List<String> arguments = new ArrayList<>(List.of("train", "--system", "dcgan", "--outdir", runs.toString()));
        arguments.addAll(List.of("--data", pictures.toString()));
        Map<String, Object> options = new TreeMap<>(TinyData.TINY_DCGAN);
        options.putAll(
                Map.of("steps", steps, "snapshotEvery", 3, "picturesEvery", 5, "samples", 4, "tensorboard", true));
        options.forEach((key, value) -> arguments.addAll(List.of("-o", key + "=" + value)));
        more.forEach(option -> arguments.addAll(List.of("-o", option)));
        return new Program(directory, arguments);
    }

    private Program resume(RunDirectory directory) throws IOException {
        return new Program(
                directory,
                List.of(
                        "train",
                        "--resume",
                        directory.path().toString(),
                        "--outdir",
                        directory.path().getParent().toString()));
    }

    private final class Program {
        private final RunDirectory directory;
        private final Path output = temp.resolve("output.txt");
        private final Process process;

        Program(RunDirectory directory, List<String> arguments) throws IOException {
            this.directory = directory;
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-Dganvas.home=" + temp.resolve("home"),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    "studio.ganvas.app.Launcher"));
            command.addAll(arguments);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        void finish() throws Exception {
            try {
                assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        /**
         * One in six while the program starts; where the run is measured, half of the others just when results are
         * written or somewhere in the measuring after a snapshot; the rest some steps later and a random moment more.
         */
        String killAtRandom() throws Exception {
            boolean early = random.nextInt(6) == 0;
            if (!early && measured && random.nextBoolean()) {
                return random.nextBoolean()
                        ? killAfterChange("results were written", this::resultBytes, 4)
                        : killAfterChange("a snapshot was written", () -> newest(directory), 1500);
            }
            return killAfterSteps(early);
        }

        private String killAfterChange(String what, Looking looking, int most) throws Exception {
            try {
                long before = looking.look();
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
                while (process.isAlive() && looking.look() <= before && System.nanoTime() < deadline) {
                    Thread.sleep(0, 200_000);
                }
                Thread.sleep(random.nextInt(most), random.nextInt(999_999));
                return "after " + what + (process.isAlive() ? "" : ", had ended");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        private long resultBytes() throws IOException {
            long bytes = 0;
            for (Path file : Files.isDirectory(directory.path()) ? directory.metrics() : List.<Path>of()) {
                bytes += Files.size(file);
            }
            return bytes;
        }

        private String killAfterSteps(boolean early) throws Exception {
            try {
                long before = size();
                long wanted = early ? 0 : 1 + random.nextInt(Math.max(2, 3 * steps / (2 * kills)));
                long seen = 0;
                long last = before;
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
                while (process.isAlive() && seen < wanted && System.nanoTime() < deadline) {
                    long now = size();
                    seen += now == last ? 0 : 1;
                    last = now;
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(early ? 2500 : 150));
                boolean alive = process.isAlive();
                return (early ? "while starting" : "after " + seen + " changes") + (alive ? "" : ", had ended");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        private long size() throws IOException {
            return Files.exists(directory.stats()) ? Files.size(directory.stats()) : -1;
        }
    }

    /** Something about the run that changes. */
    private interface Looking {
        long look() throws IOException;
    }

    private static long newest(RunDirectory directory) {
        List<Long> snapshots = Files.isDirectory(directory.path()) ? directory.snapshots() : List.of();
        return snapshots.isEmpty() ? -1 : snapshots.get(snapshots.size() - 1);
    }

    /** Steps that have whole results of everything that is measured. */
    private static List<Long> steps(RunDirectory directory) {
        Map<Long, Long> counts = new TreeMap<>();
        new MetricLog(directory).read().forEach(line -> counts.merge(line.step(), 1L, Long::sum));
        long all = counts.values().stream().mapToLong(count -> count).max().orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == all)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isUnmeasured(RunDirectory directory) {
        return measured && newest(directory) > 0 && !steps(directory).contains(newest(directory));
    }

    /** Whatever counts as there is whole. */
    private void lookThrough(RunDirectory directory) throws IOException {
        if (!directory.isRun()) {
            return;
        }
        RunPlan plan = RunPlan.fromJson(Files.readString(directory.options()));
        assertThat(plan.steps()).isEqualTo(steps);
        if (Files.exists(directory.state())) {
            assertThat(JSON.readTree(directory.state().toFile()).has("state")).isTrue();
        }
        List<Long> lines = new ArrayList<>();
        if (Files.exists(directory.stats())) {
            StatsLog.read(directory.stats(), line -> lines.add(line.step()));
            assertThat(lines)
                    .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
        }
        for (long step : directory.snapshots()) {
            JsonNode files = JSON.readTree(directory.manifest(step).toFile()).path("files");
            assertThat(check(directory.network(step), files))
                    .as("network of step " + step)
                    .isTrue();
            if (Files.exists(directory.trainingState(step))) {
                assertThat(check(directory.trainingState(step), files))
                        .as("state of step " + step)
                        .isTrue();
            }
        }
        if (!directory.snapshots().isEmpty()) {
            assertThat(new Snapshots(directory).newest()).isPresent();
            assertThat(SavedModel.open(directory.path()).step()).isNotNegative();
        }
        for (long step : directory.sheets()) {
            assertThat(ImageIO.read(directory.fakes(step).toFile()))
                    .as("sheet of step " + step)
                    .isNotNull();
        }
        for (Path metric : directory.metrics()) {
            lookThroughLines(metric);
        }
    }

    /** Every line but a torn last one, and the program sees just those. */
    private static void lookThroughLines(Path file) throws IOException {
        String text = Files.readString(file);
        String metric = file.getFileName().toString().replaceAll("^metric-|\\.jsonl$", "");
        assertThat(new MetricLog(new RunDirectory(file.getParent()))
                        .read().stream()
                                .filter(line -> line.metric().equals(metric))
                                .count())
                .isEqualTo(text.chars().filter(c -> c == '\n').count());
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            assertThat(line.isEmpty() || JSON.readTree(line).isObject())
                    .as(file + ": " + line)
                    .isTrue();
        }
    }

    private static boolean check(Path file, JsonNode manifest) throws IOException {
        JsonNode entry = manifest.path(file.getFileName().toString());
        byte[] bytes = Files.readAllBytes(file);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return bytes.length == entry.path("bytes").asLong()
                && Long.toHexString(crc.getValue()).equals(entry.path("crc32c").asText());
    }

    private void compare(RunDirectory killed, RunDirectory whole) throws IOException {
        assertThat(lines(killed)).isEqualTo(lines(whole)).hasSize(steps);
        assertThat(killed.network(steps)).hasSameBinaryContentAs(whole.network(steps));
        assertThat(killed.trainingState(steps)).hasSameBinaryContentAs(whole.trainingState(steps));
        for (long step : whole.sheets()) {
            assertThat(killed.fakes(step)).hasSameBinaryContentAs(whole.fakes(step));
        }
        assertThat(events(killed)).isEqualTo(events(whole));
        assertThat(EventReader.of(killed.events()).pictures())
                .isEqualTo(EventReader.of(whole.events()).pictures());
        for (Path metric : whole.metrics()) {
            Map<Long, String> mine = results(killed.path().resolve(metric.getFileName())), theirs = results(metric);
            assertThat(mine).as("the last snapshot is measured in any case").containsKey((long) steps);
            // training does not wait for measuring, so of the others some are left out here and there
            theirs.keySet().retainAll(mine.keySet());
            mine.keySet().retainAll(theirs.keySet());
            assertThat(mine).isEqualTo(theirs).isNotEmpty();
            log.accept(metric.getFileName() + ": results of " + mine.size() + " snapshots are the same");
        }
        try (var files = Files.list(killed.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no litter")
                    .noneMatch(name -> name.endsWith("-tmp"));
        }
    }

    private static List<String> events(RunDirectory directory) throws IOException {
        return EventReader.of(directory.events()).scalars().stream()
                .filter(line -> !line.contains("sec_per_kimg"))
                .toList();
    }

    /** Results without times, by step. */
    private static Map<Long, String> results(Path file) throws IOException {
        Map<Long, String> results = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            JsonNode node = JSON.readTree(line);
            assertThat(results.put(
                            node.path("step").asLong(), node.path("results").toString()))
                    .as("measured twice")
                    .isNull();
        }
        return results;
    }

    private static List<String> lines(RunDirectory directory) throws IOException {
        List<String> lines = new ArrayList<>();
        StatsLog.read(directory.stats(), line -> {
            Map<String, Double> values = new TreeMap<>(line.values());
            values.remove("sec_per_kimg");
            lines.add(line.step() + " " + values);
        });
        return lines;
    }
}
