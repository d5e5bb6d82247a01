package studio.ganvas.ui.latent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;

/** Which model and which picture of it, and every way to change them. Used on one thread, that of {@code fx}. */
final class LatentModel {
    private final LatentLab lab;
    private final Executor fx;
    private final LongSupplier clock;
    private final Pictures pictures;
    private final Undo undo = new Undo();
    private final ObservableList<ModelEntry> models = FXCollections.observableArrayList();
    private final ObservableList<Remembered> history = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<ModelEntry>> model = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LatentFacts>> facts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LatentState>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final String firstModel;
    private boolean touched;
    private int stamp;

    /**
     * @param clock milliseconds
     * @param firstModel id of the model to begin with, where it is there
     */
    LatentModel(LatentLab lab, Executor fx, LongSupplier clock, String firstModel) {
        this.lab = lab;
        this.fx = fx;
        this.clock = clock;
        this.firstModel = firstModel;
        pictures = new Pictures(fx, this::fail);
        lab.onModelsChange(() -> fx.execute(this::refresh));
        lab.memory().onChange(() -> fx.execute(this::remembered));
    }

    /** Reads the list of models again; keeps the chosen one where it is still there, with its newest weights. */
    void refresh() {
        List<ModelEntry> now = lab.models();
        if (now.equals(models)) {
            return;
        }
        String id = model.get().map(ModelEntry::id).orElse(firstModel);
        models.setAll(now);
        Optional<ModelEntry> kept =
                now.stream().filter(entry -> entry.id().equals(id)).findFirst();
        Optional<ModelEntry> next = kept.or(() -> now.stream().findFirst());
        if (!next.equals(model.get())) {
            next.ifPresentOrElse(
                    entry -> load(entry, state.get().filter(it -> it.model().equals(entry.id()))), this::leave);
        }
    }

    private void leave() {
        stamp++;
        pictures.clear();
        model.set(Optional.empty());
        facts.set(Optional.empty());
        state.set(Optional.empty());
        loading.set(false);
    }

    /** Explores another model. */
    void choose(ModelEntry entry) {
        if (!model.get().equals(Optional.of(entry))) {
            load(entry, Optional.empty());
        }
    }

    private void load(ModelEntry entry, Optional<LatentState> wanted) {
        int mine = ++stamp;
        boolean other = !model.get().map(ModelEntry::id).equals(Optional.of(entry.id()));
        Optional<LatentState> before = state.get();
        if (other) {
            pictures.clear();
            facts.set(Optional.empty());
            state.set(Optional.empty());
        }
        model.set(Optional.of(entry));
        trouble.set("");
        loading.set(true);
        Later.take(
                lab.facts(entry.id()),
                fx,
                known -> {
                    if (mine == stamp) {
                        loading.set(false);
                        facts.set(Optional.of(known));
                        remembered();
                        // what was said while it loaded, say of a picture of another model, stays to be read
                        String said = trouble.get();
                        set(wanted.orElseGet(() -> first(entry.id(), before)));
                        trouble.set(said);
                    }
                },
                failure -> {
                    if (mine == stamp) {
                        loading.set(false);
                        fail(failure);
                    }
                });
    }

    /** The same seed and ψ in the other model; at the start what was seen last. */
    private LatentState first(String id, Optional<LatentState> before) {
        if (before.isPresent()) {
            LatentSource source =
                    before.get().source() instanceof LatentSource.Lattice lattice ? lattice : LatentSource.seed(0);
            return LatentState.of(id, source)
                    .with(Truncation.of(before.get().truncation().psi()));
        }
        return newest(id).orElseGet(() -> LatentState.of(id, 0));
    }

    private Optional<LatentState> newest(String id) {
        return lab.memory().list().stream()
                .map(Remembered::state)
                .filter(seen -> seen.model().equals(id))
                .findFirst();
    }

    private void remembered() {
        String id = model.get().map(ModelEntry::id).orElse("");
        List<Remembered> now = lab.memory().list().stream()
                .filter(each -> each.state().model().equals(id))
                .toList();
        boolean late =
                !touched && history.isEmpty() && !now.isEmpty() && state.get().isPresent();
        if (!history.equals(now)) {
            history.setAll(now);
        }
        if (late) {
            newest(id).ifPresent(this::set);
        }
    }

    /** Changes the state; nothing happens when nothing changes. */
    void change(String control, UnaryOperator<LatentState> how) {
        state.get().ifPresent(now -> {
            try {
                move(now, how.apply(now), control);
            } catch (IllegalArgumentException e) {
                trouble.set(e.getMessage());
            }
        });
    }

    private void move(LatentState now, LatentState next, String control) {
        touched = true;
        if (!next.equals(now)) {
            undo.changed(now, control, clock.getAsLong());
            set(next);
        }
    }

