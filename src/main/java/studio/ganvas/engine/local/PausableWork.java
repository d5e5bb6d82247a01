package studio.ganvas.engine.local;

import studio.ganvas.engine.JobInfo;

/** Work that is a job in the list, and can be paused and cancelled there between two pieces. */
abstract class PausableWork implements Work, JobBoard.Control {
    private final JobBoard.Job job;
    private final Runnable wake;
    private volatile boolean paused;
    private volatile boolean cancelled;

    /** @param wake tells the compute thread that the next piece may be ready */
    PausableWork(String title, JobBoard board, Runnable wake) {
        this.wake = wake;
        job = board.add(title, true, this);
    }

    final JobBoard.Job job() {
        return job;
    }

    final long jobId() {
        return job.id();
    }

    final void wake() {
        wake.run();
    }

    final boolean paused() {
        return paused;
    }

    /** Whether it is to end; the next piece is then to tidy up. */
    final boolean cancelled() {
        return cancelled;
    }

    @Override
    public final void pause() {
        paused = true;
        job.state(JobInfo.State.PAUSED);
    }

    @Override
    public final void resume() {
        paused = false;
        job.state(JobInfo.State.RUNNING);
        wake.run();
    }

    @Override
    public final void cancel() {
        cancelled = true;
        wake.run();
    }
}
