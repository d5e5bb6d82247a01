package studio.ganvas.ui.stylize;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.AttentionRequest;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StripRequest;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.ColourMap;
import studio.ganvas.image.Overlay;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;

/** Whose attention is shown, and what it is. Computes nothing while it is not shown. */
final class AttentionModel {
    /** Longer side of the coloured map: it is drawn enlarged, and values look smoother enlarged than colours. */
    private static final int DRAWN = 768;

    private final StylizeModel stylize;
    private final Insight insight;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<Attention>> attention = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Pixels>> heat = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private Optional<Question> asked = Optional.empty();
    private CompletableFuture<Attention> working = CompletableFuture.completedFuture(null);
    private int drawn;

    /** Who looks at what; the picture counts by identity, for comparing pixels would take long. */
    private record Question(String model, long step, String network, Pixels picture, SizeMode size) {
        boolean same(Question other) {
            return picture == other.picture
                    && model.equals(other.model)
                    && step == other.step
                    && network.equals(other.network)
                    && size == other.size;
        }
    }

    AttentionModel(StylizeModel stylize, Insight insight, Executor fx) {
        this.stylize = stylize;
        this.insight = insight;
        this.fx = fx;
        stylize.attentionProperty().addListener((property, was, now) -> {
            update();
            if (was.colours() != now.colours()) {
                draw();
            }
        });
        stylize.factsProperty().addListener(o -> update());
        stylize.photoProperty().addListener(o -> update());
        stylize.resultProperty().addListener(o -> update());
        stylize.directionProperty().addListener(o -> update());
        stylize.sizeProperty().addListener(o -> update());
        attention.addListener(o -> draw());
    }

    private AttentionSettings settings() {
        return stylize.attentionProperty().get();
    }

    /** Changes how attention is shown. */
    void change(UnaryOperator<AttentionSettings> change) {
        stylize.attentionProperty().set(change.apply(settings()));
    }

    void show(boolean shown) {
        change(now -> new AttentionSettings(
                shown, now.network(), now.onResult(), now.everywhere(), now.opacity(), now.colours()));
    }

    /** Lets this network look; the generator that translates is followed to the other direction. */
    void choose(Looker looker) {
        String network = translating().filter(looker::equals).isPresent() ? "" : looker.network();
        change(now -> new AttentionSettings(
                now.shown(), network, now.onResult(), now.everywhere(), now.opacity(), now.colours()));
    }

    void lookAt(boolean result) {
        change(now -> new AttentionSettings(
                now.shown(), now.network(), result, now.everywhere(), now.opacity(), now.colours()));
    }

    void everywhere(boolean everywhere) {
        change(now -> new AttentionSettings(
                now.shown(), now.network(), now.onResult(), everywhere, now.opacity(), now.colours()));
    }

    void opacity(double opacity) {
        change(now -> new AttentionSettings(
                now.shown(), now.network(), now.onResult(), now.everywhere(), opacity, now.colours()));
    }

    void colours(ColourMap colours) {
        change(now -> new AttentionSettings(
                now.shown(), now.network(), now.onResult(), now.everywhere(), now.opacity(), colours));
    }

    /** Those that can be asked; none of most models. */
    List<Looker> lookers() {
        return stylize.factsProperty().get().map(ModelFacts::lookers).orElse(List.of());
    }

    private Optional<Looker> translating() {
        return lookers().stream()
                .filter(each -> each.kind() == Looker.Kind.GENERATOR
                        && each.side().equals(stylize.directionProperty().get()))
                .findFirst();
    }

    /** Whose attention it is; empty for a model without. */
    Optional<Looker> looker() {
        return lookers().stream()
                .filter(each -> each.network().equals(settings().network()))
                .findFirst()
                .or(this::translating);
    }

