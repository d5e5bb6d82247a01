package studio.ganvas.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
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
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * A run in progress: one {@link #step} after the other on the compute thread, so that whoever drives it can do other
 * things in between. Everything that decides the next step's numbers lies in the plan, the networks and the training's
 * state; hence a resume from a snapshot repeats the steps after it exactly.
 */
public final class TrainingRun implements AutoCloseable {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

    private final RunDirectory directory;
    private final RunPlan plan;
    private final Batches batches;
    private final FileChannel lock;
    private final TensorStore store = new TensorStore();
    private final Map<String, Module> networks;
    private final GanTraining training;
    private final Snapshots snapshots;
    private final DivergenceGuard guard = new DivergenceGuard();
    private final Map<Long, Update> replay = new HashMap<>();
    private Optional<StatsLog> stats = Optional.empty();
    private long done;
    private long lastSnapshot = -1;
    private int lastBatchSize;

    /** What one step gave. */
    public record Step(long step, Map<String, Double> losses, Optional<SampleSheet> sheet, Optional<String> diverged) {}

    /** A sheet of sample pictures as it was written. */
    public record SampleSheet(long step, Path file, Pixels pixels) {}

    private TrainingRun(RunDirectory directory, RunPlan plan, Batches batches) throws IOException {
        this.directory = directory;
        this.plan = plan;
        this.batches = batches;
        this.snapshots = new Snapshots(directory);
        this.lock = lock(directory);
        try (Scope scope = Scope.open()) {
            this.networks = inDeclaredOrder(plan);
            Rng rng = new Rng(plan.seed());
            networks.forEach((name, network) -> network.initialize(store, rng.at(0, "init " + name)));
            this.training = plan.system().training(plan.options(), plan.facts(), networks, store);
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
            TrainingRun run = new TrainingRun(directory, plan, batches);
            return run.orClose(run::prepare);
        } catch (IOException e) {
            throw new RunException("The run can't be written to " + directory.path() + ": " + e.getMessage(), e);
        }
    }

    private void prepare() throws IOException {
        AtomicFiles.write(directory.options(), plan.toJson().getBytes(StandardCharsets.UTF_8));
        stats = Optional.of(new StatsLog(directory.stats()));
        log("Training " + plan.system().info().title() + " on " + plan.data().name() + ", " + batches.size()
                + " pictures");
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
            TrainingRun run = new TrainingRun(directory, plan, batches);
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
        stats = Optional.of(new StatsLog(directory.stats()));
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
        values.put("sec_per_kimg", (System.nanoTime() - started) / 1e9 / lastBatchSize * 1000);
        Optional<String> diverged = guard.check(losses);
        try {
            statistics().append(new StatsLog.Line(done, update, values, System.currentTimeMillis() / 1000.0));
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

    /** Writes a snapshot of this moment, if there is none yet. */
    public void snapshot() {
        if (lastSnapshot == done) {
            return;
        }
        try {
            statistics().force();
        } catch (IOException e) {
            throw new RunException("The statistics can't be written: " + e.getMessage(), e);
        }
        try (Scope scope = Scope.open()) {
            snapshots.write(done, plan, networks, training.state());
        }
        lastSnapshot = done;
        log("Snapshot after step " + done);
    }

    private StatsLog statistics() {
        return stats.orElseThrow(() -> new IllegalStateException("The run was not opened"));
    }

    private Batches.HostBatch fixed() {
        return batches.fixed(plan.schedule().integer(Schedule.SAMPLES));
    }

    private SampleSheet writeSheet() {
        Path file = directory.fakes(done);
        try (Scope scope = Scope.open()) {
            TrainBatch fixed = onDevice(fixed());
            Draws draws = new Rng(plan.seed()).at(0, "samples");
            try (Draws.Use use = new Rng(plan.seed()).at(0, "sample layers").use()) {
                Pixels pixels = SheetWriter.write(file, training.samples(fixed, draws));
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
        String stamped = LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS).format(CLOCK) + "  " + line + "\n";
        try {
            Files.writeString(directory.log(), stamped, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new RunException("The log can't be written: " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(RunDirectory directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very program: said below
        }
        channel.close();
        throw new RunException("This run is being trained already, here or by another program.");
    }

    /** Whether some process is training in this directory now; the system frees the lock even of a killed one. */
    public static boolean isBeingTrained(RunDirectory directory) {
        if (!Files.exists(directory.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Frees the networks and the lock; what is on the disk stays. */
    @Override
    public void close() {
        store.close();
        batches.close();
        try {
            if (stats.isPresent()) {
                stats.get().close();
            }
            lock.close();
        } catch (IOException e) {
            throw new RunException("The run's files can't be closed: " + e.getMessage(), e);
        }
    }
}
