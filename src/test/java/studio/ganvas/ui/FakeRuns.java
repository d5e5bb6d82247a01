package studio.ganvas.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.Calibration;
import studio.ganvas.engine.run.Continuation;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.Relief;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Update;

/** Runs that invent their numbers. */
public final class FakeRuns implements Runs {
    private final Path directory;
    private final List<FakeRun> runs = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<RunRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> snapshots = new CopyOnWriteArrayList<>();
    private final List<Continuation> continuations = new CopyOnWriteArrayList<>();
    private final FakeKeeping keeping = new FakeKeeping(this);
    private final FakeQueue queue = new FakeQueue();

    /** @param directory where run directories go */
    public FakeRuns(Path directory) {
        this.directory = directory;
    }

    /** Adds a run that has already come so far. */
    public String add(String systemId, String dataset, int steps, RunState state, String message) {
        FakeRun run = make(systemId, dataset, 2000);
        run.advance(steps);
        run.become(state, message);
        told();
        return run.entry().id();
    }

    /** Lets live runs do some steps. */
    public void advance(int steps) {
        for (FakeRun run : runs) {
            boolean live = run.entry().state().live();
            run.advance(steps);
            if (live != run.entry().state().live()) {
                told();
            }
        }
    }

    public void become(String id, RunState state, String message) {
        run(id).become(state, message);
        told();
    }

    public List<RunRequest> requests() {
        return requests;
    }

    public List<String> snapshots() {
        return snapshots;
    }

    public List<Continuation> continuations() {
        return continuations;
    }

    @Override
    public FakeKeeping keeping() {
        return keeping;
    }

    @Override
    public FakeQueue queue() {
        return queue;
    }

    @Override
    public CompletableFuture<Calibration> calibrate(RunRequest request) {
        return CompletableFuture.completedFuture(new Calibration(20, 0.5, 0.2, 1, 24L << 20, Duration.ofSeconds(1000)));
    }

    /** Takes a run out of the list, or puts it back. */
    Optional<FakeRun> take(String id) {
        Optional<FakeRun> found =
                runs.stream().filter(run -> run.entry().id().equals(id)).findFirst();
        found.ifPresent(runs::remove);
        told();
        return found;
    }

    void put(FakeRun run) {
        runs.add(run);
        told();
    }

    private FakeRun make(String systemId, String dataset, long steps) {
        String id = "%05d-%s-%s".formatted(runs.size(), dataset, systemId);
        FakeRun run = new FakeRun(directory.resolve(id), systemId, dataset, steps, 100);
        runs.add(run);
        return run;
    }

    FakeRun run(String id) {
        return runs.stream()
                .filter(run -> run.entry().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StudioException("There is no run " + id));
    }

    void told() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<RunEntry> list() {
        List<RunEntry> entries =
                new ArrayList<>(runs.stream().map(FakeRun::entry).toList());
        entries.sort(Comparator.comparing(RunEntry::id).reversed());
        return entries;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public List<Option> scheduleOptions() {
        return List.of(
                new Option.Int("steps", "Steps", "Schedule", "", "How many training steps to do.", 2000, 1, 10_000_000),
                new Option.Int("seed", "Seed", "Schedule", "", "Same seed, same run.", 0, 0, Integer.MAX_VALUE),
                new Option.Int(
                        "picture-every", "Pictures every", "Schedule", "", "Steps between samples.", 100, 1, 100_000));
    }

    @Override
    public CompletableFuture<Estimate> estimate(RunRequest request) {
        if (Integer.valueOf(1024).equals(request.options().get("batch"))) {
            return CompletableFuture.failedFuture(new StudioException(
                    "A batch of 1024 needs 38 GB, this machine has 24 GB. Choose a smaller batch."));
        }
        if (Integer.valueOf(512).equals(request.options().get("batch"))) {
            List<Relief> reliefs = List.of(
                    new Relief(Relief.Kind.SMALLER_BATCH, "", Map.of("batch", 128), 9L << 30),
                    new Relief(Relief.Kind.PRESET, "cpu", Map.of(), 1L << 30));
            return CompletableFuture.completedFuture(new Estimate(3_576_704, 2_765_568, 38L << 30, 24L << 30, reliefs));
        }
        return CompletableFuture.completedFuture(new Estimate(3_576_704, 2_765_568, 612L << 20, 24L << 30));
    }

    @Override
    public CompletableFuture<RunEntry> start(RunRequest request) {
        requests.add(request);
        int steps = ((Number) request.schedule().getOrDefault("steps", 2000)).intValue();
        FakeRun run = make(request.systemId(), request.datasetId(), steps);
        told();
        return CompletableFuture.completedFuture(run.entry());
    }

    @Override
    public CompletableFuture<RunEntry> resume(String id, Continuation how) {
        continuations.add(how);
        FakeRun run = run(id);
        if (run.entry().state() == RunState.DIVERGED) {
            run.restart();
        } else {
            run.become(RunState.RUNNING, "");
        }
        told();
        return CompletableFuture.completedFuture(run.entry());
    }

    @Override
    public CompletableFuture<RunEntry> open(Path runDirectory) {
        return list().stream()
                .filter(entry -> entry.directory().equals(runDirectory))
                .findFirst()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(new StudioException(
                        "“" + runDirectory + "” is not a run: it has no training_options.json. Choose a run folder.")));
    }

    @Override
    public void pause(String id) {
        become(id, RunState.PAUSED, "");
    }

    @Override
    public void unpause(String id) {
        become(id, RunState.RUNNING, "");
    }

    @Override
    public void step(String id, Update update) {
        run(id).step(update);
        told();
    }

    @Override
    public void snapshot(String id) {
        snapshots.add(id);
    }

    @Override
    public void stop(String id) {
        become(id, RunState.STOPPED, "Stopped by you");
    }

    @Override
    public RunFeed feed(String id) {
        return run(id).feed();
    }

    @Override
    public Optional<RunEntry> interrupted() {
        return list().stream()
                .filter(entry -> entry.state() == RunState.INTERRUPTED)
                .findFirst();
    }
}
