package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.data.Dataset;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.Calibration;
import studio.ganvas.engine.run.Continuation;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunKeeping;
import studio.ganvas.engine.run.RunQueue;
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
import studio.ganvas.train.Transfer;

/** Runs under one root directory and those opened elsewhere; one trains at a time, the others wait in order. */
final class LocalRuns implements Runs {
    private final Path root;
    private final ComputeThread compute;
    private final DataThreads io;
    private final LocalDatasets datasets;
    private final JobBoard board;
    private final RunShelf shelf;
    private final Map<String, ActiveRun> active = new ConcurrentHashMap<>();
    private final Map<String, RunHistory> histories = new ConcurrentHashMap<>();
    private final TrainingQueue queue;
    private final AtomicBoolean queueRestored = new AtomicBoolean();
    private final Elsewhere elsewhere;
    private final LocalKeeping keeping;
    private final Optional<RunDirectory> interrupted;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<SnapshotListener> snapshotListeners = new CopyOnWriteArrayList<>();

    LocalRuns(Path root, ComputeThread compute, DataThreads io, LocalDatasets datasets, JobBoard board) {
        this.root = root;
        this.compute = compute;
        this.io = io;
        this.datasets = datasets;
        this.board = board;
        shelf = new RunShelf(root);
        queue = new TrainingQueue(compute::wake, this::changed);
        interrupted = findInterrupted();
        elsewhere = new Elsewhere(shelf, this::busy, this::changed);
        keeping = new LocalKeeping(this, shelf, io);
    }

