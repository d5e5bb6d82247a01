package studio.ganvas.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.image.Pixels;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * A run in progress: one {@link #step} after the other on the compute thread, so that whoever drives it can do other
 * things in between. Everything that decides the next step's numbers lies in the plan, the networks and the training's
 * state; hence a resume from a snapshot repeats the steps after it exactly.
 */
public final class TrainingRun implements AutoCloseable {
    /** What changes slowly need not fill the statistics. */
    private static final int MEASURES_EVERY = 10;

    private final RunDirectory directory;
    private final RunPlan plan;
    private final Batches batches;
    private final RunLock lock;
    private final TensorStore store = new TensorStore();
    private final Map<String, Module> networks;
    private final Snapshots snapshots;
    private final DivergenceGuard guard = new DivergenceGuard();
    private final Map<Long, Update> replay = new HashMap<>();
    private GanTraining training;
    private double rate;
    private Optional<RunWriter> writer = Optional.empty();
    private long done;
    private long lastSnapshot = -1;
    private int lastBatchSize;

    /** What one step gave. */
    public record Step(long step, Map<String, Double> losses, Optional<SampleSheet> sheet, Optional<String> diverged) {}

    /** A sheet of sample pictures as it was written. */
    public record SampleSheet(long step, Path file, Pixels pixels) {}

    private TrainingRun(RunDirectory directory, RunPlan plan, Batches batches, long from) throws IOException {
        this.directory = directory;
        this.plan = plan;
        this.batches = batches;
        this.snapshots = new Snapshots(directory);
        this.lock = RunLock.take(directory);
        try (Scope scope = Scope.open()) {
            this.networks = inDeclaredOrder(plan);
            Rng rng = new Rng(plan.seed());
            networks.forEach((name, network) -> network.initialize(store, rng.at(0, "init " + name)));
            this.rate = plan.rate(from);
            this.training = plan.system().training(plan.options(from), plan.facts(), networks, store);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Map<String, Module> inDeclaredOrder(RunPlan plan) {
        Map<String, Module> made = plan.system().networks(plan.options(), plan.facts());
        Map<String, Module> ordered = new LinkedHashMap<>();
        plan.system().info().networkNames().forEach(name -> ordered.put(name, made.get(name)));
        return ordered;
    }

    /** Begins a run in a fresh directory: options, sheets of real and untrained pictures, a snapshot of step 0. */
    public static TrainingRun begin(RunDirectory directory, RunPlan plan, Batches batches) {
        try {
            TrainingRun run = new TrainingRun(directory, plan, batches, 0);
            return run.orClose(run::prepare);
        } catch (IOException e) {
            throw new RunException("The run can't be written to " + directory.path() + ": " + e.getMessage(), e);
        }
    }

    private void prepare() throws IOException {
        AtomicFiles.write(directory.options(), plan.toJson().getBytes(StandardCharsets.UTF_8));
        // step 0 is written anew, even where a killed program has begun with it
        writer = Optional.of(new RunWriter(directory, plan, -1));
        RunEnvironment.note(directory, 0);
        log("Training " + plan.system().info().title() + " on " + plan.data().name() + ", " + batches.size()
                + " pictures");
        Optional<Path> source = Transfer.noted(directory);
        if (source.isPresent()) {
            log(Transfer.fill(source.get(), networks).words());
        }
        SheetWriter.write(directory.reals(), fixed().pictures());
        writeSheet();
        snapshot();
    }

    /** Something that begins or restores a run and may fail on the disk. */
    private interface Opening {
        void run() throws IOException;
    }

    private TrainingRun orClose(Opening opening) throws IOException {
        try {
            opening.run();
            return this;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Goes on from the newest good snapshot. Statistics and sheets after it are removed, since the same steps write
     * them again.
     */
    public static TrainingRun resume(RunDirectory directory, RunPlan plan, Batches batches) {
        Snapshots.Content from = new Snapshots(directory)
                .newest()
                .orElseThrow(() -> new RunException("There is no complete snapshot in " + directory.path()
                        + " from which training could go on. Start a new run."));
        try {
            TrainingRun run = new TrainingRun(directory, plan, batches, from.step());
            return run.orClose(() -> run.restore(from));
        } catch (IOException e) {
            throw new RunException("The run in " + directory.path() + " can't go on: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new RunException("The snapshot does not fit the run's options: " + e.getMessage(), e);
        }
    }

    private void restore(Snapshots.Content from) throws IOException {
        snapshots.removeLeftovers();
        networks.forEach((name, network) -> {
            if (!from.networks().containsKey(name)) {
                throw new RunException("The snapshot lacks the network " + name);
            }
            network.load(store, from.networks().get(name));
        });
        try (Scope scope = Scope.open()) {
            training.load(from.training());
        }
        done = from.step();
        lastSnapshot = done;
        replay.putAll(StatsLog.truncateAfter(directory.stats(), done));
        new MetricLog(directory).truncateAfter(done);
        for (long sheet : directory.sheets()) {
            if (sheet > done) {
                Files.deleteIfExists(directory.fakes(sheet));
            }
        }
        AtomicFiles.write(directory.options(), plan.toJson().getBytes(StandardCharsets.UTF_8));
        writer = Optional.of(new RunWriter(directory, plan, done));
        RunEnvironment.note(directory, done);
        log("Going on from the snapshot after step " + done);
    }

    /** Steps done. */
    public long done() {
        return done;
    }

    /** Step of the newest snapshot. */
    public long lastSnapshot() {
        return lastSnapshot;
    }

    /** Pictures that the last step saw. */
    public int lastBatchSize() {
        return lastBatchSize;
    }

    public boolean finished() {
        return done >= plan.steps();
    }

    public RunPlan plan() {
        return plan;
    }

    public RunDirectory directory() {
        return directory;
    }

    public Map<String, Module> networks() {
        return networks;
    }

    /** One training step, with its line in the statistics and, when due, a sample sheet and a snapshot. */
    public Step step(Update wanted) {
        long index = done;
        Update update = replay.getOrDefault(index + 1, wanted);
        long started = System.nanoTime();
        Map<String, Double> losses;
        takeRate(index);
        try (Scope scope = Scope.open();
                Autograd.Recording recording = Autograd.record()) {
            Draws draws = rng(index).at(index, "step");
            try (Draws.Use use = rng(index).at(index, "layers").use()) {
                TrainBatch batch = onDevice(batches.at(index));
                lastBatchSize =
                        (int) batch.pictures().values().iterator().next().size(0);
                losses = training.step(batch, update, draws);
            }
        }
        done++;
        Map<String, Double> values = new LinkedHashMap<>(losses);
        if (done == 1 || done % MEASURES_EVERY == 0) {
            values.putAll(training.measures());
        }
        values.put("sec_per_kimg", (System.nanoTime() - started) / 1e9 / lastBatchSize * 1000);
        Map<String, Double> guarded = new LinkedHashMap<>(losses);
        guarded.keySet().removeAll(training.planned());
        Optional<String> diverged = guard.check(guarded);
        if (diverged.isPresent()) {
            snapshots.dropAfter(done - guard.ruined());
        }
        try {
            writer().step(new StatsLog.Line(done, update, values, System.currentTimeMillis() / 1000.0));
            if (diverged.isPresent()) {
                log(diverged.get());
                return new Step(done, values, Optional.empty(), diverged);
            }
            boolean sheetDue = done % plan.schedule().integer(Schedule.PICTURES_EVERY) == 0 || finished();
            Optional<SampleSheet> sheet = sheetDue ? Optional.of(writeSheet()) : Optional.empty();
            if (done % plan.schedule().integer(Schedule.SNAPSHOT_EVERY) == 0 || finished()) {
                snapshot();
            }
            return new Step(done, values, sheet, Optional.empty());
        } catch (IOException e) {
            throw new RunException(
                    "Step " + done + " can't be written to " + directory.path() + ": " + e.getMessage()
                            + ". Make room on the disk and resume; the last snapshot is safe.",
                    e);
        }
    }

    /** A detour with another learning rate begins: the same training goes on with it. */
    private void takeRate(long index) {
        if (plan.rate(index) != rate) {
            rate = plan.rate(index);
            try (Scope scope = Scope.open()) {
                StateDict state = training.state();
                training = plan.system().training(plan.options(index), plan.facts(), networks, store);
                training.load(state);
            }
        }
    }

    /** Writes a snapshot of this moment, if there is none yet. */
    public void snapshot() {
        if (lastSnapshot == done) {
            return;
        }
        try {
            writer().force();
        } catch (IOException e) {
            throw new RunException("The statistics can't be written: " + e.getMessage(), e);
        }
        try (Scope scope = Scope.open()) {
            snapshots.write(done, plan, networks, training.state());
        }
        lastSnapshot = done;
        log("Snapshot after step " + done);
    }

    /** Writes a sample sheet of this moment. */
    public SampleSheet sheet() throws IOException {
        return writeSheet();
    }

    private RunWriter writer() {
        return writer.orElseThrow(() -> new IllegalStateException("The run was not opened"));
    }

    private Batches.HostBatch fixed() {
        return batches.fixed(plan.schedule().integer(Schedule.SAMPLES));
    }

    private SampleSheet writeSheet() throws IOException {
        Path file = directory.fakes(done);
        try (Scope scope = Scope.open()) {
            TrainBatch fixed = onDevice(fixed());
            Draws draws = new Rng(plan.seed()).at(0, "samples");
            try (Draws.Use use = new Rng(plan.seed()).at(0, "sample layers").use()) {
                Pixels pixels = SheetWriter.write(file, training.samples(fixed, draws));
                writer().sheet(done, pixels);
                return new SampleSheet(done, file, pixels);
            }
        }
    }

    private static TrainBatch onDevice(Batches.HostBatch host) {
        Map<String, Tensor> pictures = new LinkedHashMap<>();
        host.pictures().forEach((name, tensor) -> pictures.put(name, Tensor.of(tensor)));
        return new TrainBatch(pictures, host.labels().map((HostTensor labels) -> Tensor.of(labels)));
    }

    private Rng rng(long step) {
        return new Rng(plan.seed() ^ ((long) plan.salt(step) << 40));
    }

    /** A line in {@code log.txt}, with the time. */
    public void log(String line) {
        try {
            writer().log(line);
        } catch (IOException e) {
            throw new RunException("The log can't be written: " + e.getMessage(), e);
        }
    }

    /** Whether some process is training in this directory now; the system frees the lock even of a killed one. */
    public static boolean isBeingTrained(RunDirectory directory) {
        return RunLock.isTaken(directory);
    }

    private void free() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new RunException("The run's lock can't be freed: " + e.getMessage(), e);
        }
    }

    /** Frees the networks and the lock; what is on the disk stays. */
    @Override
    public void close() {
        store.close();
        batches.close();
        try {
            if (writer.isPresent()) {
                writer.get().close();
            }
        } catch (IOException e) {
            throw new RunException("The run's files can't be closed: " + e.getMessage(), e);
        } finally {
            free();
        }
    }
}
