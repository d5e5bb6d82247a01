package studio.ganvas.engine.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.ganvas.engine.metric.FeatureFile;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.engine.metric.MetricReport;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.engine.metric.Metrics;
import studio.ganvas.train.BestSnapshot;
import studio.ganvas.train.MetricLog;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;

/** Measurements on this machine, one after the other, in slices between whatever else is computed. */
final class LocalMetrics implements Metrics {
    private final LocalDatasets datasets;
    private final ComputeThread compute;
    private final DataThreads io;
    private final JobBoard board;
    private final FeatureNetworks networks;
    private final FeatureCache cache;
    private final Deque<Queued> queue = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private record Queued(MetricWork<?> work, Optional<Path> run) {}

    LocalMetrics(Places places, LocalDatasets datasets, ComputeThread compute, DataThreads io, JobBoard board) {
        this.datasets = datasets;
        this.compute = compute;
        this.io = io;
        this.board = board;
        networks = new FeatureNetworks(places.assets(), places.home());
        cache = new FeatureCache(places.home().resolve("features"));
    }

    @Override
    public Job compute(MetricRequest request) {
        MetricBody body = new MetricBody(request, datasets, networks, cache, io, compute::wake);
        AtomicReference<MetricWork<?>> self = new AtomicReference<>();
        MetricWork<MetricBody.Opened> work =
                new MetricWork<>(title(request), body, () -> isFirst(self.get()), board, compute::wake);
        self.set(work);
        synchronized (queue) {
            queue.add(new Queued(work, run(request)));
        }
        CompletableFuture<MetricReport> report = work.report();
        report.whenComplete((done, failure) -> {
            synchronized (queue) {
                queue.removeIf(queued -> queued.work() == work);
            }
            listeners.forEach(Runnable::run);
            compute.wake();
        });
        compute.drive(work);
        return new Job(work.jobId(), report);
    }

    private boolean isFirst(MetricWork<?> work) {
        synchronized (queue) {
            return !queue.isEmpty() && queue.peek().work() == work;
        }
    }

    private static Optional<Path> run(MetricRequest request) {
        return request.subject() instanceof MetricRequest.OfRun run
                ? Optional.of(absolute(run.directory()))
                : Optional.empty();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String title(MetricRequest request) {
        String of;
        if (request.subject() instanceof MetricRequest.OfRun run) {
            String name = run.directory().getFileName().toString();
            of = run.step().isPresent() ? name + ", step " + run.step().getAsLong() : name;
        } else if (request.subject() instanceof MetricRequest.OfNetwork network) {
            of = network.file().getFileName().toString();
        } else {
            of = ((MetricRequest.OfPictures) request.subject())
                    .place()
                    .getFileName()
                    .toString();
        }
        return "Measuring " + of;
    }

    @Override
    public CompletableFuture<FeatureFile> inspect(Path file) {
        return io.call(() -> networks.inspect(file));
    }

    @Override
    public CompletableFuture<FeatureFile> trust(FeatureFile file) {
        return io.call(() -> networks.trust(file));
    }

    @Override
    public CompletableFuture<MetricHistory> history(Path run) {
        return io.call(() -> read(new RunDirectory(run)));
    }

    private static MetricHistory read(RunDirectory run) {
        List<MetricLog.Line> lines = new MetricLog(run).read();
        Map<List<Object>, Map<String, Double>> rows = new LinkedHashMap<>();
        for (MetricLog.Line line : lines) {
            rows.computeIfAbsent(
                            List.of(line.step(), line.features(), line.real(), line.generated()),
                            any -> new LinkedHashMap<>())
                    .putAll(line.results());
        }
        List<MetricHistory.Row> all = new ArrayList<>();
        rows.forEach((key, results) -> all.add(new MetricHistory.Row(
                (Long) key.get(0), results, (String) key.get(1), (Integer) key.get(2), (Integer) key.get(3))));
        Optional<MetricHistory.Best> best = BestSnapshot.of(lines)
                .map(found -> new MetricHistory.Best(found.metric(), found.step(), found.value(), found.since()));
        Optional<Path> sheet = lines.stream()
                .map(MetricLog.Line::step)
                .distinct()
                .map(run::neighbours)
                .filter(Files::isRegularFile)
                .reduce((older, newer) -> newer);
        return new MetricHistory(all, best, sheet);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public boolean busy(Path run) {
        Optional<Path> wanted = Optional.of(absolute(run));
        synchronized (queue) {
            return queue.stream().anyMatch(queued -> queued.run().equals(wanted));
        }
    }

    /** A run has a new snapshot, or goes on from one: measures it when the run's options say so and it was not yet. */
    void snapshotTaken(RunDirectory run, RunPlan plan, long step) {
        int every = plan.schedule().integer(Schedule.METRIC_EVERY);
        long number = step / plan.schedule().integer(Schedule.SNAPSHOT_EVERY);
        boolean due = every > 0 && step > 0 && (number % every == 0 || step == plan.steps());
        // training that outruns measuring must not pile it up; the last snapshot is measured in any case
        if (due && (!busy(run.path()) || step == plan.steps())) {
            Set<String> measured = new MetricLog(run)
                    .read().stream()
                            .filter(line -> line.step() == step)
                            .map(MetricLog.Line::metric)
                            .collect(Collectors.toSet());
            List<MetricKind> kinds = Stream.of(
                            plan.schedule().choice(Schedule.METRICS).split(","))
                    .map(MetricKind::of)
                    .filter(kind -> !measured.contains(kind.id()))
                    .toList();
            if (kinds.isEmpty()) {
                return;
            }
            compute(new MetricRequest(
                    new MetricRequest.OfRun(run.path(), OptionalLong.of(step)),
                    Optional.empty(),
                    kinds,
                    plan.schedule().integer(Schedule.METRIC_PICTURES),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    /** Asks every measurement to end. */
    void stop() {
        List<MetricWork<?>> all;
        synchronized (queue) {
            all = queue.stream().<MetricWork<?>>map(Queued::work).toList();
        }
        all.forEach(MetricWork::cancel);
    }
}
