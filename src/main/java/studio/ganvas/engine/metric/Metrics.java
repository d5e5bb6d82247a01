package studio.ganvas.engine.metric;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Measures how good and how varied pictures are. Safe from any thread; nothing waits. */
public interface Metrics {
    /** A measurement under way: its number in the list of jobs, and its result. */
    record Job(long id, CompletableFuture<MetricReport> report) {}

    /**
     * Measures as a job; one at a time, others wait in order. The future fails with the reason in words, and is cancelled
     * with the job.
     */
    Job compute(MetricRequest request);

    /** Looks at a TorchScript file without loading it. */
    CompletableFuture<FeatureFile> inspect(Path file);

    /** Notes that the user agrees to load these bytes: a TorchScript file is a program. */
    CompletableFuture<FeatureFile> trust(FeatureFile file);

    /** What was measured of the run in this folder. */
    CompletableFuture<MetricHistory> history(Path run);

    /** Told on a background thread whenever some run's {@link #history} has changed. */
    void onChange(Runnable listener);

    /** Whether measurements of the run in this folder are waiting or under way. */
    boolean busy(Path run);
}
