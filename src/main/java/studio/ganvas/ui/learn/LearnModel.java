package studio.ganvas.ui.learn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.ganvas.ui.shell.Settings;
import studio.ganvas.ui.shell.TourStage;

/** The tours, which of them have been taken, and the one on the way. On the FX thread. */
final class LearnModel {
    private static final String DONE = "learn.done.";
    private static final String TRIED = "learn.tried.";
    private static final String AT = "learn.at.";

    private final List<Tour> tours;
    private final Map<String, TourStage> stages;
    private final Settings settings;
    private final Runnable finished;
    private final ReadOnlyObjectWrapper<Optional<Walk>> walk = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

    /**
     * @param stages by the ids of their panes
     * @param finished told when a tour has been taken to its end
     */
    LearnModel(List<Tour> tours, Map<String, TourStage> stages, Settings settings, Runnable finished) {
        this.tours =
                tours.stream().filter(tour -> stages.containsKey(tour.pane())).toList();
        this.stages = Map.copyOf(stages);
        this.settings = settings;
        this.finished = finished;
    }

    /** Those that lead through panes that are there. */
    List<Tour> tours() {
        return tours;
    }

    boolean done(Tour tour) {
        return settings.flag(DONE + tour.id(), false);
    }

    /** How many of its tasks were done, in the take that did most. */
    int tried(Tour tour) {
        return (int) settings.number(TRIED + tour.id(), 0);
    }

    /** The step that a tour was left at, counted from 0; 0 also when it was finished. */
    int leftAt(Tour tour) {
        int at = (int) settings.number(AT + tour.id(), 0);
        return at > 0 && at < tour.steps().size() ? at : 0;
    }

    /** The name of what the tour would show; empty when there is nothing yet. */
    String material(Tour tour) {
        return stages.get(tour.pane()).material(tour.needs());
    }

    /** Begins a tour, or goes on where it was left. */
    void begin(Tour tour) {
        end();
        walk.set(Optional.of(new Walk(tour, stages.get(tour.pane()), leftAt(tour))));
    }

    void next() {
        walk.get().ifPresent(now -> {
            if (now.last()) {
                finish(now);
            } else {
                now.next();
                remember(now);
            }
        });
    }

    void back() {
        walk.get().ifPresent(now -> {
            now.back();
            remember(now);
        });
    }

    private void remember(Walk now) {
        settings.put(AT + now.tour().id(), now.number());
    }

    private void finish(Walk now) {
        Tour tour = now.tour();
        settings.put(TRIED + tour.id(), Math.max(tried(tour), now.tried()));
        settings.put(DONE + tour.id(), true);
        settings.remove(AT + tour.id());
        end();
        finished.run();
    }

    /** Leaves the tour; it can be gone on with later. */
    void end() {
        walk.get().ifPresent(Walk::end);
        walk.set(Optional.empty());
        version.set(version.get() + 1);
    }

    /** The tour on the way. */
    ReadOnlyObjectProperty<Optional<Walk>> walkProperty() {
        return walk.getReadOnlyProperty();
    }

    /** Counts changes of what is remembered of tours. */
    ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }
}
