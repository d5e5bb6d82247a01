package studio.ganvas.engine.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentJob;

/**
 * Long work of the latent lab: a job that does one piece after the other on the compute thread, can be paused and cancelled
 * between pieces, and says how long it will still take.
 */
abstract class LatentWork<R> extends PausableWork {
    private static final Logger LOG = LoggerFactory.getLogger(LatentWork.class);

    private final CompletableFuture<R> result = new CompletableFuture<>();
    private boolean begun;
    /** On the clock, pauses left out: other work has its turns in between. */
    private long taken;

    private long lastEnd;

    /** @param wake tells the compute thread that the next piece may be ready */
    LatentWork(String title, JobBoard board, Runnable wake) {
        super(title, board, wake);
        job().state(JobInfo.State.RUNNING);
        result.whenComplete((done, failure) -> {
            if (result.isCancelled()) {
                cancel();
            }
        });
    }

    /** Prepares; whatever takes memory or touches the disk belongs here. */
    abstract void begin() throws Exception;

    /**
     * Does one piece.
     *
     * @return how much is done, 0 to 1; 1 when nothing is left
     */
    abstract double piece() throws Exception;

    /** What came of it; called once, after the last piece. */
    abstract R end() throws Exception;

    /** Frees what was taken and removes what is half done; called in every case, {@code well} only after {@link #end}. */
    abstract void tidy(boolean well);

    /** What is being done, in words. */
    abstract String words();

    LatentJob<R> latentJob() {
        return new LatentJob<>(job().id(), result);
    }

    @Override
    public boolean ready() {
        if (paused()) {
            lastEnd = 0;
        }
        return !finished() && (cancelled() || !paused());
    }

    private boolean over;

    @Override
    public boolean finished() {
        return over;
    }

    @Override
    public void advance() {
        long start = System.nanoTime();
        try {
            if (cancelled()) {
                leave(JobInfo.State.CANCELLED, "cancelled", false);
                result.cancel(false);
            } else if (!begun) {
                begun = true;
                begin();
            } else {
                double done = piece();
                long end = System.nanoTime();
                taken += end - (lastEnd == 0 ? start : lastEnd);
                lastEnd = end;
                job().progress(done, words(), left(done));
                if (done >= 1) {
                    R value = end();
                    leave(JobInfo.State.DONE, words(), true);
                    result.complete(value);
                }
            }
        } catch (Exception | Error e) {
            LOG.error("A job of the latent lab failed", e);
            leave(JobInfo.State.FAILED, String.valueOf(e.getMessage()), false);
            result.completeExceptionally(
                    e instanceof StudioException
                            ? e
                            : new StudioException(
                                    e.getMessage() == null ? "Something went wrong: " + e : e.getMessage(), e));
        }
    }

    private void leave(JobInfo.State state, String detail, boolean well) {
        over = true;
        try {
            tidy(well);
        } catch (RuntimeException e) {
            LOG.warn("A job of the latent lab could not be tidied up", e);
        }
        job().state(state);
        job().detail(detail);
    }

    private Optional<Duration> left(double done) {
        return done > 0 ? Optional.of(Duration.ofNanos((long) (taken / done * (1 - done)))) : Optional.empty();
    }
}
