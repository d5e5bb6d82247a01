package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Resample;
import studio.ganvas.data.tool.FolderCopy;
import studio.ganvas.data.tool.Shape;
import studio.ganvas.data.tool.StyleGanZip;
import studio.ganvas.data.tool.ToolProgress;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.ToolRequest;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.engine.run.Continuation;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.MetricLog;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.SavedModel;
import studio.ganvas.train.SmallDisk;
import studio.ganvas.train.Snapshots;
import studio.ganvas.train.StatsLog;
import studio.ganvas.train.TinyData;

/** A disk that fills up, really: whatever writes stops with plain words, and what was there before is still good. */
class FullDiskTest {
    private static final int MEGABYTES = 96;
    private static final int STEPS = 33;
    private static final int ROUNDS = 2;

    @TempDir
    private static Path temp;

    private Path own;
    private SmallDisk disk;
    private LocalStudio studio;
    private Path pictures;

    @BeforeEach
    void mount() throws Exception {
        own = Files.createTempDirectory(temp, "test");
        disk = SmallDisk.mount(own.resolve("disk"), MEGABYTES);
        pictures = TinyData.pictures(own.resolve("pictures"), 12);
    }

    private void open(Path home, Path runs) {
        studio = new LocalStudio(new Places(home, runs, Path.of("assets")));
    }

    @AfterEach
    void unmount() throws Exception {
        if (studio != null) {
            studio.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(2);
        }
    }

    private String start() throws Exception {
        Map<String, Object> schedule = new TreeMap<>(Map.of("steps", STEPS, "snapshotEvery", 3, "picturesEvery", 4));
        schedule.putAll(Map.of("samples", 4, "tensorboard", true));
        return studio.runs()
                .start(new RunRequest("dcgan", pictures.toString(), TinyData.TINY_DCGAN, schedule))
                .get(30, TimeUnit.SECONDS)
                .id();
    }