    @Override
    public List<RunEntry> list() {
        return shelf.all().stream()
                .map(this::entry)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(RunEntry::started)
                        .thenComparing(RunEntry::id)
                        .reversed())
                .toList();
    }

    /** The run as it is now; empty when its options can't be read. Reads the disk only the first time. */
    Optional<RunEntry> entry(RunDirectory directory) {
        Optional<RunEntry> entry = shelf.card(directory).map(RunShelf.Card::entry);
        ActiveRun live = active.get(directory.id());
        return live == null ? entry : entry.map(live::describe);
    }

    /** Whether this program works on a run, or will when its turn comes. */
    boolean busy(String id) {
        return Optional.ofNullable(active.get(id))
                .filter(run -> !run.finished())
                .isPresent();
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

    void changed() {
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
            // refused before there is a folder
            request.from().ifPresent(source -> Transfer.report(source, plan));
            RunDirectory directory = RunDirectory.create(
                    root, plan.data().name(), plan.system().info().id());
            request.from().ifPresent(source -> Transfer.note(directory, source));
            RunStateFile fresh = new RunStateFile(RunState.WAITING, 0, "", Instant.now(), false);
            return enqueue(work(directory, plan, fresh));
        });
    }

    @Override
    public CompletableFuture<RunEntry> resume(String id, Continuation how) {
        return io.call(() -> {
            RunDirectory directory = shelf.directory(id);
            if (busy(id) || TrainingRun.isBeingTrained(directory)) {
                throw new StudioException("This run is being trained already.");
            }
            RunStateFile before = RunStateFile.read(directory);
            RunPlan plan = continued(RunShelf.plan(directory), how);
            if (before.state() == RunState.DIVERGED) {
                plan = new Snapshots(directory).detour(plan, how.rate());
            }
            return enqueue(work(directory, plan, before));
        });
    }

    private RunPlan continued(RunPlan plan, Continuation how) {
        RunPlan changed = plan.withSchedule(how.schedule());
        return how.data()
                .map(place -> changed.withData(datasets.reference(place)))
                .orElse(changed);
    }

    /** A run that begins, or goes on where it has a snapshot, when its turn comes. */
    private ActiveRun work(RunDirectory directory, RunPlan plan, RunStateFile before) {
        // kept at once, so that a run which waits over a restart goes on as it was asked to
        AtomicFiles.write(directory.options(), plan.toJson().getBytes(StandardCharsets.UTF_8));
        Callable<TrainingRun> opening = () -> directory.snapshots().isEmpty()
                ? TrainingRun.begin(directory, plan, batches(plan))
                : TrainingRun.resume(directory, plan, batches(plan));
        return new ActiveRun(
                directory,
                before,
                plan.steps(),
                title(plan),
                opening,
                changed -> TrainingRun.resume(directory, changed, batches(changed)),
                histories.computeIfAbsent(directory.id(), id -> new RunHistory()),
                board,
                this::stateChanged,
                this::snapshotTaken);
    }

    private static String title(RunPlan plan) {
        return plan.system().info().title() + " · " + plan.data().name();
    }

    @Override
    public CompletableFuture<Calibration> calibrate(RunRequest request) {
        return io.call(() -> {
                    Calibrator.removeLeftovers(root);
                    return plan(request);
                })
                .thenCompose(plan -> {
                    Calibrator calibrator = new Calibrator(
                            root,
                            plan,
                            title(plan) + " · trying a few steps",
                            board,
                            (directory, quiet) -> TrainingRun.begin(directory, quiet, batches(quiet)));
                    compute.drive(calibrator);
                    return calibrator.result();
                });
    }

    private DataBatches batches(RunPlan plan) throws IOException {
        return new DataBatches(
                datasets.openData(plan.data().id(), Path.of(plan.data().location())), plan);
    }

    private RunEntry enqueue(ActiveRun run) {
        RunDirectory directory = run.directory();
        elsewhere.leave(directory.id());
        run.state().write(directory);
        shelf.add(directory);
        active.put(directory.id(), run);
        compute.drive(run);
        queue.add(run);
        changed();
        return entry(directory).orElseThrow();
    }

    private void stateChanged() {
        active.values().stream().filter(ActiveRun::finished).forEach(run -> {
            // what it says of its end, even where a full disk did not take it
            entry(run.directory()).ifPresent(shelf::put);
            active.remove(run.id(), run);
        });
        queue.next();
        changed();
    }

    @Override
    public RunQueue queue() {
        if (!queueRestored.getAndSet(true)) {
            io.call(() -> {
                restoreQueue();
                return queue;
            });
        }
        return queue;
    }

    /** The runs that an earlier start left waiting, in their order. */
    private void restoreQueue() {
        List<ActiveRun> left = shelf.all().stream()
                .filter(directory -> !active.containsKey(directory.id()))
                .filter(directory -> RunStateFile.read(directory).state() == RunState.WAITING)
                .sorted(Comparator.comparing(
                        directory -> RunStateFile.read(directory).place()))
                .map(directory -> work(directory, RunShelf.plan(directory), RunStateFile.read(directory)))
                .toList();
        left.forEach(run -> {
            active.put(run.id(), run);
            compute.drive(run);
        });
        queue.restore(left);
    }

    @Override
    public RunKeeping keeping() {
        return keeping;
    }

    @Override
    public CompletableFuture<RunEntry> open(Path folder) {
        return io.call(() -> {
            RunDirectory directory = new RunDirectory(folder.toAbsolutePath().normalize());
            if (!directory.isRun()) {
                throw new StudioException("There is no training run in " + folder
                        + ": a run's folder holds a file training_options.json.");
            }
            RunShelf.plan(directory);
            shelf.add(directory);
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
        RunDirectory directory = shelf.directory(id);
        RunHistory history = histories.computeIfAbsent(id, any -> new RunHistory());
        if (!active.containsKey(id) && elsewhere.follower(id).isEmpty()) {
            elsewhere.follow(directory, history);
        }
        return new LocalFeed(this, directory, history);
    }

    /** Forgets a run that the list shall not have any more. */
    void forget(String id) {
        elsewhere.leave(id);
        histories.remove(id);
        shelf.remove(id);
        changed();
    }

    /** Pictures a second of a run that another program trains; 0 when nothing is heard of it. */
    double followedRate(RunDirectory directory) {
        int batch = shelf.card(directory).map(RunShelf.Card::batchSize).orElse(1);
        return elsewhere
                        .follower(directory.id())
                        .map(RunFollower::stepsPerSecond)
                        .orElse(0.0)
                * batch;
    }

    /** Time to the last step of a run that another program trains, at the speed that its statistics tell. */
    Optional<Duration> followedTimeLeft(RunEntry run) {
        double speed =
                elsewhere.follower(run.id()).map(RunFollower::stepsPerSecond).orElse(0.0);
        return speed > 0
                ? Optional.of(Duration.ofSeconds((long) ((run.totalSteps() - run.steps()) / speed)))
                : Optional.empty();
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
        return shelf.all().stream()
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

    /** Asks the run that trains to stop after its step, with a snapshot; waiting ones keep waiting for the next start. */
    void stopAll() {
        elsewhere.close();
        queue.end();
        keeping.close();
        LocalKeeping.removeLeftovers(root);
        compute.wake();
    }
}
