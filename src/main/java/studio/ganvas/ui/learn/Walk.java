package studio.ganvas.ui.learn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import studio.ganvas.ui.shell.TourStage;
import studio.ganvas.ui.shell.TourStage.Reading;

/** A tour on the way: the step in view, and which tasks the student has done. On the FX thread. */
final class Walk {
    private final Tour tour;
    private final TourStage stage;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
    private final Set<String> doneSteps = new HashSet<>();
    private final List<Subscription> watching = new ArrayList<>();

    /** A step as the card names it: its number beside it. */
    record Live(String name, Reading reading) {}

    /** @param first number of the step to begin with */
    Walk(Tour tour, TourStage stage, int first) {
        this.tour = tour;
        this.stage = stage;
        open.set(stage.begin(tour.needs()));
        go(Math.max(0, Math.min(tour.steps().size() - 1, first)));
    }

    private void go(int number) {
        watching.forEach(Subscription::unsubscribe);
        watching.clear();
        Step next = tour.steps().get(number);
        if (!open.get()) {
            // perhaps one has been trained or added meanwhile
            open.set(stage.begin(tour.needs()));
        }
        done.set(doneSteps.contains(next.id()));
        step.set(next);
        arrange();
        watching.add(stage.obstacle().subscribe((was, now) -> {
            if (now.isEmpty()) {
                arrange();
            }
        }));
        watch(next);
    }

    /** Brings about again what the step builds on. */
    void arrange() {
        if (open.get()) {
            step.get().set().forEach(stage::arrange);
        }
    }

    private void watch(Step now) {
        Reading reading = reading(now.task().number());
        Task.Watch watch = now.task().watch();
        watching.add(reading.value().subscribe(value -> {
            if (watch.done(reading.now()) && doneSteps.add(now.id())) {
                done.set(true);
            }
        }));
    }

    private Reading reading(String name) {
        return Optional.ofNullable(stage.readings().get(name))
                .orElseThrow(() -> new IllegalStateException(
                        "The tour " + tour.id() + " asks for “" + name + "”, which its pane does not tell"));
    }

    /** The live numbers of the step. */
    List<Live> numbers() {
        return step.get().numbers().stream()
                .map(name -> new Live(name, reading(name)))
                .toList();
    }

    int number() {
        return tour.steps().indexOf(step.get());
    }

    boolean last() {
        return number() == tour.steps().size() - 1;
    }

    void next() {
        if (!last()) {
            go(number() + 1);
        }
    }

    void back() {
        if (number() > 0) {
            go(number() - 1);
        }
    }

    /** Stops listening. */
    void end() {
        watching.forEach(Subscription::unsubscribe);
        watching.clear();
    }

    /** How many tasks the student has done. */
    int tried() {
        return doneSteps.size();
    }

    boolean doneAt(Step any) {
        return doneSteps.contains(any.id());
    }

    Tour tour() {
        return tour;
    }

    TourStage stage() {
        return stage;
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Whether there is something to show; else the tour says what to train, and can be read. */
    ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Whether the student has done what the step asks for. */
    ReadOnlyBooleanProperty doneProperty() {
        return done.getReadOnlyProperty();
    }
}
