package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.engine.latent.Keyframe;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.image.Pixels;

/** The film that is being made: keyframes, the way between them, and where the playhead stands. */
final class FilmModel {
    /** A stretch can't be dragged shorter than this. */
    static final double SHORTEST = 0.1;

    private static final double USUAL = 2;

    private final ObservableList<Shot> shots = FXCollections.observableArrayList();
    private final BooleanProperty loop = new SimpleBooleanProperty();
    private final ObjectProperty<Timeline.Path> path = new SimpleObjectProperty<>(Timeline.Path.W_LINEAR);
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final DoubleProperty position = new SimpleDoubleProperty();
    private final BooleanProperty playing = new SimpleBooleanProperty();

    /** The film as the engine wants it; empty without keyframes. */
    Optional<Timeline> timeline() {
        return shots.isEmpty()
                ? Optional.empty()
                : Optional.of(new Timeline(shots.stream().map(Shot::frame).toList(), loop.get(), path.get()));
    }

    /** Seconds from begin to end. */
    double seconds() {
        return timeline().map(Timeline::seconds).orElse(0.0);
    }

    /** When keyframe {@code index} is reached. */
    double begin(int index) {
        return shots.stream()
                .limit(index)
                .mapToDouble(shot -> shot.frame().seconds())
                .sum();
    }

    /**
     * Puts a state behind the selected keyframe and selects it.
     *
     * @return whether it could be: all keyframes are of one model
     */
    boolean add(LatentState state, Optional<Pixels> thumbnail) {
        boolean fits = shots.isEmpty() || shots.get(0).frame().state().model().equals(state.model());
        if (fits) {
            int place = selected.get() < 0 ? shots.size() : selected.get() + 1;
            shots.add(place, new Shot(new Keyframe(state, USUAL, Easing.SMOOTH), thumbnail));
            selected.set(place);
            position.set(begin(place));
        }
        return fits;
    }

    void remove(int index) {
        shots.remove(index);
        selected.set(Math.min(index, shots.size() - 1));
        position.set(Math.min(position.get(), seconds()));
        if (shots.size() < 2) {
            playing.set(false);
        }
    }

    /** Lets a keyframe and the one {@code by} places on change places. */
    void move(int index, int by) {
        int other = index + by;
        if (other >= 0 && other < shots.size()) {
            Shot moved = shots.remove(index);
            shots.add(other, moved);
            selected.set(other);
        }
    }

    /** Drags a keyframe to another time; those behind it keep their distance. */
    void drag(int index, double to) {
        if (index > 0) {
            Shot before = shots.get(index - 1);
            double seconds = Math.max(SHORTEST, Math.min(Keyframe.MOST_SECONDS, to - begin(index - 1)));
            shots.set(index - 1, before.lasting(Math.rint(seconds * 20) / 20));
        }
    }

    void change(int index, Shot shot) {
        shots.set(index, shot);
    }

    /** Opens a film that was kept; thumbnails follow. */
    void load(Timeline film) {
        playing.set(false);
        List<Shot> all = new ArrayList<>();
        film.keyframes().forEach(frame -> all.add(new Shot(frame, Optional.empty())));
        loop.set(film.loop());
        path.set(film.path());
        selected.set(-1);
        shots.setAll(all);
        position.set(0);
    }

    /** Moves the playhead by so many seconds of playing; stops at the end unless the film is a loop. */
    void advance(double by) {
        double end = seconds();
        double next = position.get() + by;
        if (next < end) {
            position.set(next);
        } else if (loop.get() && end > 0) {
            position.set(next % end);
        } else {
            position.set(end);
            playing.set(false);
        }
    }

    /** Plays from the playhead, or from the begin when it stands at the end; or holds. */
    void play() {
        boolean start = !playing.get() && seconds() > 0;
        if (start && position.get() >= seconds()) {
            position.set(0);
        }
        playing.set(start);
    }

    ObservableList<Shot> shots() {
        return shots;
    }

    BooleanProperty loopProperty() {
        return loop;
    }

    ObjectProperty<Timeline.Path> pathProperty() {
        return path;
    }

    /** −1: none. */
    IntegerProperty selectedProperty() {
        return selected;
    }

    /** Seconds from the begin. */
    DoubleProperty positionProperty() {
        return position;
    }

    BooleanProperty playingProperty() {
        return playing;
    }
}
