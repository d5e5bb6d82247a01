package studio.ganvas.engine.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Update;

/** Training runs, live and finished. Safe from any thread; nothing waits. */
public interface Runs {
    /** Newest first. */
    List<RunEntry> list();

    /** Told on a background thread whenever {@link #list()} gains or loses a run or one changes its state. */
    void onChange(Runnable listener);

    /** Options every system has: number of steps, seed, snapshot and picture intervals. */
    List<Option> scheduleOptions();

    /** Checks the request and computes what it needs; fails with the reason in words when it can't be run. */
    CompletableFuture<Estimate> estimate(RunRequest request);

    /** Starts a run (or queues it behind the live one) and gives its entry as soon as its directory exists. */
    CompletableFuture<RunEntry> start(RunRequest request);

    /** Goes on with a run that is not being trained, from its last snapshot, exactly. */
    default CompletableFuture<RunEntry> resume(String id) {
        return resume(id, Continuation.EXACT);
    }

    /** Goes on with a run that is not being trained, from its last snapshot. */
    CompletableFuture<RunEntry> resume(String id, Continuation how);

    /** Times a few real steps of the request, with its pictures; a job that can be cancelled. Nothing of it stays. */
    CompletableFuture<Calibration> calibrate(RunRequest request);

    /** The runs that wait. */
    RunQueue queue();

    /** Notes, comparisons, reports, throwing away. */
    RunKeeping keeping();

    /** Adds a run directory that lies elsewhere to the list; one that another machine writes is followed, read-only. */
    CompletableFuture<RunEntry> open(Path directory);

    /** Holds the live run between two steps; its networks stay in memory. */
    void pause(String id);

    /** Lets a paused run go on. */
    void unpause(String id);

    /** While paused: does one step that updates G only, D only or both, then stays paused. */
    void step(String id, Update update);

    /** Writes a snapshot after the current step. */
    void snapshot(String id);

    /** Ends the run after the current step, with a snapshot. */
    void stop(String id);

    /** The history of a run and what follows; for several runs open several feeds. */
    RunFeed feed(String id);

    /**
     * A run that a crash cut short since the last start, until it is resumed.
     * Each is offered by one start only.
     */
    Optional<RunEntry> interrupted();
}
