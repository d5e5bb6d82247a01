package studio.ganvas.engine.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.gan.Update;
import studio.ganvas.tensor.TensorException;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;
import studio.ganvas.train.Snapshots;
import studio.ganvas.train.TrainingRun;

/**
 * A run on the compute thread: waits for its turn, opens, then trains one step a piece. Others only leave wishes
 * (pause, one step, snapshot, stop), which are met between two steps.
 */
final class ActiveRun implements Work, JobBoard.Control {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

    private final RunDirectory directory;
    private final Callable<TrainingRun> opening;
    private final Resuming resuming;
    private final RunHistory history;
    private final Runnable changed;
    private final Consumer<TrainingRun> snapshotTaken;
    private final JobBoard.Job job;
    private final long totalSteps;
    private final Deque<Update> singleSteps = new ArrayDeque<>();

    private volatile RunStateFile state;
    private volatile int batchSize;
    private volatile boolean admitted;
    private volatile boolean pauseWanted;
    private volatile boolean stopWanted;
    private volatile boolean snapshotWanted;
    private Optional<TrainingRun> run = Optional.empty();
    private boolean foreign;

    /** Goes on from the newest snapshot with another plan. */
    interface Resuming {
        TrainingRun with(RunPlan plan) throws Exception;
    }

    /**
     * A run that begins or resumes when {@link #admit} is called.
     *
     * @param opening loads data and networks, on the compute thread
     * @param changed told on the compute thread after each change of state
     * @param snapshotTaken told on the compute thread after each step that wrote a snapshot
     */
    ActiveRun(
            RunDirectory directory,
            RunStateFile before,
            long totalSteps,
            String title,
            Callable<TrainingRun> opening,
            Resuming resuming,
            RunHistory history,
            JobBoard board,
            Runnable changed,
            Consumer<TrainingRun> snapshotTaken) {
        this.directory = directory;
        this.opening = opening;
        this.resuming = resuming;
        this.history = history;
        this.changed = changed;
        this.snapshotTaken = snapshotTaken;
        this.totalSteps = totalSteps;
        this.state = before.as(RunState.WAITING, before.steps(), "");
        this.job = board.add(title, true, this);
    }

    RunStateFile state() {
        return state;
    }

    String id() {
        return directory.id();
    }

    RunDirectory directory() {
        return directory;
    }

    /** The run's entry with what is true of it now. */
    RunEntry describe(RunEntry before) {
        RunStateFile now = state;
        return new RunEntry(
                before.id(),
                before.directory(),
                before.systemId(),
                before.datasetName(),
                now.state(),
                now.steps(),
                totalSteps,
                now.started(),
                now.message(),
                before.note(),
                Optional.empty());
    }

