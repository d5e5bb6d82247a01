package studio.ganvas.ui.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.ui.control.CurveSeries;

/** The run in view, the runs that are laid over it, and the list of all runs. {@link #refresh()} brings the news. */
public final class RunModel implements AutoCloseable {
    private static final int LOG_LINES = 5000;

    private final Runs runs;
    private final AtomicBoolean listChanged = new AtomicBoolean(true);
    private final ObservableList<RunEntry> all = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<RunEntry>> entry = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunPulse>> pulse = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper curvesVersion = new ReadOnlyLongWrapper();
    private final ObservableList<SampleFrame> samples = FXCollections.observableArrayList();
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final ObservableList<String> queue = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper queueHeld = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper chosenVersion = new ReadOnlyLongWrapper();
    private final DoubleProperty smoothing = new SimpleDoubleProperty(0.9);
    private final Map<String, RunWatch> overlays = new LinkedHashMap<>();
    private Optional<RunWatch> watch = Optional.empty();

    /** @param runs where they come from */
    public RunModel(Runs runs) {
        this.runs = runs;
        runs.onChange(() -> listChanged.set(true));
        smoothing.subscribe(beta -> {
            watches().forEach(each -> each.curves().smooth(beta.doubleValue()));
            curvesVersion.set(curvesVersion.get() + 1);
        });
    }

    /** Looks at this run from now on. */
    public void watch(RunEntry run) {
        if (watch.filter(now -> now.id().equals(run.id())).isPresent()) {
            return;
        }
        watch.ifPresent(RunWatch::close);
        Optional.ofNullable(overlays.remove(run.id())).ifPresent(RunWatch::close);
        samples.clear();
        log.clear();
        pulse.set(Optional.empty());
        watch = Optional.of(new RunWatch(runs, run.id(), smoothing.get()));
        entry.set(Optional.of(run));
        choiceChanged();
        refresh();
    }

    /** Lays the curves of another run over those in view, or takes them away. */
    public void overlay(String id, boolean shown) {
        if (shown
                && !overlays.containsKey(id)
                && watch.filter(now -> now.id().equals(id)).isEmpty()) {
            RunWatch added = new RunWatch(runs, id, smoothing.get());
            added.drain();
            overlays.put(id, added);
        } else if (!shown) {
            Optional.ofNullable(overlays.remove(id)).ifPresent(RunWatch::close);
        }
        choiceChanged();
    }

    public boolean overlaid(String id) {
        return overlays.containsKey(id);
    }

    /** Takes in all that happened since the last call; never waits. */
    public void refresh() {
        if (listChanged.getAndSet(false)) {
            readList();
        }
        boolean news = false;
        for (RunWatch overlay : overlays.values()) {
            RunPulse now = overlay.drain();
            news |= now.restarted() || now.fresh().size() > 0;
        }
        if (watch.isPresent()) {
            RunPulse now = watch.get().drain();
            news |= now.restarted() || now.fresh().size() > 0;
            take(now);
        }
        if (news) {
            curvesVersion.set(curvesVersion.get() + 1);
        }
    }

    private void take(RunPulse now) {
        if (now.restarted()) {
            samples.clear();
        }
        if (!now.samples().isEmpty()) {
            samples.addAll(now.samples());
        }
        if (!now.log().isEmpty()) {
            log.addAll(now.log());
            if (log.size() > LOG_LINES) {
                log.remove(0, log.size() - LOG_LINES);
            }
        }
        if (!entry.get().equals(Optional.of(now.run()))) {
            entry.set(Optional.of(now.run()));
            replace(now.run());
        }
        pulse.set(Optional.of(now));
    }

    private void readList() {
        List<RunEntry> now = runs.list();
        List<String> waiting = runs.queue().waiting();
        if (!waiting.equals(queue)) {
            queue.setAll(waiting);
        }
        queueHeld.set(runs.queue().held());
        if (!now.equals(all)) {
            all.setAll(now);
        }
        leaveDeleted(now);
        new ArrayList<>(overlays.keySet())
                .stream()
                        .filter(id -> now.stream().noneMatch(run -> run.id().equals(id)))
                        .forEach(id -> overlay(id, false));
    }

    /** The run in view has been deleted: the newest that is left comes into view. */
    private void leaveDeleted(List<RunEntry> now) {
        boolean gone = watch.filter(
                        seen -> now.stream().noneMatch(run -> run.id().equals(seen.id())))
                .isPresent();
        if (gone) {
            watch.ifPresent(RunWatch::close);
            watch = Optional.empty();
            samples.clear();
            log.clear();
            pulse.set(Optional.empty());
            entry.set(Optional.empty());
            choiceChanged();
            now.stream().findFirst().ifPresent(this::watch);
        }
    }

    private void replace(RunEntry run) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(run.id())) {
                all.set(i, run);
            }
        }
    }

    /** All curves: those of the run in view first. */
    public List<CurveSeries> curves() {
        return watches().stream()
                .flatMap(each -> each.curves().series().stream())
                .toList();
    }

    /** The run in view and those laid over it, as of the last look. */
    public List<RunEntry> chosen() {
        return watches().stream().flatMap(each -> each.entry().stream()).toList();
    }

    /** Sample sheets of a chosen run, oldest first; empty for another. */
    public List<SampleFrame> samplesOf(String id) {
        return watches().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(RunWatch::samples)
                .orElse(List.of());
    }

    /** Counts changes of {@link #chosen()}: runs that come and go. */
    public ReadOnlyLongProperty chosenVersionProperty() {
        return chosenVersion.getReadOnlyProperty();
    }

    /** Ids of the waiting runs in their order. */
    public ObservableList<String> queue() {
        return queue;
    }

    /** Whether waiting runs wait for a person. */
    public ReadOnlyBooleanProperty queueHeldProperty() {
        return queueHeld.getReadOnlyProperty();
    }

    private void choiceChanged() {
        chosenVersion.set(chosenVersion.get() + 1);
        curvesVersion.set(curvesVersion.get() + 1);
    }

    private List<RunWatch> watches() {
        List<RunWatch> every = new ArrayList<>();
        watch.ifPresent(every::add);
        every.addAll(overlays.values());
        return every;
    }

    /** All runs, newest first. */
    public ObservableList<RunEntry> all() {
        return all;
    }

    /** The run in view; empty before there is one. */
    public ReadOnlyObjectProperty<Optional<RunEntry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /** The latest news of the run in view. */
    public ReadOnlyObjectProperty<Optional<RunPulse>> pulseProperty() {
        return pulse.getReadOnlyProperty();
    }

    /** Counts changes of {@link #curves()}. */
    public ReadOnlyLongProperty curvesVersionProperty() {
        return curvesVersion.getReadOnlyProperty();
    }

    /** Sample sheets of the run in view, oldest first. */
    public ObservableList<SampleFrame> samples() {
        return samples;
    }

    /** The last lines of the log of the run in view. */
    public ObservableList<String> log() {
        return log;
    }

    /** β of the moving average in [0, 1). */
    public DoubleProperty smoothingProperty() {
        return smoothing;
    }

    @Override
    public void close() {
        watches().forEach(RunWatch::close);
        watch = Optional.empty();
        overlays.clear();
    }
}
