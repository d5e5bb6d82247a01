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
import javafx.collections.ObservableList;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.Opened;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.RhoSetting;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.Stylist;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;

/** What the stylize pane shows and what can be done in it, without a node. Used on one thread, that of {@code fx}. */
final class StylizeModel {
    private final Stylist stylist;
    private final Executor fx;

    private final ModelChoice choice;
    private final ObjectProperty<String> direction = new SimpleObjectProperty<>("AtoB");
    private final ObjectProperty<SizeMode> size = new SimpleObjectProperty<>(SizeMode.WHOLE);
    private final DoubleProperty strength = new SimpleDoubleProperty(1);
    private final ReadOnlyObjectWrapper<Optional<Photo>> photo = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Stylized>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<List<RhoSetting>> rho = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<AttentionSettings> attention = new SimpleObjectProperty<>(AttentionSettings.HIDDEN);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final Moments history = new Moments();
    private final Mixer mixer;

    private CompletableFuture<Stylized> working = CompletableFuture.completedFuture(null);
    private Optional<Moment> shown = Optional.empty();
    private boolean restoring;
    private boolean rhoWaits;

    /** @param wantedModel id of the model to begin with, where it is there */
    StylizeModel(Models models, Stylist stylist, Executor fx, String wantedModel) {
        this.stylist = stylist;
        this.fx = fx;
        this.choice = new ModelChoice(models, fx, wantedModel);
        this.mixer = new Mixer(fx, this::fail);
        choice.modelProperty().addListener((property, was, now) -> {
            boolean newSnapshot = was.map(ModelEntry::id).equals(now.map(ModelEntry::id));
            if (newSnapshot) {
                shown = Optional.empty();
            } else if (!restoring) {
                quietly(() -> rho.set(List.of()));
            }
            learn();
        });
        rho.addListener(o -> tryRho());
        direction.addListener(o -> stylize());
        size.addListener(o -> stylize());
        strength.addListener(o -> mix());
        models.onChange(() -> fx.execute(this::refresh));
        refresh();
    }

    /** Reads the list of models again; keeps the chosen one where it is still there. */
    void refresh() {
        choice.refresh();
    }

    /** Loads the chosen model; its directions come with it. */
    private void learn() {
        boolean any = choice.modelProperty().get().isPresent();
        if (any) {
            trouble.set("");
            progress.set(-1);
        }
        choice.learn(
                known -> {
                    progress.set(1);
                    adopt(known);
                },
                this::fail);
    }

    private void adopt(ModelFacts known) {
        quietly(() -> {
            if (!known.directions().contains(direction.get())) {
                direction.set(known.directions().get(0));
            }
            if (known.fixedSize() && size.get() == SizeMode.WHOLE) {
                size.set(SizeMode.RESIZE);
            }
        });
        choice.adopt(known);
        stylize();
    }

    /** Changes several settings before anything is translated with them. */
    private void quietly(Runnable changes) {
        boolean before = restoring;
        restoring = true;
        changes.run();
        restoring = before;
    }

    /**
     * While a slider moves, the translation under way is let finish and shown before the next one begins; else nothing would
     * be seen until it rests.
     */
    private void tryRho() {
        if (working.isDone()) {
            stylize();
        } else {
            rhoWaits = true;
        }
    }