    /** Time to the last step at the present speed; empty while nothing moves. */
    Optional<Duration> timeLeft() {
        double stepsPerSecond = history.picturesPerSecond() / Math.max(1, batchSize);
        return stepsPerSecond <= 0 || state.state() != RunState.RUNNING
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) ((totalSteps - state.steps()) / stepsPerSecond)));
    }

    boolean admitted() {
        return admitted;
    }

    /** Keeps its place in the queue, from 1; only before its turn has come. */
    void place(int place) {
        if (state.place() != place) {
            state = state.at(place);
            save();
        }
    }

    /** Its turn has come. */
    void admit() {
        admitted = true;
    }

    @Override
    public void pause() {
        pauseWanted = true;
    }

    @Override
    public void resume() {
        pauseWanted = false;
    }

    @Override
    public void cancel() {
        stopWanted = true;
    }

    void snapshot() {
        snapshotWanted = true;
    }

    void singleStep(Update update) {
        synchronized (singleSteps) {
            singleSteps.add(update);
        }
    }

    @Override
    public boolean finished() {
        return !state.state().live();
    }

    @Override
    public boolean ready() {
        if (finished()) {
            return false;
        }
        if (stopWanted || snapshotWanted) {
            return admitted || stopWanted;
        }
        boolean pauseDue = pauseWanted != (state.state() == RunState.PAUSED);
        return admitted && (!pauseWanted || pauseDue || hasSingleStep());
    }

    private boolean hasSingleStep() {
        synchronized (singleSteps) {
            return !singleSteps.isEmpty();
        }
    }

    @Override
    public void advance() {
        try {
            if (stopWanted) {
                stop();
            } else if (run.isEmpty()) {
                open();
            } else {
                trainOrObey(run.get());
            }
        } catch (OutOfMemoryError e) {
            fail("There is not enough memory for this run. Choose a smaller preset, batch or picture size.", e);
        } catch (TensorException e) {
            fail(
                    e.outOfMemory()
                            ? "There is not enough memory for this run. Choose a smaller preset, batch or picture size."
                            : "The computation failed: " + e.getMessage(),
                    e);
        } catch (Exception e) {
            fail(String.valueOf(e.getMessage()), e);
        }
    }

    private void open() throws Exception {
        change(RunState.PREPARING, state.steps(), "");
        job.state(JobInfo.State.RUNNING);
        TrainingRun opened = opening.call();
        run = Optional.of(opened);
        history.load(directory);
        change(RunState.RUNNING, opened.done(), "");
        // a run that ended just after its snapshot may not have been measured
        snapshotTaken.accept(opened);
        if (opened.finished()) {
            end(RunState.FINISHED, "");
        }
    }

    private void trainOrObey(TrainingRun training) throws Exception {
        if (snapshotWanted) {
            snapshotWanted = false;
            training.snapshot();
            said("Snapshot after step " + training.done());
            return;
        }
        Optional<Update> single = takeSingleStep();
        if (pauseWanted && single.isEmpty()) {
            history.forgetRate();
            training.log("Paused after step " + training.done());
            change(RunState.PAUSED, training.done(), "");
            job.state(JobInfo.State.PAUSED);
            return;
        }
        if (!pauseWanted && state.state() != RunState.RUNNING) {
            change(RunState.RUNNING, training.done(), "");
            job.state(JobInfo.State.RUNNING);
        }
        step(training, single.orElse(Update.BOTH));
    }

    private Optional<Update> takeSingleStep() {
        synchronized (singleSteps) {
            return pauseWanted ? Optional.ofNullable(singleSteps.poll()) : Optional.empty();
        }
    }

    private void step(TrainingRun training, Update update) throws Exception {
        TrainingRun.Step step = training.step(update);
        history.append(step.step(), step.losses());
        history.tick(training.lastBatchSize());
        step.sheet().ifPresent(sheet -> history.add(new SampleFrame(sheet.step(), sheet.file())));
        state = state.as(state.state(), step.step(), state.message());
        batchSize = training.lastBatchSize();
        report(step.step());
        if (training.lastSnapshot() == step.step()) {
            snapshotTaken.accept(training);
        }
        if (step.diverged().isPresent()) {
            diverged(training, step.diverged().get());
        } else if (training.finished()) {
            end(RunState.FINISHED, "");
        }
    }

    private void diverged(TrainingRun training, String why) throws Exception {
        said(why);
        RunPlan plan = training.plan();
        int most = plan.schedule().integer(Schedule.ROLL_BACKS);
        if (plan.detours().size() >= most) {
            end(
                    RunState.DIVERGED,
                    why
                            + " Training was stopped before it could spoil the last snapshot. Roll back to go on from "
                            + "there with other random numbers; if it happens again, lower the learning rate.");
            return;
        }
        double rate = plan.schedule().real(Schedule.ROLL_BACK_RATE);
        training.log(String.format(
                Locale.ROOT,
                "Rolling back by itself, %d of at most %d times; the learning rate is multiplied by %s",
                plan.detours().size() + 1,
                most,
                rate));
        training.close();
        run = Optional.empty();
        TrainingRun again = resuming.with(new Snapshots(directory).detour(plan, rate));
        run = Optional.of(again);
        history.load(directory);
        change(RunState.RUNNING, again.done(), "");
    }

    private void report(long step) {
        job.progress((double) step / totalSteps, String.format("step %,d of %,d", step, totalSteps), timeLeft());
    }

    private void said(String line) {
        history.add(line);
    }

    private void stop() {
        run.ifPresent(TrainingRun::snapshot);
        end(RunState.STOPPED, "");
    }

    private void fail(String message, Throwable cause) {
        said(message);
        if (AtomicFiles.diskIsFull(cause)) {
            LOG.warn("Run {} stops: the disk is full", directory.id(), cause);
            end(
                    RunState.STOPPED,
                    "The disk is full, so the run was stopped. Nothing that was saved is lost. Make room on the disk, or "
                            + "set a limit for the snapshots, and resume.");
            return;
        }
        // what it says of itself is then the other program's to write
        foreign = run.isEmpty() && TrainingRun.isBeingTrained(directory);
        LOG.error("Run {} failed", directory.id(), cause);
        end(RunState.FAILED, message);
    }

    private void end(RunState last, String message) {
        long steps = run.map(TrainingRun::done).orElse(state.steps());
        history.forgetRate();
        try {
            run.ifPresent(TrainingRun::close);
        } catch (RuntimeException e) {
            LOG.warn("Run {} could not be closed cleanly", directory.id(), e);
        }
        run = Optional.empty();
        job.state(
                switch (last) {
                    case FINISHED -> JobInfo.State.DONE;
                    case STOPPED -> JobInfo.State.CANCELLED;
                    default -> JobInfo.State.FAILED;
                });
        job.detail(message);
        change(last, steps, message);
    }

    private void change(RunState next, long steps, String message) {
        state = state.as(next, steps, message);
        save();
        changed.run();
    }

    private void save() {
        if (foreign) {
            return;
        }
        try {
            state.write(directory);
        } catch (RuntimeException e) {
            LOG.warn("The state of run {} could not be saved", directory.id(), e);
        }
    }
}
