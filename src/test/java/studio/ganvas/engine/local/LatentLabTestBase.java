package studio.ganvas.engine.local;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionUse;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.golden.Golden;

/** A lab with the tiny network of a fixture. */
abstract class LatentLabTestBase {
    @TempDir
    Path temp;

    LocalStudio studio;
    LatentLab lab;
    String model;

    @BeforeEach
    void open() throws Exception {
        start();
        Path file = Golden.open("stylegan2/main").file("network-snapshot.pkl");
        model = get(lab.addModel(file)).id();
    }

    final void start() {
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        lab = studio.latent();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(120, TimeUnit.SECONDS);
    }

    final Rendered render(LatentState state) throws Exception {
        return get(lab.render(state, preview -> {}));
    }

    final int[] pixels(LatentState state) throws Exception {
        return render(state).picture().argb();
    }

    final LatentState everything() {
        Direction way = new Direction("d", "older", Direction.Method.SEFA, Code.of(new float[wDim()]), 1, 3, 0.25);
        return LatentState.of(model, new LatentSource.Lattice(85, 0.25, -1.5))
                .with(new Truncation(0.7, OptionalInt.of(4), List.of(1.5, -1.0, 0.3)))
                .with(new Mixing(
                        List.of(LatentSource.seed(4), new LatentSource.Given("photo", Code.of(new float[wDim()]))),
                        List.of(0, 1, 2)))
                .withClasses(List.of(0.5, 1.5))
                .withDirections(List.of(new DirectionUse(way, -2.5)))
                .with(new NoiseChoice(NoiseChoice.Mode.RANDOM, 9, List.of(0.5)));
    }

    final int wDim() {
        return lab.facts(model).join().wDim();
    }
}
