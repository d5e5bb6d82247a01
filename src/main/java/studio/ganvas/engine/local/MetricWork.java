package studio.ganvas.engine.local;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.MetricReport;
import studio.ganvas.tensor.TensorException;

/** A measurement as a job on the compute thread, a slice of one of its phases a piece. */
final class MetricWork<P> extends PausableWork {
    private static final Logger LOG = LoggerFactory.getLogger(MetricWork.class);

    private final Body<P> body;
    private final BooleanSupplier turn;
    private final CompletableFuture<MetricReport> report = new CompletableFuture<>();
    private Optional<CompletableFuture<P>> prepared = Optional.empty();
    private Optional<Measurement> measurement = Optional.empty();
    private long begin;
    private int current;

    /** What is done where. */
    interface Body<P> {
        /** Opens files, off the compute thread. */
        CompletableFuture<P> prepare();

        /** Loads networks, on the compute thread. */
        Measurement begin(P prepared);

        /** Keeps the results, on the compute thread. */
        MetricReport end(P prepared, Measurement measurement, Duration time);

        /** Frees what was prepared. */
        void close(P prepared);
    }

    /** @param turn whether this work is the one that may run now */
    MetricWork(String title, Body<P> body, BooleanSupplier turn, JobBoard board, Runnable wake) {
        super(title, board, wake);
        this.body = body;
        this.turn = turn;
    }

    CompletableFuture<MetricReport> report() {
        return report;
    }

    @Override
    public boolean finished() {
        return report.isDone();
    }

    @Override
    public boolean ready() {
        if (report.isDone()) {
            return false;
        }
        if (cancelled()) {
            return true;
        }
        if (paused() || !turn.getAsBoolean()) {
            return false;
        }
        if (prepared.isEmpty()) {
            job().state(JobInfo.State.RUNNING);
            job().detail("Opening");
            CompletableFuture<P> opening = body.prepare();
            prepared = Optional.of(opening);
            opening.whenComplete((value, failure) -> wake());
        }
        return prepared.get().isDone() && measurement.map(this::phaseReady).orElse(true);
    }

    private boolean phaseReady(Measurement running) {
        List<Phase> phases = running.phases();
        return current >= phases.size() || phases.get(current).ready();
    }

    @Override
    public void advance() {
        try {
            if (cancelled()) {
                job().state(JobInfo.State.CANCELLED);
                job().detail("Cancelled; nothing was written");
                close();
                report.cancel(false);
            } else if (measurement.isEmpty()) {
                begin = System.nanoTime();
                measurement = Optional.of(body.begin(prepared.orElseThrow().join()));
            } else {
                slice(measurement.get());
            }
        } catch (TensorException e) {
            fail(
                    e.outOfMemory()
                            ? "There is not enough memory to measure this. Choose fewer pictures."
                            : "The computation failed: " + e.getMessage(),
                    e);
        } catch (OutOfMemoryError e) {
            fail("There is not enough memory to measure this. Choose fewer pictures.", e);
        } catch (RuntimeException | Error e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            fail(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void slice(Measurement running) {
        List<Phase> phases = running.phases();
        while (current < phases.size()
                && phases.get(current).done() >= phases.get(current).slices()) {
            current++;
        }
        if (current == phases.size()) {
            MetricReport done =
                    body.end(prepared.orElseThrow().join(), running, Duration.ofNanos(System.nanoTime() - begin));
            close();
            job().progress(1, words(done), Optional.empty());
            job().state(JobInfo.State.DONE);
            report.complete(done);
            return;
        }
        Phase phase = phases.get(current);
        if (phase.ready()) {
            phase.advance();
        }
        progress(phases, phase);
    }

    private void progress(List<Phase> phases, Phase phase) {
        double done = phases.stream().mapToDouble(Phase::done).sum();
        double all = phases.stream().mapToDouble(Phase::slices).sum();
        double fraction = all == 0 ? 0 : done / all;
        double seconds = (System.nanoTime() - begin) / 1e9;
        Optional<Duration> left = fraction > 0.02
                ? Optional.of(Duration.ofMillis((long) (1000 * seconds / fraction * (1 - fraction))))
                : Optional.empty();
        job().progress(fraction, phase.words(), left);
    }

    private static String words(MetricReport report) {
        StringBuilder words = new StringBuilder();
        report.results().forEach((name, value) -> {
            if (!name.contains("_std")) {
                words.append(words.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "%s %.4g", name, value));
            }
        });
        return words.toString();
    }

    private void close() {
        measurement.ifPresent(Measurement::close);
        measurement = Optional.empty();
        // a work that is cancelled early may still be opening its files
        prepared.ifPresent(opening -> opening.thenAccept(body::close));
        prepared = Optional.empty();
    }

    private void fail(String words, Throwable cause) {
        if (cause instanceof StudioException) {
            LOG.warn("A measurement failed: {}", words);
        } else {
            LOG.error("A measurement failed", cause);
        }
        job().state(JobInfo.State.FAILED);
        job().detail(words);
        try {
            close();
        } catch (RuntimeException e) {
            LOG.warn("A measurement could not be closed", e);
        }
        report.completeExceptionally(new StudioException(words, cause));
    }
}
