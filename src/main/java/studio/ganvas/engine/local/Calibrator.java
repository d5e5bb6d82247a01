package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.Calibration;
import studio.ganvas.gan.Update;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;
import studio.ganvas.train.TrainingRun;

/**
 * Trains a few steps of a plan in a folder that is deleted afterwards, and times them: the first, in which memory is taken
 * and kernels are chosen, does not count.
 */
final class Calibrator implements Work, JobBoard.Control {
    private static final Logger LOG = LoggerFactory.getLogger(Calibrator.class);
    private static final int MOST_STEPS = 20;
    private static final int LEAST_STEPS = 3;
    private static final double ENOUGH_SECONDS = 12;
    private static final String PREFIX = ".calibration-";

    private final RunPlan plan;
    private final Path folder;
    private final ActiveRun.Resuming beginning;
    private final JobBoard.Job job;
    private final CompletableFuture<Calibration> result = new CompletableFuture<>();
    private volatile boolean cancelled;
    private Optional<TrainingRun> run = Optional.empty();
    private int steps;
    private double seconds;

    /** @param beginning begins a run of a plan in {@link #directory} */
    Calibrator(Path root, RunPlan plan, String title, JobBoard board, Beginning beginning) {
        this.plan = plan;
        this.folder = root.resolve(PREFIX + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));
        RunDirectory directory = new RunDirectory(folder);
        this.beginning = quiet -> beginning.in(directory, quiet);
        this.job = board.add(title, false, this);
    }

    /** Begins a run in a folder that exists. */
    interface Beginning {
        TrainingRun in(RunDirectory directory, RunPlan plan) throws Exception;
    }

    CompletableFuture<Calibration> result() {
        return result;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public boolean ready() {
        return !result.isDone();
    }

    @Override
    public boolean finished() {
        return result.isDone();
    }

    @Override
    public void advance() {
        try {
            if (cancelled || result.isCancelled()) {
                end(JobInfo.State.CANCELLED);
                result.cancel(false);
            } else if (run.isEmpty()) {
                job.state(JobInfo.State.RUNNING);
                job.progress(0, "", Optional.empty());
                run = Optional.of(begin());
                run.get().step(Update.BOTH);
            } else {
                step(run.get());
            }
        } catch (OutOfMemoryError | Exception e) {
            end(JobInfo.State.FAILED);
            result.completeExceptionally(
                    e instanceof StudioException
                            ? e
                            : new StudioException("The run could not be tried: " + e.getMessage(), e));
        }
    }

    private TrainingRun begin() throws Exception {
        Files.createDirectories(folder);
        // nothing falls due while steps are timed
        return beginning.with(plan.withSchedule(Map.of(
                Schedule.STEPS, 100_000_000, Schedule.PICTURES_EVERY, 1_000_000, Schedule.SNAPSHOT_EVERY, 10_000_000)));
    }

    private void step(TrainingRun training) throws IOException {
        long before = System.nanoTime();
        training.step(Update.BOTH);
        seconds += (System.nanoTime() - before) / 1e9;
        steps++;
        job.progress((double) steps / MOST_STEPS, "step " + steps, Optional.empty());
        if (steps >= MOST_STEPS || steps >= LEAST_STEPS && seconds > ENOUGH_SECONDS) {
            Calibration found = measureRest(training);
            end(JobInfo.State.DONE);
            result.complete(found);
        }
    }

    private Calibration measureRest(TrainingRun training) throws IOException {
        long began = System.nanoTime();
        training.sheet();
        long drawn = System.nanoTime();
        training.snapshot();
        double sheet = (drawn - began) / 1e9;
        double snapshot = (System.nanoTime() - drawn) / 1e9;
        long bytes = Files.size(training.directory().network(training.done()));
        double step = seconds / steps;
        double sheets = (double) plan.steps() / plan.schedule().integer(Schedule.PICTURES_EVERY);
        double snapshots = (double) plan.steps() / plan.schedule().integer(Schedule.SNAPSHOT_EVERY);
        double total = plan.steps() * step + sheets * sheet + snapshots * snapshot;
        return new Calibration(steps, step, sheet, snapshot, bytes, Duration.ofMillis(Math.round(total * 1000)));
    }

    private void end(JobInfo.State last) {
        try {
            run.ifPresent(TrainingRun::close);
        } catch (RuntimeException e) {
            LOG.warn("The calibration in {} could not be closed cleanly", folder, e);
        }
        run = Optional.empty();
        Folders.delete(folder);
        job.state(last);
    }

    /** Deletes what killed programs left under {@code root}. */
    static void removeLeftovers(Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> all = Files.list(root)) {
            all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(Calibrator::isOld)
                    .forEach(Folders::delete);
        } catch (IOException e) {
            LOG.warn("{} can't be searched for old calibrations", root, e);
        }
    }

    private static boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(Duration.ofDays(1)));
        } catch (IOException e) {
            return false;
        }
    }
}