    /** Translates the photo as things are set now, unless that is what is shown. */
    private void stylize() {
        if (restoring || factsProperty().get().isEmpty() || photo.get().isEmpty()) {
            return;
        }
        Photo now = photo.get().get();
        StylizeSettings settings = settings();
        if (shown.filter(moment -> moment.isOf(now, settings)).isPresent()) {
            return;
        }
        trouble.set("");
        progress.set(-1);
        rhoWaits = false;
        StylizeRequest request = new StylizeRequest(
                settings.modelId(), settings.direction(), now.pixels(), settings.size(), settings.rho());
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
                        tryWaitingRho();
                    }
                },
                failure -> {
                    if (working == mine) {
                        fail(failure);
                        tryWaitingRho();
                    }
                });
    }

    private void tryWaitingRho() {
        if (rhoWaits) {
            rhoWaits = false;
            stylize();
        }
    }

    private void show(Moment moment) {
        shown = Optional.of(moment);
        result.set(Optional.of(moment.result()));
        history.add(moment);
        mix();
    }

    private void fail(Throwable failure) {
        progress.set(1);
        Throwable cause = Later.cause(failure);
        if (cause instanceof CancellationException) {
            return;
        }
        shown = Optional.empty();
        result.set(Optional.empty());
        mixer.clear();
        trouble.set(words(cause));
    }

    static String words(Throwable cause) {
        return Later.cause(cause) instanceof StudioException known
                ? known.getMessage()
                : Words.of("stylize.trouble.unexpected");
    }

    private void mix() {
        if (result.get().isPresent() && photo.get().isPresent()) {
            mixer.mix(photo.get().get().pixels(), result.get().get().picture(), strength.get());
        }
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
        attention.set(missing.settings().attention());
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
        hint.set(
                fresh.notes().isEmpty()
                        ? ""
                        : Words.of("stylize.photo.notes", fresh.name(), String.join("; ", fresh.notes())));
        put(fresh);
        stylize();
    }

    private void put(Photo fresh) {
        working.cancel(false);
        progress.set(1);
        shown = Optional.empty();
        result.set(Optional.empty());
        mixer.clear();
        photo.set(Optional.of(fresh));
    }

    /** Takes a photo together with all that is to be done with it. */
    void restore(Photo old, StylizeSettings settings) {
        put(old);
        hint.set("");
        attention.set(settings.attention());
        apply(settings);
        stylize();
    }

    private void apply(StylizeSettings settings) {
        Optional<ModelEntry> known = choice.known(settings.modelId(), settings.modelName());
        quietly(() -> {
            direction.set(settings.direction());
            size.set(settings.size());
            strength.set(settings.strength());
            rho.set(known.isPresent() ? settings.rho() : List.of());
            known.ifPresent(entry -> modelProperty().set(known));
        });
        if (known.isEmpty()) {
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
        choice.add(file, () -> progress.set(1), failure -> {
            progress.set(1);
            trouble.set(words(failure));
        });
    }

    /** Saves what is shown. */
    void save(Path file, Consumer<Path> saved) {
        mixedProperty().get().ifPresent(pixels -> save(file, pixels, saved));
    }

    /** Saves a picture that was made of what is shown, with the same settings. */
    void save(Path file, Pixels picture, Consumer<Path> saved) {
        Later.take(stylist.save(file, picture, settings()), fx, saved, failure -> trouble.set(words(failure)));
    }

    /** Stops what is being computed; what is shown stays. */
    void cancel() {
        if (working.cancel(false)) {
            progress.set(1);
        }
    }

    /** Lets the other direction be gone, where there is one. */
    void swap() {
        factsProperty()
                .get()
                .map(ModelFacts::directions)
                .filter(ways -> ways.size() > 1)
                .ifPresent(ways -> direction.set(ways.get((ways.indexOf(direction.get()) + 1) % ways.size())));
    }

    FolderRequest folderRequest(Path folder, Path out) {
        return new FolderRequest(
                folder,
                out,
                modelProperty().get().orElseThrow().id(),
                direction.get(),
                size.get(),
                strength.get(),
                rho.get(),
                false);
    }

    /** As things are set now; there must be a model. */
    StylizeSettings settings() {
        ModelEntry chosen = modelProperty().get().orElseThrow();
        return new StylizeSettings(
                chosen.id(),
                chosen.name(),
                direction.get(),
                size.get(),
                strength.get(),
                photo.get().map(Photo::name).orElse(""),
                photo.get().map(Photo::print).orElse(""),
                rho.get(),
                attention.get());
    }

    ObservableList<ModelEntry> models() {
        return choice.list();
    }

    ObjectProperty<Optional<ModelEntry>> modelProperty() {
        return choice.modelProperty();
    }

    /** Known once the chosen model is loaded. */
    ReadOnlyObjectProperty<Optional<ModelFacts>> factsProperty() {
        return choice.factsProperty();
    }

    ObjectProperty<String> directionProperty() {
        return direction;
    }

    ObjectProperty<SizeMode> sizeProperty() {
        return size;
    }

    /** What is tried instead of the learnt ρ. */
    ObjectProperty<List<RhoSetting>> rhoProperty() {
        return rho;
    }

    /** What of the networks' attention is shown. */
    ObjectProperty<AttentionSettings> attentionProperty() {
        return attention;
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
        return mixer.mixedProperty();
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
        return history.list();
    }
}
