package studio.ganvas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Loader;
import studio.ganvas.data.LoaderSpec;
import studio.ganvas.data.TransformSpec;
import studio.ganvas.engine.local.ProcessMemory;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Update;
import studio.ganvas.tensor.Scope;
import studio.ganvas.train.DataBatches;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;
import studio.ganvas.train.TrainingRun;

/** What needs no window: loading, training speed, memory over many steps. */
final class Headless {
    private static final Path DATA = Path.of("assets/datasets/fluent3d-64.zip");
    private static final int WARM_UP = 20;

    private Headless() {}

    /** Pictures a second of the loader alone, its cache filled: 64 px, batch 64. */
    static double loading() throws IOException, InterruptedException {
        LoaderSpec spec =
                LoaderSpec.of(TransformSpec.centreCrop(64, 3), 64, 0, Optional.empty(), LoaderSpec.Order.SINGLE);
        try (Dataset dataset = Datasets.open(DATA);
                Loader loader = new Loader(dataset, spec)) {
            for (long i = 0; i < loader.stepsPerEpoch(); i++) {
                loader.next();
            }
            long begin = System.nanoTime();
            int batches = 400;
            for (int i = 0; i < batches; i++) {
                loader.next();
            }
            return batches * 64 / ((System.nanoTime() - begin) / 1e9);
        }
    }

    static RunPlan plan(String preset, Map<String, Object> changes, int steps) throws IOException {
        GanSystem system = GanSystems.byId("dcgan");
        Map<String, Object> values = new java.util.HashMap<>(system.info().presets().stream()
                .filter(each -> each.id().equals(preset))
                .findFirst()
                .orElseThrow()
                .values());
        values.putAll(changes);
        try (Dataset dataset = Datasets.open(DATA)) {
            return new RunPlan(
                    system,
                    Options.of(system.info().options(), values),
                    Options.of(
                            Schedule.options(), Map.of("steps", steps, "picturesEvery", 100, "snapshotEvery", 100_000)),
                    new RunPlan.DataRef("", dataset.name(), DATA.toString()),
                    DataBatches.facts(dataset, system.info().data()),
                    List.of());
        }
    }

    /** Seconds of each step after the warm-up. */
    static Sample stepSeconds(String preset, int steps) throws IOException {
        RunPlan plan = plan(preset, Map.of(), steps + WARM_UP);
        Path folder = Files.createTempDirectory("ganvas-bench");
        List<Double> seconds = new ArrayList<>();
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.begin(
                        RunDirectory.create(folder, "bench", "dcgan"),
                        plan,
                        new DataBatches(Datasets.open(DATA), plan))) {
            while (!run.finished()) {
                TrainingRun.Step step = run.step(Update.BOTH);
                if (step.step() > WARM_UP) {
                    seconds.add(step.losses().get("sec_per_kimg") * run.lastBatchSize() / 1000);
                }
            }
        }
        return Sample.of(seconds);
    }

    /** Resident bytes after 200 and after {@code last} steps of a small network, garbage collected before each look. */
    static long[] residentAfter(int last) throws IOException {
        RunPlan plan = plan("quick", Map.of("ngf", 8, "ndf", 8, "batchSize", 8), last);
        Path folder = Files.createTempDirectory("ganvas-bench");
        long[] resident = new long[2];
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.begin(
                        RunDirectory.create(folder, "bench", "dcgan"),
                        plan,
                        new DataBatches(Datasets.open(DATA), plan))) {
            while (!run.finished()) {
                run.step(Update.BOTH);
                if (run.done() == 200 || run.done() == last) {
                    System.gc();
                    resident[run.done() == last ? 1 : 0] = ProcessMemory.resident();
                }
            }
        }
        return resident;
    }
}
