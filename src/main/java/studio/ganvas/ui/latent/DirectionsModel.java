package studio.ganvas.ui.latent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.engine.latent.DirectionUse;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.ui.control.Later;

/** The directions of the model in view, which are kept, and how far the state goes along each. */
final class DirectionsModel {
    private final LatentModel model;
    private final ObservableList<Direction> directions = FXCollections.observableArrayList();

    DirectionsModel(LatentModel model) {
        this.model = model;
        model.factsProperty().subscribe(facts -> {
            directions.clear();
            facts.map(LatentFacts::model)
                    .ifPresent(id -> Later.take(
                            model.lab().directions().of(id), model.fx(), kept -> adopt(id, kept), model::say));
        });
    }

    private void adopt(String id, List<Direction> kept) {
        if (model.factsProperty()
                .get()
                .map(LatentFacts::model)
                .filter(id::equals)
                .isPresent()) {
            List<Direction> all = new ArrayList<>(kept);
            // those of a restored picture, which this model need not know yet
            used().forEach(use -> {
                if (all.stream()
                        .noneMatch(each -> each.id().equals(use.direction().id()))) {
                    all.add(use.direction());
                }
            });
            directions.setAll(all);
        }
    }

    private List<DirectionUse> used() {
        return model.stateProperty().get().map(LatentState::directions).orElse(List.of());
    }

    /** Computes directions of the model; {@link #add} keeps them. */
    LatentJob<List<Direction>> find(Direction.Method method, int count, int from, int to) {
        String id = model.factsProperty().get().orElseThrow().model();
        return model.lab().directions().find(new DirectionRequest(id, method, count, from, to));
    }

    /** Adds directions that are not there yet. */
    int add(List<Direction> found) {
        List<Direction> fresh = found.stream()
                .filter(each -> directions.stream()
                        .noneMatch(known -> known.id().equals(each.id())
                                || known.vector().equals(each.vector())
                                        && known.from() == each.from()
                                        && known.to() == each.to()))
                .toList();
        directions.addAll(fresh);
        keep();
        return fresh.size();
    }

    /** How far the state goes along a direction. */
    double strength(String id) {
        return used().stream()
                .filter(use -> use.direction().id().equals(id))
                .mapToDouble(DirectionUse::strength)
                .findFirst()
                .orElse(0);
    }

    void go(Direction direction, double strength) {
        model.change("direction " + direction.id(), state -> {
            List<DirectionUse> uses = new ArrayList<>(state.directions());
            uses.removeIf(use -> use.direction().id().equals(direction.id()));
            if (strength != 0) {
                uses.add(new DirectionUse(direction, strength));
            }
            return state.withDirections(uses);
        });
    }

    void rename(String id, String name) {
        if (!name.isBlank()) {
            change(id, direction -> direction.renamed(name.trim()));
        }
    }

    /** Lets a direction act on other rows of ws: {@code from} inclusive, {@code to} exclusive. */
    void rows(String id, int from, int to) {
        change(id, direction -> direction.onRows(from, to));
    }

    private void change(String id, UnaryOperator<Direction> how) {
        directions.replaceAll(each -> each.id().equals(id) ? how.apply(each) : each);
        keep();
        model.change(
                "",
                state -> state.withDirections(state.directions().stream()
                        .map(use -> use.direction().id().equals(id)
                                ? new DirectionUse(how.apply(use.direction()), use.strength())
                                : use)
                        .toList()));
    }

    void remove(Direction direction) {
        go(direction, 0);
        directions.removeIf(each -> each.id().equals(direction.id()));
        keep();
    }

    private void keep() {
        model.factsProperty()
                .get()
                .ifPresent(facts -> Later.take(
                        model.lab().directions().keep(facts.model(), List.copyOf(directions)),
                        model.fx(),
                        kept -> {},
                        model::say));
    }

    void save(Path file, Consumer<Path> saved) {
        Later.take(model.lab().directions().save(file, List.copyOf(directions)), model.fx(), saved, model::say);
    }

    void load(Path file) {
        Later.take(model.lab().directions().load(file), model.fx(), this::add, model::say);
    }

    ObservableList<Direction> directions() {
        return directions;
    }

    LatentModel model() {
        return model;
    }
}