    private void update() {
        Optional<Looker> looker = looker().filter(any -> settings().shown());
        Optional<Stylized> result = stylize.resultProperty().get();
        Optional<Pixels> picture = settings().onResult()
                ? result.map(Stylized::picture)
                : stylize.photoProperty().get().map(Photo::pixels);
        if (looker.isEmpty() || picture.isEmpty()) {
            settle(Optional.empty(), Optional.empty());
            return;
        }
        if (!settings().onResult() && looker.equals(translating())) {
            // it came along with the translation
            settle(Optional.empty(), result.flatMap(Stylized::attention));
            return;
        }
        ask(looker.get(), picture.get());
    }

    private void settle(Optional<Question> question, Optional<Attention> known) {
        working.cancel(false);
        asked = question;
        trouble.set("");
        attention.set(known);
    }

    private void ask(Looker looker, Pixels picture) {
        var model = stylize.modelProperty().get().orElseThrow();
        Question question = new Question(
                model.id(),
                model.step(),
                looker.network(),
                picture,
                stylize.sizeProperty().get());
        if (asked.filter(question::same).isPresent()) {
            return;
        }
        asked = Optional.of(question);
        trouble.set("");
        CompletableFuture<Attention> mine =
                insight.attention(new AttentionRequest(question.model(), question.network(), picture, question.size()));
        working = mine;
        Later.take(
                mine,
                fx,
                seen -> {
                    if (asked.filter(now -> now == question).isPresent()) {
                        attention.set(Optional.of(seen));
                    }
                },
                failure -> {
                    if (asked.filter(now -> now == question).isPresent()) {
                        attention.set(Optional.empty());
                        trouble.set(StylizeModel.words(failure));
                    }
                });
    }

    /** Colours the map beside the window's thread. */
    private void draw() {
        int mine = ++drawn;
        Optional<Attention> now = attention.get();
        if (now.isEmpty()) {
            heat.set(Optional.empty());
            return;
        }
        ColourMap colours = settings().colours();
        Later.take(
                CompletableFuture.supplyAsync(() -> coloured(now.get(), colours)),
                fx,
                pixels -> {
                    if (mine == drawn) {
                        heat.set(Optional.of(pixels));
                    }
                },
                failure -> trouble.set(StylizeModel.words(failure)));
    }

    private static Pixels coloured(Attention attention, ColourMap colours) {
        int width = attention.map().width();
        int height = attention.map().height();
        int factor = Math.max(1, DRAWN / Math.max(width, height));
        return attention
                .map()
                .normalized()
                .resized(width * factor, height * factor)
                .toPixels(colours);
    }

    /** The picture that is looked at with the map over it, in full size, off this thread; none without a map. */
    Optional<CompletableFuture<Pixels>> overlaid() {
        Optional<Pixels> below = settings().onResult()
                ? stylize.resultProperty().get().map(Stylized::picture)
                : stylize.photoProperty().get().map(Photo::pixels);
        AttentionSettings now = settings();
        return attention
                .get()
                .flatMap(seen -> below.map(picture -> CompletableFuture.supplyAsync(
                        () -> Overlay.heat(picture, seen.map(), now.colours(), now.opacity()))));
    }

    /** The paper's strip of the photo; none without a photo. */
    Optional<CompletableFuture<Pixels>> strip() {
        return stylize.photoProperty()
                .get()
                .map(photo -> insight.strip(new StripRequest(
                        stylize.settings().modelId(),
                        stylize.settings().direction(),
                        photo.pixels(),
                        stylize.settings().rho())));
    }

    /** Where it looked; empty while it is not shown, not known yet, or there is none. */
    ReadOnlyObjectProperty<Optional<Attention>> attentionProperty() {
        return attention.getReadOnlyProperty();
    }

    /** The map in colour. */
    ReadOnlyObjectProperty<Optional<Pixels>> heatProperty() {
        return heat.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty when nothing did. */
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** Hands what comes of a future to {@code done}, and what went wrong to the pane. */
    void take(CompletableFuture<Pixels> future, Consumer<Pixels> done) {
        Later.take(future, fx, done, failure -> trouble.set(StylizeModel.words(failure)));
    }
}
