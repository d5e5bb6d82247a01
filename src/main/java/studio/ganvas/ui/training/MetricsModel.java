package studio.ganvas.ui.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.FeatureFile;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.engine.metric.MetricReport;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.engine.metric.Metrics;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;

/** What is known of the quality of the run in view, and a measurement under way. {@link #refresh()} brings the news. */
public final class MetricsModel {
    private static final int PICTURES = 1000;
    private static final Set<MetricKind> OF_TRANSLATIONS =
            EnumSet.of(MetricKind.FID, MetricKind.KID, MetricKind.PR, MetricKind.LPIPS);

    private final Studio studio;
    private final Executor fx;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<MetricHistory> history = new ReadOnlyObjectWrapper<>(MetricHistory.EMPTY);
    private final ReadOnlyObjectWrapper<Optional<JobInfo>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<MetricKind>> offered = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<FeatureFile>> features = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> message = new ReadOnlyObjectWrapper<>("");
    private final IntegerProperty pictures = new SimpleIntegerProperty(PICTURES);
    private final Set<MetricKind> chosen = EnumSet.of(MetricKind.FID, MetricKind.KID, MetricKind.PR);
    private Optional<RunEntry> run = Optional.empty();
    private Optional<Metrics.Job> running = Optional.empty();

    /** @param fx runs tasks on the FX thread */
    public MetricsModel(Studio studio, Executor fx) {
        this.studio = studio;
        this.fx = fx;
        studio.metrics().onChange(() -> changed.set(true));
    }

    /** Another run came into view. */
    public void watch(RunEntry entry) {
        run = Optional.of(entry);
        history.set(MetricHistory.EMPTY);
        message.set("");
        boolean translates = studio.systems().stream()
                .filter(info -> info.id().equals(entry.systemId()))
                .map(SystemInfo::data)
                .anyMatch(kind -> kind == DataKind.PAIRS || kind == DataKind.DOMAINS);
        List<MetricKind> all = new ArrayList<>(List.of(MetricKind.values()));
        all.removeIf(kind -> translates && !OF_TRANSLATIONS.contains(kind));
        offered.set(List.copyOf(all));
        changed.set(false);
        read();
    }

    /** Takes in what has happened since the last call; never waits. */
    public void refresh() {
        if (changed.getAndSet(false)) {
            read();
        }
        running.ifPresent(now -> job.set(studio.jobs().list().stream()
                .filter(each -> each.id() == now.id())
                .findFirst()));
    }

    private void read() {
        run.ifPresent(now -> Later.take(
                studio.metrics().history(now.directory()),
                fx,
                found -> {
                    if (run.filter(still -> still.id().equals(now.id())).isPresent()) {
                        history.set(found);
                    }
                },
                failure -> message.set(words(failure))));
    }

    private static String words(Throwable failure) {
        return failure instanceof StudioException ? failure.getMessage() : String.valueOf(failure.getMessage());
    }

    public boolean chosen(MetricKind kind) {
        return chosen.contains(kind);
    }

    public void choose(MetricKind kind, boolean wanted) {
        if (wanted) {
            chosen.add(kind);
        } else {
            chosen.remove(kind);
        }
    }

    /** Measures the newest snapshot of the run in view. */
    public void compute() {
        List<MetricKind> kinds = offered.get().stream().filter(chosen::contains).toList();
        if (run.isEmpty() || running.isPresent()) {
            return;
        }
        if (kinds.isEmpty()) {
            message.set(Words.of("metrics.choose-one"));
            return;
        }
        if (features.get().filter(file -> !file.trusted()).isPresent()) {
            message.set(Words.of("metrics.not-agreed"));
            return;
        }
        message.set("");
        Metrics.Job started = studio.metrics()
                .compute(new MetricRequest(
                        new MetricRequest.OfRun(run.get().directory(), OptionalLong.empty()),
                        Optional.empty(),
                        kinds,
                        pictures.get(),
                        features.get().map(FeatureFile::file),
                        Optional.empty()));
        running = Optional.of(started);
        started.report().whenComplete((report, failure) -> fx.execute(() -> ended(started, report, failure)));
        refresh();
    }

    private void ended(Metrics.Job ended, MetricReport report, Throwable failure) {
        if (running.filter(now -> now == ended).isEmpty()) {
            return;
        }
        running = Optional.empty();
        job.set(Optional.empty());
        if (report != null) {
            message.set(String.join(" ", report.notes()));
        } else {
            message.set(ended.report().isCancelled() ? Words.of("metrics.cancelled") : words(Later.cause(failure)));
        }
        read();
    }

    public void cancel() {
        running.ifPresent(now -> studio.jobs().cancel(now.id()));
    }

    /** Looks at a TorchScript file; it is used once the user has agreed to load it. */
    public void useFeatures(Path file) {
        Later.take(
                studio.metrics().inspect(file),
                fx,
                found -> {
                    features.set(Optional.of(found));
                    message.set("");
                },
                failure -> message.set(words(failure)));
    }

    /** The user agrees to load the file that was looked at. */
    public void agree() {
        features.get()
                .ifPresent(file -> Later.take(
                        studio.metrics().trust(file),
                        fx,
                        trusted -> features.set(Optional.of(trusted)),
                        failure -> message.set(words(failure))));
    }

    /** Back to Ganvas' own features. */
    public void useOwnFeatures() {
        features.set(Optional.empty());
        message.set("");
    }

    /** Names of all results, in the order in which they first came. */
    public List<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        history.get().rows().forEach(row -> names.addAll(row.results().keySet()));
        names.removeIf(name -> name.contains("_std"));
        return List.copyOf(names);
    }

    /** What was measured of the run in view. */
    public ReadOnlyObjectProperty<MetricHistory> historyProperty() {
        return history.getReadOnlyProperty();
    }

    /** The measurement under way that was asked for here. */
    public ReadOnlyObjectProperty<Optional<JobInfo>> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /** What can be measured of the run in view. */
    public ReadOnlyObjectProperty<List<MetricKind>> offeredProperty() {
        return offered.getReadOnlyProperty();
    }

    /** The user's feature network; empty: Ganvas' own. */
    public ReadOnlyObjectProperty<Optional<FeatureFile>> featuresProperty() {
        return features.getReadOnlyProperty();
    }

    /** What to tell; empty when there is nothing. */
    public ReadOnlyObjectProperty<String> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** At most so many pictures of each set. */
    public IntegerProperty picturesProperty() {
        return pictures;
    }
}