    private RunEntry entry(String id) {
        return studio.runs().list().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RunDirectory directory(String id) {
        return new RunDirectory(entry(id).directory());
    }

    private RunDirectory trained(Path home, Path runs) throws Exception {
        open(home, runs);
        String id = start();
        await(() -> entry(id).state() == RunState.FINISHED);
        return directory(id);
    }

    private static long newest(RunDirectory run) {
        List<Long> snapshots = run.snapshots();
        return snapshots.isEmpty() ? -1 : snapshots.get(snapshots.size() - 1);
    }

    /** Losses of every step, without times. */
    private static List<String> losses(RunDirectory run) throws IOException {
        List<String> lines = new ArrayList<>();
        StatsLog.read(run.stats(), line -> {
            Map<String, Double> values = new TreeMap<>(line.values());
            values.remove("sec_per_kimg");
            lines.add(line.step() + " " + values);
        });
        return lines;
    }

    @Test
    void aRunStopsPolitelyLosesNothingAndGoesOnExactly() throws Exception {
        RunDirectory whole = trained(own.resolve("whole-home"), own.resolve("whole"));
        studio.close();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        open(own.resolve("home"), disk.place().resolve("runs"));
        String id = start();
        await(() -> newest(directory(id)) >= 0);
        RunDirectory run = directory(id);
        int stops = 0;
        for (int round = 0; round < ROUNDS && entry(id).state() != RunState.FINISHED; round++) {
            long before = newest(run);
            Thread.sleep(random.nextInt(200));
            // less than a snapshot takes: sometimes not even a line of statistics fits
            disk.fill(round == 0 ? 0 : random.nextInt(2_000_000));
            await(() -> !entry(id).state().live());
            if (entry(id).state() != RunState.FINISHED) {
                stops++;
                String when = "seed " + seed + ", round " + round;
                assertThat(entry(id).state()).as(when).isEqualTo(RunState.STOPPED);
                assertThat(entry(id).message())
                        .as(when)
                        .contains("The disk is full", "Nothing that was saved is lost", "resume");
                assertThat(newest(run)).as(when).isGreaterThanOrEqualTo(before);
                lookThrough(run, when);
                disk.fill(0);
                assertThatThrownBy(() -> {
                            studio.runs().resume(id, Continuation.EXACT).get(30, TimeUnit.SECONDS);
                            await(() -> !entry(id).state().live());
                            throw new IllegalStateException(entry(id).message());
                        })
                        .as(when)
                        .hasMessageContaining("The disk is full");
                lookThrough(run, when);
                disk.free();
                studio.runs().resume(id, Continuation.EXACT).get(30, TimeUnit.SECONDS);
                await(() -> entry(id).state() != RunState.PREPARING && entry(id).state() != RunState.WAITING);
            }
        }
        disk.free();
        await(() -> entry(id).state() == RunState.FINISHED);
        assertThat(stops).as("the disk was full in time").isPositive();
        assertThat(losses(run)).isEqualTo(losses(whole)).hasSize(STEPS);
        assertThat(run.network(STEPS)).hasSameBinaryContentAs(whole.network(STEPS));
        assertThat(run.trainingState(STEPS)).hasSameBinaryContentAs(whole.trainingState(STEPS));
        for (long sheet : whole.sheets()) {
            assertThat(run.fakes(sheet)).hasSameBinaryContentAs(whole.fakes(sheet));
        }
        noLitter(run.path());
    }

    private static void lookThrough(RunDirectory run, String when) throws IOException {
        List<Long> steps = new ArrayList<>();
        StatsLog.read(run.stats(), line -> steps.add(line.step()));
        assertThat(steps)
                .as(when)
                .isEqualTo(LongStream.rangeClosed(1, steps.size()).boxed().toList());
        assertThat(new Snapshots(run).newest().orElseThrow().step()).as(when).isEqualTo(newest(run));
        for (long step : run.snapshots()) {
            assertThat(SavedModel.open(run.network(step)).step()).as(when).isEqualTo(step);
        }
    }

    private static void noLitter(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith("-tmp") || name.contains("ganvas-tmp"));
        }
    }

    @Test
    void resultsThatCantBeWrittenHarmNoEarlierOne() throws Exception {
        RunDirectory run = trained(own.resolve("home"), disk.place().resolve("runs"));
        MetricLog log = new MetricLog(run);
        log.append(line(3));
        disk.fill(0);
        List<Long> written = new ArrayList<>(List.of(3L));
        // a file's last page has room for some lines more
        assertThatThrownBy(() -> {
                    for (long step = 6; step < 600; step += 3) {
                        log.append(line(step));
                        written.add(step);
                    }
                })
                .hasMessageContaining("Make room on the disk")
                .hasMessageContaining("earlier results are safe");
        assertThat(log.read()).extracting(MetricLog.Line::step).isEqualTo(written);
        assertThat(Files.readString(run.path().resolve("metric-fid.jsonl"))).endsWith("}\n");

        MetricRequest request = new MetricRequest(
                new MetricRequest.OfRun(run.path(), OptionalLong.empty()),
                Optional.empty(),
                List.of(MetricKind.KID),
                8,
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> studio.metrics().compute(request).report().get(120, TimeUnit.SECONDS))
                .hasMessageContaining("Make room on the disk");
        assertThat(log.read()).extracting(MetricLog.Line::step).isEqualTo(written);

        disk.free();
        studio.metrics().compute(request).report().get(120, TimeUnit.SECONDS);
        log.append(line(600));
        assertThat(log.read()).hasSize(written.size() + 2);
        noLitter(run.path());
    }

    private static MetricLog.Line line(long step) {
        return new MetricLog.Line("fid", step, Map.of("fid", 1.0 / step), "features", 10, 10, 1.5, step);
    }

    /** Fills the disk in the midst of the work: before it begins, the room that it needs is looked at. */
    private ToolProgress filling() {
        return new ToolProgress() {
            @Override
            public void at(long done, long total) {
                try {
                    disk.fill(0);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }

    @Test
    void aToolLeavesNothingHalfDone() throws Exception {
        Path many = TinyData.pictures(own.resolve("many"), 60);
        Path out = disk.place().resolve("out");
        Shape shape = new Shape(256, 256, Shape.Fit.STRETCH, Resample.Filter.NEAREST);
        try (Dataset dataset = Datasets.open(many)) {
            assertThatThrownBy(() ->
                            StyleGanZip.make(dataset, shape, false, disk.place().resolve("out.zip"), filling()))
                    .isInstanceOf(IOException.class);
            disk.free();
            assertThatThrownBy(() -> FolderCopy.resized(dataset, shape, out, filling()))
                    .isInstanceOf(IOException.class);
        }
        disk.free();
        try (Stream<Path> left = Files.list(disk.place())) {
            assertThat(left).as("nothing half done").isEmpty();
        }

        open(own.resolve("home"), own.resolve("runs"));
        disk.fill(0);
        ToolRequest.Shape small = new ToolRequest.Shape(64, 64, ToolRequest.Fit.CROP, ToolRequest.Filter.LANCZOS);
        assertThatThrownBy(() -> studio.datasets()
                        .tools()
                        .run(new ToolRequest.Zip(many.toString(), disk.place().resolve("out.zip"), small, false))
                        .made()
                        .get(60, TimeUnit.SECONDS))
                .hasMessageContaining("Free some space");
        disk.free();
        studio.datasets()
                .tools()
                .run(new ToolRequest.Zip(many.toString(), disk.place().resolve("out.zip"), small, false))
                .made()
                .get(60, TimeUnit.SECONDS);
        try (Dataset made = Datasets.open(disk.place().resolve("out.zip"))) {
            assertThat(made.items()).hasSize(60);
        }
    }

    @Test
    void aReportAndTheDoctorsFixesAreWholeOrNotThere() throws Exception {
        open(disk.place().resolve("home"), own.resolve("runs"));
        Files.copy(pictures.resolve("round/0.png"), pictures.resolve("round/copy.png"));
        Diagnosis diagnosis =
                studio.datasets().doctor().examine(pictures.toString()).get(60, TimeUnit.SECONDS);
        assertThat(diagnosis.findings()).hasSize(1);
        List<DatasetDoctor.Repair> repairs = List.of(new DatasetDoctor.Repair(
                diagnosis.findings().get(0),
                diagnosis.findings().get(0).safeFix().orElseThrow()));
        disk.fill(0);
        assertThatThrownBy(() ->
                        studio.datasets().doctor().apply(diagnosis, repairs).get(60, TimeUnit.SECONDS))
                .hasMessageContaining("disk is full");
        String id = start();
        await(() -> entry(id).state() == RunState.FINISHED);
        Path page = disk.place().resolve("report.html");
        assertThatThrownBy(
                        () -> studio.runs().keeping().report(List.of(id), page).get(60, TimeUnit.SECONDS))
                .hasMessageContaining("disk is full");
        assertThat(page).doesNotExist();
        disk.free();
        assertThat(studio.datasets()
                        .doctor()
                        .apply(diagnosis, repairs)
                        .get(60, TimeUnit.SECONDS)
                        .pictures())
                .hasSize(12);
        studio.runs().keeping().report(List.of(id), page).get(60, TimeUnit.SECONDS);
        assertThat(Files.readString(page)).contains("</html>");
        noLitter(disk.place());
    }
}
