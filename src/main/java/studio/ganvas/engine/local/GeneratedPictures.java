package studio.ganvas.engine.local;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import studio.ganvas.gan.NoiseGenerator;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleNoise;
import studio.ganvas.gan.style.StylePictures;
import studio.ganvas.metric.PathLength;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

/**
 * Pictures of a generator from fresh latents, always the same ones; their classes, where it has any, are drawn as often as
 * the real pictures have them. StyleGANs get fresh noise and no truncation, as the published numbers do.
 */
final class GeneratedPictures implements PictureSource {
    private static final Rng LATENTS = new Rng(0);

    private final NoiseGenerator generator;
    private final int size;
    private final long[] realClasses;

    /** @param realClasses class numbers of the real pictures; empty: all classes alike */
    GeneratedPictures(NoiseGenerator generator, int size, long... realClasses) {
        this.generator = generator;
        this.size = size;
        this.realClasses = realClasses.clone();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public CompletableFuture<?> prepare(int from, int to) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Taken take(int from, int to) {
        Draws draws = LATENTS.at(from, "metric");
        int n = to - from;
        Tensor z = draws.normal(n, generator.zDim());
        Optional<Tensor> labels = generator.classes() == 0 ? Optional.empty() : Optional.of(labels(n, draws));
        try (Draws.Use noise = draws.use()) {
            Tensor x = styles().map(g -> withFreshNoise(g, z, labels)).orElseGet(() -> generator.generate(z, labels));
            return new Taken(eightBit(x), IntStream.range(from, to).toArray());
        }
    }

    private Tensor labels(int n, Draws draws) {
        long[] chosen = new long[n];
        for (int i = 0; i < n; i++) {
            chosen[i] = realClasses.length == 0
                    ? (long) (draws.uniform() * generator.classes())
                    : realClasses[(int) (draws.uniform() * realClasses.length)];
        }
        return Tensor.of(chosen, n);
    }

    private Optional<StyleGenerator> styles() {
        return generator instanceof StylePictures pictures
                        && pictures.generator().styled()
                ? Optional.of(pictures.generator())
                : Optional.empty();
    }

    private static Tensor withFreshNoise(StyleGenerator g, Tensor z, Optional<Tensor> labels) {
        Optional<Tensor> c = labels.map(each -> Ops.oneHot(each, g.classes()));
        return g.synthesise(g.rows(g.w(z, c)), Rendering.RANDOM_NOISE);
    }

    /** The values that a picture file holds, trunc(127.5·x + 128), back in [−1, 1]. */
    static Tensor eightBit(Tensor x) {
        return x.mul(127.5).add(128).clamp(0, 255).floor().mul(1 / 127.5).sub(1);
    }

    /** The generator as path length sees it: through its mapping where it has one, else from z. */
    PathLength.Source paths() {
        return styles().<PathLength.Source>map(StylePaths::new).orElseGet(ZPaths::new);
    }

    /** Where paths are straight: in W where there is a mapping. */
    PathLength.Space space() {
        return styles().isPresent() ? PathLength.Space.W : PathLength.Space.Z;
    }

    private static final class StylePaths implements PathLength.Source {
        private final StyleGenerator g;
        private StyleNoise noise = StyleNoise.STORED;

        StylePaths(StyleGenerator g) {
            this.g = g;
        }

        @Override
        public int zDim() {
            return g.zDim();
        }

        @Override
        public Tensor map(Tensor z) {
            long n = z.size(0);
            return g.w(
                    z,
                    g.classes() == 0
                            ? Optional.empty()
                            : Optional.of(Ops.oneHot(Tensor.of(new long[(int) n], n), g.classes())));
        }

        @Override
        public Tensor picture(Tensor w) {
            return g.synthesise(g.rows(w), Rendering.of(noise));
        }

        @Override
        public void fixNoise(Draws draws) {
            noise = StyleNoise.seeded((long) (draws.uniform() * Long.MAX_VALUE));
        }
    }

    private final class ZPaths implements PathLength.Source {
        @Override
        public int zDim() {
            return generator.zDim();
        }

        /** {@link PathLength#slerp} gives directions; latents are about √zDim long. */
        @Override
        public Tensor map(Tensor z) {
            return z.div(z.square().sum(true, 1).sqrt()).mul(Math.sqrt(generator.zDim()));
        }

        @Override
        public Tensor picture(Tensor w) {
            Optional<Tensor> labels = generator.classes() == 0
                    ? Optional.empty()
                    : Optional.of(Tensor.of(new long[(int) w.size(0)], w.size(0)));
            return generator.generate(w, labels);
        }

        @Override
        public void fixNoise(Draws draws) {
            // these generators have none
        }
    }
}
