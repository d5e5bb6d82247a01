package studio.ganvas.ui.stylize;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Models;
import studio.ganvas.ui.control.Later;

/** The list of models and the one that is chosen, with what is known of it once it is loaded. */
final class ModelChoice {
    private final Models models;
    private final Executor fx;
    private final String wanted;
    private final ObservableList<ModelEntry> list = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<ModelEntry>> model = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ModelFacts>> facts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private int stamp;

    /** @param wanted id of the model to begin with, where it is there */
    ModelChoice(Models models, Executor fx, String wanted) {
        this.models = models;
        this.fx = fx;
        this.wanted = wanted;
    }

    /** Reads the list of models again; keeps the chosen one where it is still there. */
    void refresh() {
        List<ModelEntry> now = models.list();
        if (!now.equals(list)) {
            String id = model.get().map(ModelEntry::id).orElse(wanted);
            list.setAll(now);
            model.set(now.stream()
                    .filter(entry -> entry.id().equals(id))
                    .findFirst()
                    .or(() -> now.stream().findFirst()));
        }
    }

    /**
     * Loads the chosen model, unless another is chosen meanwhile.
     *
     * @param loaded gets the facts, which it hands to {@link #adopt} when it is ready for them
     */
    void learn(Consumer<ModelFacts> loaded, Consumer<Throwable> failed) {
        int mine = ++stamp;
        facts.set(Optional.empty());
        model.get()
                .ifPresent(entry -> Later.take(
                        models.facts(entry.id()),
                        fx,
                        known -> {
                            if (mine == stamp) {
                                loaded.accept(known);
                            }
                        },
                        failure -> {
                            if (mine == stamp) {
                                failed.accept(failure);
                            }
                        }));
    }

    void adopt(ModelFacts known) {
        facts.set(Optional.of(known));
    }

    /** Adds a model file and chooses it. */
    void add(Path file, Runnable added, Consumer<Throwable> failed) {
        Later.take(
                models.add(file),
                fx,
                entry -> {
                    added.run();
                    refresh();
                    model.set(Optional.of(entry));
                },
                failed);
    }

    /** The entry of an id, or of a name: a picture that was made elsewhere knows another id. */
    Optional<ModelEntry> known(String id, String name) {
        return list.stream().filter(entry -> entry.id().equals(id)).findFirst().or(() -> list.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst());
    }

    ObservableList<ModelEntry> list() {
        return list;
    }

    ObjectProperty<Optional<ModelEntry>> modelProperty() {
        return model;
    }

    ReadOnlyObjectProperty<Optional<ModelFacts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }
}
