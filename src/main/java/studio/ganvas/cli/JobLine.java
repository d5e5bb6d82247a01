package studio.ganvas.cli;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.latent.LatentJob;

/** Shows a job until it ends. */
final class JobLine {
    private static final long LOOK_MILLIS = 100;

    private JobLine() {}

    /**
     * Waits for a job; its failure is thrown.
     *
     * @throws CancellationException if it was cancelled
     */
    static <R> R await(Studio studio, LatentJob<R> job, PrintWriter out) throws InterruptedException {
        ProgressLine line = new ProgressLine(out);
        while (!job.result().isDone()) {
            Thread.sleep(LOOK_MILLIS);
            studio.jobs().list().stream()
                    .filter(each -> each.id() == job.id() && each.state() == JobInfo.State.RUNNING)
                    .filter(each -> each.fraction() >= 0)
                    .forEach(each -> line.show(each.fraction(), each.detail(), each.timeLeft()));
        }
        line.end();
        return job.result().join();
    }
}