    /** Goes to a state that was kept, whatever its model. */
    void go(LatentState next) {
        state.get().ifPresent(now -> undo.changed(now, "", clock.getAsLong()));
        touched = true;
        put(next);
    }

    private void put(LatentState next) {
        if (facts.get().filter(known -> known.model().equals(next.model())).isPresent()) {
            set(next);
            return;
        }
        models.stream()
                .filter(entry -> entry.id().equals(next.model()))
                .findFirst()
                .ifPresentOrElse(
                        entry -> load(entry, Optional.of(next)),
                        () -> trouble.set(Words.of("latent.restored.model", next.model())));
    }

    private void set(LatentState next) {
        trouble.set("");
        state.set(Optional.of(next));
        pictures.want(previews -> lab.render(next, previews));
    }

    /** Shows the state again, after something else was in view. */
    void showState() {
        state.get().ifPresent(now -> pictures.want(previews -> lab.render(now, previews)));
    }

    /** Shows a moment of a film; the state stays as it is. */
    void scrub(Timeline timeline, double seconds) {
        pictures.want(previews -> lab.scrub(timeline, seconds, previews));
    }

    void undo() {
        state.get().flatMap(undo::undo).ifPresent(this::put);
    }

    void redo() {
        state.get().flatMap(undo::redo).ifPresent(this::put);
    }

    /** The picture has been looked at for a while: it is worth remembering. */
    void rested() {
        whole().filter(picture -> Optional.of(picture.state()).equals(state.get()))
                .filter(picture -> history.isEmpty() || !history.get(0).state().equals(picture.state()))
                .ifPresent(picture -> lab.memory().remember(picture.state(), picture.picture()));
    }

    /** Marks or unmarks what is in view. */
    void favourite() {
        whole().ifPresent(picture -> {
            Remembered known = lab.memory().remember(picture.state(), picture.picture());
            lab.memory().favourite(known.id(), !known.favourite());
        });
    }

    void favourite(Remembered moment, boolean favourite) {
        lab.memory().favourite(moment.id(), favourite);
    }

    void forget(Remembered moment) {
        lab.memory().forget(moment.id());
    }

    /** The picture in view, once it is no preview any more. */
    Optional<Rendered> whole() {
        return pictures.shownProperty().get().filter(picture -> !picture.preview());
    }

    /** Adds a model file and explores it. */
    void addModel(Path file) {
        trouble.set("");
        loading.set(true);
        Later.take(
                lab.addModel(file),
                fx,
                entry -> {
                    loading.set(false);
                    if (!models.equals(lab.models())) {
                        models.setAll(lab.models());
                    }
                    choose(entry);
                },
                failure -> {
                    loading.set(false);
                    trouble.set(words(failure));
                });
    }

    /** Writes the picture in view with its state. */
    void save(Path file, Consumer<Path> saved) {
        whole().ifPresent(picture ->
                Later.take(lab.files().save(file, picture.picture(), picture.state()), fx, saved, this::say));
    }

    /** Writes the w of the state. */
    void saveW(Path file, Consumer<Path> saved) {
        state.get().ifPresent(now -> Later.take(lab.files().saveW(file, now), fx, saved, this::say));
    }

    void cancel() {
        pictures.cancel();
    }

    private void fail(Throwable failure) {
        trouble.set(words(failure));
    }

    /** Puts a failure into the place where all of this pane stand. */
    void say(Throwable failure) {
        trouble.set(words(failure));
    }

    void say(String words) {
        trouble.set(words);
    }

    static String words(Throwable failure) {
        Throwable cause = Later.cause(failure);
        return cause instanceof StudioException
                        || cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : Words.of("latent.trouble.unexpected");
    }

    ObservableList<ModelEntry> models() {
        return models;
    }

    /** What was seen of the model, newest first. */
    ObservableList<Remembered> history() {
        return history;
    }

    ReadOnlyObjectProperty<Optional<ModelEntry>> modelProperty() {
        return model.getReadOnlyProperty();
    }

    /** Known once the chosen model is loaded. */
    ReadOnlyObjectProperty<Optional<LatentFacts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /** Whether the layers of the model have styles and noise; true until one is known. */
    ObservableValue<Boolean> styled() {
        return facts.map(known -> known.map(LatentFacts::styled).orElse(true));
    }

    /** There once the facts are. */
    ReadOnlyObjectProperty<Optional<LatentState>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Rendered>> shownProperty() {
        return pictures.shownProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return pictures.busyProperty();
    }

    ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty when nothing did. */
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    Undo undoing() {
        return undo;
    }

    LatentLab lab() {
        return lab;
    }

    Executor fx() {
        return fx;
    }
}
