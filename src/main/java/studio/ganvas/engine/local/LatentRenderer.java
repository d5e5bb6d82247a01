package studio.ganvas.engine.local;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.image.Floats;
import studio.ganvas.image.Pixels;
import studio.ganvas.latent.Synthesiser;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorException;

/** Pictures on demand: the newest request wins, and an older one ends after the block in hand. */
final class LatentRenderer {
    private static final String CHANNEL = "latent";
    /** Smaller previews than a sixteenth of the edge tell nothing. */
    private static final int SMALLEST_PART = 16;

    private final LatentModels models;
    private final LoadedStyles loaded;
    private final ComputeThread compute;
    private CompletableFuture<Rendered> newest = CompletableFuture.completedFuture(null);

    /** What is to be shown, and the state that says so. */
    record Job(LatentState state, LatentComposer.Composed composed) {}

    LatentRenderer(LatentModels models, LoadedStyles loaded, ComputeThread compute) {
        this.models = models;
        this.loaded = loaded;
        this.compute = compute;
    }

    /** @param what is asked on the compute thread, with the composer of the model */
    synchronized CompletableFuture<Rendered> render(
            String model, Function<LatentComposer, Job> what, Consumer<Rendered> previews) {
        CompletableFuture<Rendered> result = new CompletableFuture<>();
        newest.cancel(false);
        newest = result;
        compute.latest(CHANNEL, result, () -> make(model, what, previews, result))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        result.complete(done);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
        return result;
    }

    private Rendered make(
            String model,
            Function<LatentComposer, Job> what,
            Consumer<Rendered> previews,
            CompletableFuture<Rendered> wanted) {
        if (wanted.isDone()) {
            throw new CancellationException();
        }
        LoadedStyles.Style style = loaded.get(models.weights(model));
        long begin = System.nanoTime();
        Job job = what.apply(style.composer());
        int blocks = style.generator().blocks();
        int least = Math.max(8, style.generator().resolution() / SMALLEST_PART);
        int[] ran = {0};
        Synthesiser.Stage stage = (block, picture) -> {
            ran[0]++;
            picture.filter(small -> block < blocks - 1 && small.size(2) >= least)
                    .ifPresent(small -> previews.accept(
                            new Rendered(job.state(), pixels(small), true, ran[0], blocks, since(begin))));
            return !wanted.isDone();
        };
        return inWords(() -> {
            try (Scope scope = Scope.open()) {
                Synthesiser.Result made = style.synthesiser()
                        .render(job.composed().ws(), job.composed().noise(), stage);
                return new Rendered(job.state(), pixels(made.picture()), false, made.blocksRun(), blocks, since(begin));
            }
        });
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** One picture of a state, for long work. On the compute thread. */
    static Pixels picture(LoadedStyles.Style style, LatentComposer.Composed composed) {
        return inWords(() -> {
            try (Scope scope = Scope.open()) {
                return pixels(style.synthesiser()
                        .render(composed.ws(), composed.noise(), (block, picture) -> true)
                        .picture());
            }
        });
    }

    /** [1, C, S, S] as NVIDIA's generator script rounds it. */
    static Pixels pixels(Tensor picture) {
        return Floats.toPixels(
                picture.toFloats(), (int) picture.size(1), (int) picture.size(2), (int) picture.size(3), -1, 1);
    }

    static <R> R inWords(java.util.function.Supplier<R> body) {
        try {
            return body.get();
        } catch (TensorException e) {
            throw new StudioException(
                    e.outOfMemory()
                            ? "There is not enough memory for a picture of this model."
                            : "The network could not make this picture: " + e.getMessage(),
                    e);
        }
    }

    synchronized void stop() {
        newest.cancel(false);
    }
}
