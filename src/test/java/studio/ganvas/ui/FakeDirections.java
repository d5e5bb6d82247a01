package studio.ganvas.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.engine.latent.Directions;
import studio.ganvas.engine.latent.LatentJob;

/** Directions along the axes of W; files are kept in memory. */
public final class FakeDirections implements Directions {
    public final Map<Path, List<Direction>> files = new HashMap<>();
    private final Map<String, List<Direction>> kept = new HashMap<>();
    private final FakeLatentLab lab;

    FakeDirections(FakeLatentLab lab) {
        this.lab = lab;
    }

    @Override
    public CompletableFuture<List<Direction>> of(String model) {
        return CompletableFuture.completedFuture(kept.getOrDefault(model, List.of()));
    }

    @Override
    public LatentJob<List<Direction>> find(DirectionRequest request) {
        return lab.job(request, "Looking for directions", () -> IntStream.range(0, request.count())
                .mapToObj(i -> axis(request, i))
                .toList());
    }

    private static Direction axis(DirectionRequest request, int i) {
        float[] vector = new float[FakeLatentLab.W_DIM];
        vector[i % vector.length] = 1;
        String id = request.method().name().toLowerCase(java.util.Locale.ROOT) + (i + 1);
        return new Direction(id, id, request.method(), Code.of(vector), request.from(), request.to(), 0.5 / (i + 1));
    }

    @Override
    public CompletableFuture<List<Direction>> keep(String model, List<Direction> directions) {
        kept.put(model, List.copyOf(directions));
        return of(model);
    }

    @Override
    public CompletableFuture<Path> save(Path file, List<Direction> directions) {
        files.put(file, List.copyOf(directions));
        return CompletableFuture.completedFuture(file);
    }

    @Override
    public CompletableFuture<List<Direction>> load(Path file) {
        List<Direction> found = files.get(file);
        return found == null
                ? CompletableFuture.failedFuture(new StudioException("There are no directions in " + file + "."))
                : CompletableFuture.completedFuture(found);
    }
}
