package studio.ganvas.ui.stylize;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.RoundTrip;
import studio.ganvas.engine.stylize.RoundTripRequest;
import studio.ganvas.ui.control.Later;

/** The photo's way there and back. Computes nothing while it is not shown. */
final class CycleModel {
    private final StylizeModel stylize;
    private final Insight insight;
    private final Executor fx;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<RoundTrip>> trip = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private List<Object> asked = List.of();
    private int stamp;

    CycleModel(StylizeModel stylize, Insight insight, Executor fx) {
        this.stylize = stylize;
        this.insight = insight;
        this.fx = fx;
        shown.addListener(o -> update());
        stylize.factsProperty().addListener(o -> update());
        stylize.directionProperty().addListener(o -> update());
        stylize.photoProperty().addListener(o -> update());
    }

    /** Whether the model goes both ways. */
    boolean possible() {
        return stylize.factsProperty()
                .get()
                .map(ModelFacts::directions)
                .filter(ways -> ways.size() > 1)
                .isPresent();
    }

    private void update() {
        boolean wanted =
                shown.get() && possible() && stylize.photoProperty().get().isPresent();
        List<Object> question = wanted
                ? List.of(
                        stylize.modelProperty().get().orElseThrow(),
                        stylize.directionProperty().get(),
                        System.identityHashCode(
                                stylize.photoProperty().get().orElseThrow().pixels()))
                : List.of();
        if (question.equals(asked)) {
            return;
        }
        asked = question;
        int mine = ++stamp;
        trouble.set("");
        if (!wanted) {
            trip.set(Optional.empty());
            return;
        }
        CompletableFuture<RoundTrip> going = insight.roundTrip(new RoundTripRequest(
                stylize.modelProperty().get().orElseThrow().id(),
                stylize.directionProperty().get(),
                stylize.photoProperty().get().orElseThrow().pixels()));
        Later.take(
                going,
                fx,
                known -> {
                    if (mine == stamp) {
                        trip.set(Optional.of(known));
                    }
                },
                failure -> {
                    if (mine == stamp && !(failure instanceof CancellationException)) {
                        trip.set(Optional.empty());
                        trouble.set(StylizeModel.words(failure));
                    }
                });
    }

    /** Whether anybody looks. */
    BooleanProperty shownProperty() {
        return shown;
    }

    /** Where the photo has been; empty until it is known. */
    ReadOnlyObjectProperty<Optional<RoundTrip>> tripProperty() {
        return trip.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty when nothing did. */
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
