package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.data.Dataset;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Update;
import studio.ganvas.train.DataBatches;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;
import studio.ganvas.train.Snapshots;
import studio.ganvas.train.TrainingRun;

/** Runs under one root directory and those opened elsewhere; one trains at a time, the others wait in order. */
final class LocalRuns implements Runs {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRuns.class);

    private final Path root;
    private final ComputeThread compute;
    private final DataThreads io;
    private final LocalDatasets datasets;
    private final JobBoard board;
    private final Map<String, RunDirectory> known = new ConcurrentHashMap<>();
    private final Map<String, Optional<RunEntry>> entries = new ConcurrentHashMap<>();
    private final Map<String, ActiveRun> active = new ConcurrentHashMap<>();
    private final Map<String, RunHistory> histories = new ConcurrentHashMap<>();
    private final List<ActiveRun> queue = new ArrayList<>();
    private final Optional<RunDirectory> interrupted;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<SnapshotListener> snapshotListeners = new CopyOnWriteArrayList<>();

    LocalRuns(Path root, ComputeThread compute, DataThreads io, LocalDatasets datasets, JobBoard board) {
        this.root = root;
        this.compute = compute;
        this.io = io;
        this.datasets = datasets;
        this.board = board;
        scan();
        interrupted = findInterrupted();
    }

    private void scan() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> folders = Files.list(root)) {
            folders.map(RunDirectory::new).filter(RunDirectory::isRun).forEach(run -> known.put(run.id(), run));
        } catch (IOException e) {
            LOG.warn("The runs in {} can't be listed", root, e);
        }
    }

    @Override
    public List<RunEntry> list() {
        return known.values().stream()
                .map(this::entry)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(RunEntry::started)
                        .thenComparing(RunEntry::id)
                        .reversed())
                .toList();
    }

    /** The run as it is now; empty when its options can't be read. Reads the disk only the first time. */
    Optional<RunEntry> entry(RunDirectory directory) {
        Optional<RunEntry> entry = entries.computeIfAbsent(directory.id(), id -> readEntry(directory));
        ActiveRun live = active.get(directory.id());
        return live == null ? entry : entry.map(live::describe);
    }

    private static Optional<RunEntry> readEntry(RunDirectory directory) {
        try {
            RunStateFile state = RunStateFile.read(directory);
            RunPlan plan = plan(directory);
            return Optional.of(new RunEntry(
                    directory.id(),
                    directory.path(),
                    plan.system().info().id(),
                    plan.data().name(),
                    state.state(),
                    state.steps(),
                    plan.steps(),
                    state.started(),
                    state.message()));
        } catch (RuntimeException e) {
            LOG.warn("The run {} can't be read", directory.path(), e);
            return Optional.empty();
        }
    }

    private static RunPlan plan(RunDirectory directory) {
        try {
            return RunPlan.fromJson(Files.readString(directory.options()));
        } catch (IOException e) {
            throw new StudioException("The run's options in " + directory.path() + " can't be read.", e);
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Told on the compute thread of every snapshot that a run has written. */
    void onSnapshot(SnapshotListener listener) {
        snapshotListeners.add(listener);
    }

    /** Hears of a snapshot. */
    interface SnapshotListener {
        void taken(RunDirectory run, RunPlan plan, long step);
    }

    private void snapshotTaken(TrainingRun run) {
        snapshotListeners.forEach(each -> each.taken(run.directory(), run.plan(), run.lastSnapshot()));
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<Option> scheduleOptions() {
        return Schedule.options();
    }

    @Override
    public CompletableFuture<Estimate> estimate(RunRequest request) {
        return io.call(() -> plan(request)).thenCompose(plan -> {
            Object same = List.of(plan.options(), plan.system().info().id(), plan.facts());
            return compute.latest("estimate", same, () -> Estimator.estimate(plan));
        });
    }

    private RunPlan plan(RunRequest request) throws IOException {
        GanSystem system = GanSystems.byId(request.systemId());
        Options options = Options.of(system.info().options(), request.options());
        Options schedule = Options.of(Schedule.options(), request.schedule());
        try (Dataset dataset = datasets.openData(request.datasetId())) {
            RunPlan.DataRef data = new RunPlan.DataRef(
                    request.datasetId(),
                    dataset.name(),
                    dataset.path().toAbsolutePath().toString());
            RunPlan plan = new RunPlan(
                    system,
                    options,
                    schedule,
                    data,
                    DataBatches.facts(dataset, system.info().data()),
                    List.of());
            DataBatches.check(dataset, system.info().data());
            return plan;
        }
    }

    @Override
    public CompletableFuture<RunEntry> start(RunRequest request) {
        return io.call(() -> {
            RunPlan plan = plan(request);
            RunDirectory directory = RunDirectory.create(
                    root, plan.data().name(), plan.system().info().id());
            AtomicFiles.write(directory.options(), plan.toJson().getBytes(StandardCharsets.UTF_8));
            RunStateFile fresh = new RunStateFile(RunState.WAITING, 0, "", Instant.now(), false);
            return enqueue(directory, plan, fresh, () -> TrainingRun.begin(directory, plan, batches(plan)));
        });
    }

    @Override
    public CompletableFuture<RunEntry> resume(String id) {
        return io.call(() -> {
            RunDirectory directory = directory(id);
            RunStateFile before = RunStateFile.read(directory);
            if (before.state().live()
                    || active.containsKey(id) && !active.get(id).finished()) {
                throw new StudioException("This run is being trained already.");
            }
            RunPlan plan = afterRollBack(directory, before.state(), plan(directory));
            boolean begun = !directory.snapshots().isEmpty();
            return enqueue(
                    directory,
                    plan,
                    before,
                    () -> begun
                            ? TrainingRun.resume(directory, plan, batches(plan))
                            : TrainingRun.begin(directory, plan, batches(plan)));
        });
    }

    /** The same numbers would diverge again: from the snapshot on a diverged run draws others. */
    private static RunPlan afterRollBack(RunDirectory directory, RunState before, RunPlan plan) {
        return before == RunState.DIVERGED
                ? new Snapshots(directory)
                        .newest()
                        .map(from -> plan.withDetour(from.step()))
                        .orElse(plan)
                : plan;
    }

    private DataBatches batches(RunPlan plan) throws IOException {
        return new DataBatches(
                datasets.openData(plan.data().id(), Path.of(plan.data().location())), plan);
    }

    private RunEntry enqueue(RunDirectory directory, RunPlan plan, RunStateFile state, Callable<TrainingRun> opening) {
        known.put(directory.id(), directory);
        entries.remove(directory.id());
        String title = plan.system().info().title() + " · " + plan.data().name();
        ActiveRun run = new ActiveRun(
                directory,
                state,
                plan.steps(),
                title,
                opening,
                histories.computeIfAbsent(directory.id(), id -> new RunHistory()),
                board,
                this::stateChanged,
                this::snapshotTaken);
        run.state().write(directory);
        active.put(directory.id(), run);
        synchronized (queue) {
            queue.add(run);
        }
        compute.drive(run);
        admitNext();
        changed();
        return entry(directory).orElseThrow();
    }

    private void stateChanged() {
        admitNext();
        changed();
    }

    /** The first unfinished run of the queue may train; a paused one keeps its place. */
    private void admitNext() {
        synchronized (queue) {
            queue.removeIf(ActiveRun::finished);
            if (!queue.isEmpty()) {
                queue.get(0).admit();
                compute.wake();
            }
        }
    }

    @Override
    public CompletableFuture<RunEntry> open(Path folder) {
        return io.call(() -> {
            RunDirectory directory = new RunDirectory(folder.toAbsolutePath().normalize());
            if (!directory.isRun()) {
                throw new StudioException("There is no training run in " + folder
                        + ": a run's folder holds a file training_options.json.");
            }
            plan(directory);
            known.put(directory.id(), directory);
            entries.remove(directory.id());
            changed();
            return entry(directory).orElseThrow();
        });
    }

    @Override
    public void pause(String id) {
        wish(id, ActiveRun::pause);
    }

    @Override
    public void unpause(String id) {
        wish(id, ActiveRun::resume);
    }

    @Override
    public void step(String id, Update update) {
        wish(id, run -> run.singleStep(update));
    }

    @Override
    public void snapshot(String id) {
        wish(id, ActiveRun::snapshot);
    }

    @Override
    public void stop(String id) {
        wish(id, ActiveRun::cancel);
    }

    private void wish(String id, Consumer<ActiveRun> wish) {
        ActiveRun run = active.get(id);
        if (run != null) {
            wish.accept(run);
            compute.wake();
        }
    }

    @Override
    public RunFeed feed(String id) {
        RunDirectory directory = directory(id);
        RunHistory history = histories.computeIfAbsent(id, any -> {
            RunHistory past = new RunHistory();
            io.call(() -> {
                past.load(directory);
                return past;
            });
            return past;
        });
        return new LocalFeed(this, directory, history);
    }

    private RunDirectory directory(String id) {
        RunDirectory directory = known.get(id);
        if (directory == null) {
            throw new StudioException("There is no run named " + id + ".");
        }
        return directory;
    }

    Optional<ActiveRun> activeRun(String id) {
        return Optional.ofNullable(active.get(id));
    }

    @Override
    public Optional<RunEntry> interrupted() {
        return interrupted.flatMap(this::entry).filter(run -> run.state() == RunState.INTERRUPTED);
    }

    /** The newest run that a crash cut short and that no earlier start has told of; this start does. */
    private Optional<RunDirectory> findInterrupted() {
        return known.values().stream()
                .sorted(Comparator.comparing(RunDirectory::id).reversed())
                .filter(directory -> {
                    RunStateFile state = RunStateFile.read(directory);
                    return state.state() == RunState.INTERRUPTED && !state.seen();
                })
                .findFirst()
                .map(directory -> {
                    RunStateFile.read(directory).acknowledged().write(directory);
                    return directory;
                });
    }

    /** Asks every live run to stop after its step, with a snapshot. */
    void stopAll() {
        active.values().forEach(ActiveRun::cancel);
        compute.wake();
    }
}
