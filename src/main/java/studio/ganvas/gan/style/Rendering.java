package studio.ganvas.gan.style;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import studio.ganvas.tensor.Tensor;

/**
 * How a picture is synthesised.
 *
 * @param fused whether every sample has convolution weights of its own; the numbers are the same. Empty: whichever is
 *     faster. Only StyleGAN2 has the choice
 * @param watch gets the name (see {@link StyleLayer#name()}) and the result [N, C, R, R] of every layer as it is
 *     computed; what it wants to keep it must take out of the open scope
 * @param memory may know the result of a layer already, which then is not computed again
 */
public record Rendering(
        StyleNoise noise,
        Optional<Boolean> fused,
        Optional<BiConsumer<String, Tensor>> watch,
        Optional<LayerMemory> memory) {
    public static final Rendering RANDOM_NOISE = of(NoiseMode.RANDOM);
    public static final Rendering CONST_NOISE = of(NoiseMode.CONST);

    public static Rendering of(NoiseMode noise) {
        return of(StyleNoise.of(noise));
    }

    public static Rendering of(StyleNoise noise) {
        return new Rendering(noise, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Rendering withFused(boolean each) {
        return new Rendering(noise, Optional.of(each), watch, memory);
    }

    public Rendering watchedBy(BiConsumer<String, Tensor> watcher) {
        return new Rendering(noise, fused, Optional.of(watcher), memory);
    }

    public Rendering remembering(LayerMemory known) {
        return new Rendering(noise, fused, watch, Optional.of(known));
    }

    /** Whether to fuse: asked or, unless asked, for a single picture outside training. */
    public boolean fuses(boolean training, long samples) {
        return fused.orElse(!training && samples == 1);
    }

    /** The result of a layer, remembered or computed; the watcher is told of it. */
    public Tensor layer(String name, Supplier<Tensor> compute) {
        return seen(name, memory.map(known -> known.recall(name, compute)).orElseGet(compute));
    }

    /** Tells the watcher of a layer's result and hands it back. */
    public Tensor seen(String layer, Tensor result) {
        watch.ifPresent(watcher -> watcher.accept(layer, result));
        return result;
    }
}
