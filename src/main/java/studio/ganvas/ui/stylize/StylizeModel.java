package studio.ganvas.ui.stylize;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.Opened;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.Stylist;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.Blend;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;

/** What the stylize pane shows and what can be done in it, without a node. Used on one thread, that of {@code fx}. */
final class StylizeModel {
    private static final int LONGEST_HISTORY = 24;
    private static final long HISTORY_PIXELS = 64_000_000;

    private final Models models;
    private final Stylist stylist;
    private final Executor fx;

    private final ObservableList<ModelEntry> list = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<ModelEntry>> model = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ModelFacts>> facts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<String> direction = new SimpleObjectProperty<>("AtoB");
    private final ObjectProperty<SizeMode> size = new SimpleObjectProperty<>(SizeMode.WHOLE);
    private final DoubleProperty strength = new SimpleDoubleProperty(1);
    private final ReadOnlyObjectWrapper<Optional<Photo>> photo = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Stylized>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Pixels>> mixed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ObservableList<Moment> history = FXCollections.observableArrayList();

    private CompletableFuture<Stylized> working = CompletableFuture.completedFuture(null);
    private final String wantedModel;
    private Optional<Moment> shown = Optional.empty();
    private boolean restoring;
    private int factsStamp;
    private int mixStamp;
    private boolean mixing;

    /** @param wantedModel id of the model to begin with, where it is there */
    StylizeModel(Models models, Stylist stylist, Executor fx, String wantedModel) {
        this.models = models;
        this.stylist = stylist;
        this.fx = fx;
        this.wantedModel = wantedModel;
        model.addListener((property, was, now) -> {
            boolean newSnapshot = was.map(ModelEntry::id).equals(now.map(ModelEntry::id));
            if (newSnapshot) {
                shown = Optional.empty();
            }
            learn();
        });
        direction.addListener(o -> stylize());
        size.addListener(o -> stylize());
        strength.addListener(o -> mix());
        models.onChange(() -> fx.execute(this::refresh));
        refresh();
    }

    /** Reads the list of models again; keeps the chosen one where it is still there. */
    void refresh() {
        List<ModelEntry> now = models.list();
        if (!now.equals(list)) {
            String id = model.get().map(ModelEntry::id).orElse(wantedModel);
            list.setAll(now);
            model.set(now.stream()
                    .filter(entry -> entry.id().equals(id))
                    .findFirst()
                    .or(() -> now.stream().findFirst()));
        }
    }

    /** Loads the chosen model; its directions come with it. */
    private void learn() {
        int mine = ++factsStamp;
        facts.set(Optional.empty());
        if (model.get().isEmpty()) {
            return;
        }
        trouble.set("");
        progress.set(-1);
        Later.take(
                models.facts(model.get().get().id()),
                fx,
                known -> {
                    if (mine == factsStamp) {
                        progress.set(1);
                        adopt(known);
                    }
                },
                failure -> {
                    if (mine == factsStamp) {
                        fail(failure);
                    }
                });
    }

    private void adopt(ModelFacts known) {
        restoring = true;
        if (!known.directions().contains(direction.get())) {
            direction.set(known.directions().get(0));
        }
        if (known.fixedSize() && size.get() == SizeMode.WHOLE) {
            size.set(SizeMode.RESIZE);
        }
        restoring = false;
        facts.set(Optional.of(known));
        stylize();
    }

    /** Translates the photo as things are set now, unless that is what is shown. */
    private void stylize() {
        if (restoring || facts.get().isEmpty() || photo.get().isEmpty()) {
            return;
        }
        Photo now = photo.get().get();
        StylizeSettings settings = settings();
        if (shown.filter(moment -> moment.isOf(now, settings)).isPresent()) {
            return;
        }
        trouble.set("");
        progress.set(-1);
        StylizeRequest request =
                new StylizeRequest(settings.modelId(), settings.direction(), now.pixels(), settings.size());
        CompletableFuture<Stylized> mine = stylist.stylize(
                request,
                done -> fx.execute(() -> {
                    if (progress.get() < 1) {
                        progress.set(done < 1 ? done : -1);
                    }
                }));
        working = mine;
        Later.take(
                mine,
                fx,
                stylized -> {
                    if (working == mine) {
                        progress.set(1);
                        show(new Moment(now, settings, stylized));
                    }
                },
                failure -> {
                    if (working == mine) {
                        fail(failure);
                    }
                });
    }

    private void show(Moment moment) {
        shown = Optional.of(moment);
        result.set(Optional.of(moment.result()));
        history.removeIf(old -> old.isOf(moment.photo(), moment.settings()));
        history.add(0, moment);
        while (history.size() > LONGEST_HISTORY || history.size() > 1 && historyPixels() > HISTORY_PIXELS) {
            history.remove(history.size() - 1);
        }
        mix();
    }

    private long historyPixels() {
        return history.stream()
                .mapToLong(moment -> moment.result().picture().argb().length)
                .sum();
    }

    private void fail(Throwable failure) {
        progress.set(1);
        Throwable cause = Later.cause(failure);
        if (cause instanceof CancellationException) {
            return;
        }
        shown = Optional.empty();
        result.set(Optional.empty());
        mixed.set(Optional.empty());
        trouble.set(words(cause));
    }

    static String words(Throwable cause) {
        return Later.cause(cause) instanceof StudioException known
                ? known.getMessage()
                : Words.of("stylize.trouble.unexpected");
    }

