package studio.ganvas.ui.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.value.ObservableValue;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.StatBlock;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.TourNeeds;
import studio.ganvas.ui.shell.TourReadings;
import studio.ganvas.ui.shell.TourStage;

/** What guided tours show of a training: both players, one step at a time. */
final class TrainingTour implements TourStage {
    private final Studio studio;
    private final SetupModel setup;
    private final RunModel runs;
    private final RunActions actions;
    private final Runnable start;
    private final Map<String, Double> latest = new HashMap<>();
    private final LongProperty news = new SimpleLongProperty();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final Map<String, Reading> readings;
    private String system = "";
    private String watched = "";
    /** Whether the run is to be held as soon as it has begun. */
    private boolean toPause;

    /** @param start starts what is set up */
    TrainingTour(
            Studio studio, SetupModel setup, RunModel runs, RunActions actions, SamplesView samples, Runnable start) {
        this.studio = studio;
        this.setup = setup;
        this.runs = runs;
        this.actions = actions;
        this.start = start;
        TourReadings all = new TourReadings();
        entry(all, "run.step", run -> run.state().live() ? run.steps() : 0);
        entry(all, "run.live", run -> TourReadings.flag(run.state().live()));
        entry(all, "run.paused", run -> TourReadings.flag(run.state() == RunState.PAUSED));
        entry(all, "run.running", run -> TourReadings.flag(run.state() == RunState.RUNNING));
        statistic(all, "loss.d", "D_loss");
        statistic(all, "loss.g", "G_loss");
        statistic(all, "d.x", "D_x");
        statistic(all, "d.gz", "D_G_z1");
        statistic(all, "d.gz2", "D_G_z2");
        all.add("count.d", 0, () -> actions.stepsOfD().get(), actions.stepsOfD());
        all.add("count.g", 0, () -> actions.stepsOfG().get(), actions.stepsOfG());
        all.add("sample.step", 0, () -> samples.shownStep().get(), samples.shownStep());
        all.add("sample.back", 0, () -> samples.back().get(), samples.back());
        readings = all.all();
        runs.pulseProperty().subscribe(pulse -> pulse.ifPresent(this::take));
        runs.entryProperty().subscribe(this::changed);
        // Later: what is in the way may be followed by a start, which must not fall into the reading of the list.
        runs.all().addListener((InvalidationListener) list -> Platform.runLater(this::look));
    }

    private void entry(TourReadings all, String name, ToDoubleFunction<RunEntry> number) {
        all.add(
                name,
                0,
                () -> runs.entryProperty().get().stream()
                        .mapToDouble(number)
                        .findFirst()
                        .orElse(0),
                runs.entryProperty());
    }

    private void statistic(TourReadings all, String name, String series) {
        all.add(name, 3, () -> latest.getOrDefault(series, Double.NaN), news);
    }

    private void take(RunPulse pulse) {
        if (pulse.restarted()) {
            latest.clear();
        }
        StatBlock fresh = pulse.fresh();
        for (int series = 0; series < fresh.names().size(); series++) {
            double[] values = fresh.columns()[series];
            for (int i = values.length - 1; i >= 0; i--) {
                if (!Double.isNaN(values[i])) {
                    latest.put(fresh.names().get(series), values[i]);
                    break;
                }
            }
        }
        news.set(news.get() + 1);
    }

    private void changed(Optional<RunEntry> run) {
        String id = run.map(RunEntry::id).orElse("");
        if (!id.equals(watched)) {
            watched = id;
            latest.clear();
            news.set(news.get() + 1);
        }
        if (toPause
                && run.filter(now -> now.state() == RunState.RUNNING && now.steps() > 0)
                        .isPresent()) {
            toPause = false;
            actions.pauseOrGoOn();
        }
        Platform.runLater(this::look);
    }

    /** Another training in the way. */
    private void look() {
        Optional<RunEntry> other = system.isEmpty()
                ? Optional.empty()
                : live().filter(run -> !run.systemId().equals(system));
        obstacle.set(
                other.map(run -> Words.of("training.tour.other", run.name())).orElse(""));
    }

    private Optional<RunEntry> live() {
        return studio.runs().list().stream()
                .filter(run ->
                        run.state().live() && run.state() != RunState.WAITING && run.state() != RunState.ELSEWHERE)
                .findFirst();
    }

    private Optional<SystemInfo> system(TourNeeds needs) {
        return needs.systems().stream()
                .flatMap(
                        id -> studio.systems().stream().filter(info -> info.id().equals(id)))
                .findFirst();
    }

    private Optional<DatasetEntry> data(TourNeeds needs) {
        return studio.datasets().list().stream()
                .filter(entry -> entry.id().equals(needs.data()))
                .findFirst();
    }

    @Override
    public String material(TourNeeds needs) {
        return system(needs)
                .flatMap(info -> data(needs).map(entry -> info.title() + " · " + entry.name()))
                .orElse("");
    }

    @Override
    public boolean begin(TourNeeds needs) {
        Optional<SystemInfo> info = system(needs);
        if (info.isEmpty() || data(needs).isEmpty()) {
            return false;
        }
        system = info.get().id();
        setup.systemProperty().set(info.get());
        setup.presetProperty().set(info.get().presets().get(0));
        setup.use(needs.data());
        runs.refresh();
        live().filter(run -> run.systemId().equals(system)).ifPresent(runs::watch);
        look();
        return true;
    }

    @Override
    public Map<String, Reading> readings() {
        return readings;
    }

    @Override
    public void arrange(String what, double value) {
        Predicate<RunState> wanted =
                switch (what) {
                    case "run.live" -> RunState::live;
                    case "run.running" -> state -> state == RunState.RUNNING;
                    case "run.paused" -> state -> state == RunState.PAUSED;
                    default -> throw new IllegalArgumentException("Training can't arrange “" + what + "”.");
                };
        Optional<RunEntry> run =
                runs.entryProperty().get().filter(now -> now.state().live());
        toPause = false;
        if (!obstacle.get().isEmpty() || run.map(RunEntry::state).filter(wanted).isPresent()) {
            return;
        }
        if (run.isEmpty()) {
            toPause = what.equals("run.paused");
            start.run();
        } else if (run.get().state() == RunState.RUNNING || run.get().state() == RunState.PAUSED) {
            actions.pauseOrGoOn();
        } else {
            toPause = what.equals("run.paused");
        }
    }

    @Override
    public ObservableValue<String> obstacle() {
        return obstacle.getReadOnlyProperty();
    }
}
