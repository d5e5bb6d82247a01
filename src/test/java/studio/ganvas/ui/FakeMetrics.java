package studio.ganvas.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.ganvas.engine.metric.FeatureFile;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricReport;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.engine.metric.Metrics;

/** Remembers what was asked, and answers when it is told to. */
public final class FakeMetrics implements Metrics {
    private final List<MetricRequest> requests = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private CompletableFuture<MetricReport> report = new CompletableFuture<>();
    private MetricHistory history = MetricHistory.EMPTY;
    private boolean trusted;

    /** Everything that was asked for. */
    public List<MetricRequest> requests() {
        return requests;
    }

    public boolean trusted() {
        return trusted;
    }

    /** What is known of every run from now on. */
    public void history(MetricHistory now) {
        history = now;
        listeners.forEach(Runnable::run);
    }

    /** Ends the measurement under way. */
    public void finish(Map<String, Double> results, String... notes) {
        CompletableFuture<MetricReport> done = report;
        report = new CompletableFuture<>();
        done.complete(new MetricReport(
                new LinkedHashMap<>(results),
                "features",
                10,
                10,
                Duration.ofSeconds(1),
                Optional.empty(),
                List.of(notes)));
        listeners.forEach(Runnable::run);
    }

    /** Ends the measurement under way with trouble. */
    public void fail(RuntimeException failure) {
        CompletableFuture<MetricReport> done = report;
        report = new CompletableFuture<>();
        done.completeExceptionally(failure);
    }

    @Override
    public Job compute(MetricRequest request) {
        requests.add(request);
        return new Job(700, report);
    }

    @Override
    public CompletableFuture<FeatureFile> inspect(Path file) {
        return CompletableFuture.completedFuture(new FeatureFile(file, "a feature network", "abc", trusted));
    }

    @Override
    public CompletableFuture<FeatureFile> trust(FeatureFile file) {
        trusted = true;
        return CompletableFuture.completedFuture(new FeatureFile(file.file(), file.kind(), file.sha256(), true));
    }

    @Override
    public CompletableFuture<MetricHistory> history(Path run) {
        return CompletableFuture.completedFuture(history);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public boolean busy(Path run) {
        return false;
    }
}
