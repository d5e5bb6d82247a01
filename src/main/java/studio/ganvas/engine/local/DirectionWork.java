package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.latent.Components;
import studio.ganvas.latent.Mapper;

/** Computes directions of a model. */
final class DirectionWork extends LatentWork<List<Direction>> {
    /** As many as the projector looks at. */
    private static final int SAMPLES = 10_000;

    private static final long SEED = 123;

    private final DirectionRequest request;
    private final LatentModels models;
    private final LoadedStyles loaded;
    private Optional<Mapper.Statistics> statistics = Optional.empty();
    private List<Direction> found = List.of();

    DirectionWork(DirectionRequest request, LatentModels models, LoadedStyles loaded, JobBoard board, Runnable wake) {
        super("Looking for directions", board, wake);
        this.request = request;
        this.models = models;
        this.loaded = loaded;
    }

    private LoadedStyles.Style style() {
        return loaded.get(models.weights(request.model()));
    }

    @Override
    void begin() {
        StyleGenerator generator = style().generator();
        if (request.from() >= generator.numWs()) {
            throw new StudioException("This model has only " + generator.numWs() + " layers.");
        }
    }

    @Override
    double piece() {
        if (statistics.isEmpty()) {
            statistics = Optional.of(style().mapper().statistics(SAMPLES, SEED));
            return 0.5;
        }
        List<Components.Component> components = request.method() == Direction.Method.PCA
                ? Components.ofSamples(statistics.get(), request.count())
                : Components.ofStyles(style().generator(), layers(), statistics.get(), request.count());
        found = directions(components);
        return 1;
    }

    private List<StyleLayer> layers() {
        return style().generator().layers().stream()
                .filter(layer -> layer.row() >= request.from() && layer.row() < request.to())
                .filter(layer -> !layer.picture())
                .toList();
    }

    private List<Direction> directions(List<Components.Component> components) {
        String method = request.method().name().toLowerCase(Locale.ROOT);
        String title = request.method() == Direction.Method.PCA ? "PCA " : "SeFa ";
        int to = Math.min(request.to(), style().generator().numWs());
        List<Direction> all = new ArrayList<>();
        for (Components.Component component : components) {
            int number = all.size() + 1;
            all.add(new Direction(
                    method + "-" + request.from() + "-" + to + "-" + number,
                    title + number,
                    request.method(),
                    Code.of(component.vector()),
                    request.from(),
                    to,
                    component.share()));
        }
        return all;
    }

    @Override
    List<Direction> end() {
        return found;
    }

    @Override
    void tidy(boolean well) {
        statistics = Optional.empty();
    }

    @Override
    String words() {
        return found.isEmpty() ? "Looking at " + SAMPLES + " w" : found.size() + " directions";
    }
}