    /** Mixes photo and result beside the window's thread; the network need not run again. */
    private void mix() {
        mixStamp++;
        if (mixing || result.get().isEmpty() || photo.get().isEmpty()) {
            return;
        }
        mixing = true;
        int mine = mixStamp;
        Pixels from = photo.get().get().pixels();
        Pixels to = result.get().get().picture();
        double weight = strength.get();
        if (from.width() != to.width() || from.height() != to.height()) {
            mixing = false;
            return;
        }
        Later.take(
                CompletableFuture.supplyAsync(() -> Blend.mix(from, to, weight)),
                fx,
                pixels -> {
                    mixing = false;
                    if (result.get().filter(now -> now.picture() == to).isPresent()) {
                        mixed.set(Optional.of(pixels));
                    }
                    if (mine != mixStamp) {
                        mix();
                    }
                },
                failure -> {
                    mixing = false;
                    fail(failure);
                });
    }

    /** Opens a photo, or a picture that was made here with all its settings. */
    void open(Path file) {
        trouble.set("");
        Later.take(
                stylist.open(file),
                fx,
                opened -> {
                    if (opened instanceof Opened.Plain plain) {
                        use(plain.photo());
                    } else if (opened instanceof Opened.Restored restored) {
                        restore(restored.photo(), restored.settings());
                    } else if (opened instanceof Opened.PhotoMissing missing) {
                        miss(missing);
                    }
                },
                this::failToOpen);
    }

    private void failToOpen(Throwable failure) {
        trouble.set(words(failure));
    }

    private void miss(Opened.PhotoMissing missing) {
        apply(missing.settings());
        hint.set(
                missing.settings().photoName().isEmpty()
                        ? Words.of("stylize.restored.pasted")
                        : Words.of(
                                "stylize.restored.missing", missing.settings().photoName()));
        stylize();
    }

    /** Takes a photo from wherever. */
    void use(Photo fresh) {
        hint.set("");
        put(fresh);
        stylize();
    }

    private void put(Photo fresh) {
        working.cancel(false);
        progress.set(1);
        shown = Optional.empty();
        result.set(Optional.empty());
        mixed.set(Optional.empty());
        photo.set(Optional.of(fresh));
    }

    private void restore(Photo old, StylizeSettings settings) {
        put(old);
        hint.set("");
        apply(settings);
        stylize();
    }

    private void apply(StylizeSettings settings) {
        restoring = true;
        direction.set(settings.direction());
        size.set(settings.size());
        strength.set(settings.strength());
        restoring = false;
        Optional<ModelEntry> known = list.stream()
                .filter(entry -> entry.id().equals(settings.modelId()))
                .findFirst();
        if (known.isPresent()) {
            model.set(known);
        } else {
            trouble.set(Words.of("stylize.restored.model", settings.modelName()));
        }
    }

    /** Shows a moment of the history as it was; nothing is computed again. */
    void goBack(Moment moment) {
        put(moment.photo());
        shown = Optional.of(moment);
        apply(moment.settings());
        result.set(Optional.of(moment.result()));
        mix();
    }

    /** Adds a model file and chooses it. */
    void addModel(Path file) {
        trouble.set("");
        progress.set(-1);
        Later.take(
                models.add(file),
                fx,
                entry -> {
                    progress.set(1);
                    refresh();
                    model.set(Optional.of(entry));
                },
                failure -> {
                    progress.set(1);
                    trouble.set(words(failure));
                });
    }

    /** Saves what is shown. */
    void save(Path file, Consumer<Path> saved) {
        mixed.get()
                .ifPresent(pixels -> Later.take(
                        stylist.save(file, pixels, settings()), fx, saved, failure -> trouble.set(words(failure))));
    }

    /** Stops what is being computed; what is shown stays. */
    void cancel() {
        if (working.cancel(false)) {
            progress.set(1);
        }
    }

    /** Lets the other direction be gone, where there is one. */
    void swap() {
        facts.get()
                .map(ModelFacts::directions)
                .filter(ways -> ways.size() > 1)
                .ifPresent(ways -> direction.set(ways.get((ways.indexOf(direction.get()) + 1) % ways.size())));
    }

    FolderRequest folderRequest(Path folder, Path out) {
        return new FolderRequest(
                folder, out, model.get().orElseThrow().id(), direction.get(), size.get(), strength.get());
    }

    private StylizeSettings settings() {
        ModelEntry chosen = model.get().orElseThrow();
        return new StylizeSettings(
                chosen.id(),
                chosen.name(),
                direction.get(),
                size.get(),
                strength.get(),
                photo.get().map(Photo::name).orElse(""),
                photo.get().map(Photo::print).orElse(""));
    }

    ObservableList<ModelEntry> models() {
        return list;
    }

    ObjectProperty<Optional<ModelEntry>> modelProperty() {
        return model;
    }

    /** Known once the chosen model is loaded. */
    ReadOnlyObjectProperty<Optional<ModelFacts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    ObjectProperty<String> directionProperty() {
        return direction;
    }

    ObjectProperty<SizeMode> sizeProperty() {
        return size;
    }

    DoubleProperty strengthProperty() {
        return strength;
    }

    ReadOnlyObjectProperty<Optional<Photo>> photoProperty() {
        return photo.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Stylized>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** The result at the chosen strength. */
    ReadOnlyObjectProperty<Optional<Pixels>> mixedProperty() {
        return mixed.getReadOnlyProperty();
    }

    /** From 0 to 1; negative while nobody knows how far, 1 at rest. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty when nothing did. */
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** What to do next, in words; often empty. */
    ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }

    /** Newest first. */
    ObservableList<Moment> history() {
        return history;
    }
}
