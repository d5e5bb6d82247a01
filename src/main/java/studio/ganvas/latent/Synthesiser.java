package studio.ganvas.latent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * Makes pictures one after the other and remembers what each layer gave for what: when a picture differs from an earlier
 * one only from layer k on, only the layers from there on run. Remembered and computed pictures are equal, bit for bit. On
 * the compute thread, inside an open scope; weights must not change meanwhile.
 */
public final class Synthesiser implements AutoCloseable {
    private static final String PICTURE = "picture";

    private final StyleGenerator generator;
    private final FeatureCache cache;
    /** What was looked at and is too large to be remembered; until the next picture. */
    private TensorStore looked = new TensorStore();

    /** Told after each block that ran. */
    @FunctionalInterface
    public interface Stage {
        /**
         * @param block number of the block
         * @param picture [1, C, R, R], where the network makes one at this resolution
         * @return whether to go on
         */
        boolean reached(int block, Optional<Tensor> picture);
    }

    /**
     * @param picture [1, C, S, S]; good until the next picture
     * @param blocksRun how many blocks had to run, wholly or in part
     */
    public record Result(Tensor picture, int blocksRun) {}

    /** @param budget bytes of features to remember */
    public Synthesiser(StyleGenerator generator, long budget) {
        this.generator = generator;
        cache = new FeatureCache(budget);
    }

    /** Bytes that are remembered now. */
    public long remembered() {
        return cache.bytes();
    }

    /**
     * One picture.
     *
     * @param ws [numWs·wDim], row after row
     * @throws CancellationException if {@code stage} says no
     */
    public Result render(float[] ws, NoiseSpec noise, Stage stage) {
        Map<String, String> keys = keys(ws, noise);
        Start start = start(generator.blocks() - 1, keys);
        Features made = run(ws, rendering(noise, keys), keys, start, generator.blocks() - 1, stage);
        return new Result(made.picture().orElseThrow(), generator.blocks() - start.block());
    }

    /**
     * What one layer gives, [1, C, R, R]; good until the next picture.
     *
     * @param ws as in {@link #render}
     */
    public Tensor layer(float[] ws, NoiseSpec noise, StyleLayer layer) {
        Map<String, String> keys = keys(ws, noise);
        Optional<Tensor> known = cache.get(keys.get(layer.name()));
        if (known.isPresent()) {
            return known.get();
        }
        List<Tensor> seen = new ArrayList<>();
        Rendering watched = rendering(noise, keys).watchedBy((name, result) -> {
            if (name.equals(layer.name())) {
                boolean kept = cache.get(keys.get(name)).isPresent();
                seen.add(kept ? result : looked.own(result));
            }
        });
        run(ws, watched, keys, start(layer.block() - 1, keys), layer.block(), (block, picture) -> true);
        return seen.get(0);
    }

    /** @param block the first to run, on {@code features} of the one before */
    private record Start(int block, Optional<Features> features) {}

    /** After the last block up to {@code most} that is remembered. */
    private Start start(int most, Map<String, String> keys) {
        cache.tidy();
        looked.close();
        looked = new TensorStore();
        for (int block = most; block >= 0; block--) {
            Optional<Features> features = remembered(block, keys);
            if (features.isPresent()) {
                return new Start(block + 1, features);
            }
        }
        return new Start(0, Optional.empty());
    }

    private Rendering rendering(NoiseSpec noise, Map<String, String> keys) {
        return Rendering.of(noise.maps()).remembering((layer, compute) -> cache.get(keys.get(layer))
                .orElseGet(() -> cache.put(keys.get(layer), compute.get())));
    }

    private Features run(
            float[] ws, Rendering rendering, Map<String, String> keys, Start start, int last, Stage stage) {
        Tensor rows = Tensor.of(ws, 1, generator.numWs(), generator.wDim());
        Optional<Features> features = start.features();
        for (int block = start.block(); block <= last; block++) {
            Features made = block(block, features, rows, rendering, keys);
            features = Optional.of(made);
            if (!stage.reached(block, made.picture())) {
                throw new CancellationException();
            }
        }
        return features.orElseThrow();
    }

    /** One block; all that it needed only for itself is freed. */
    private Features block(
            int block, Optional<Features> before, Tensor rows, Rendering rendering, Map<String, String> keys) {
        try (Scope scope = Scope.open()) {
            Features made = generator.block(block, before, rows, rendering);
            made.picture().ifPresent(picture -> cache.put(keys.get(PICTURE + block), picture));
            scope.keep(made.x());
            made.picture().ifPresent(scope::keep);
            return made;
        }
    }

    /** What a block handed on for these keys; a block is only good whole. */
    private Optional<Features> remembered(int block, Map<String, String> keys) {
        List<StyleLayer> layers = layersOf(block);
        boolean makesPicture =
                block == generator.blocks() - 1 || layers.stream().anyMatch(StyleLayer::picture);
        Optional<Tensor> picture = cache.get(keys.get(PICTURE + block));
        return layers.stream()
                .filter(layer -> !layer.picture())
                .reduce((earlier, later) -> later)
                .flatMap(last -> cache.get(keys.get(last.name())))
                .filter(x -> picture.isPresent() || !makesPicture)
                .map(x -> new Features(x, picture));
    }

    private List<StyleLayer> layersOf(int block) {
        return generator.layers().stream()
                .filter(layer -> layer.block() == block)
                .toList();
    }

    /** For each layer, and for the picture after each block, a digest of all that it depends on. */
    private Map<String, String> keys(float[] ws, NoiseSpec noise) {
        Map<String, String> keys = new HashMap<>();
        String features = "";
        String picture = "";
        for (int block = 0; block < generator.blocks(); block++) {
            for (StyleLayer layer : layersOf(block)) {
                if (layer.picture()) {
                    String own = digest(features, layer, ws, "");
                    keys.put(layer.name(), own);
                    picture = digest(picture + own, layer, ws, "sum");
                } else {
                    features = digest(features, layer, ws, noise.key(layer.row()));
                    keys.put(layer.name(), features);
                }
            }
            keys.put(PICTURE + block, PICTURE + features + picture);
        }
        return keys;
    }

    private String digest(String before, StyleLayer layer, float[] ws, String noise) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((before + "|" + layer.name() + "|" + noise).getBytes(StandardCharsets.UTF_8));
            ByteBuffer row = ByteBuffer.allocate(4 * generator.wDim());
            row.asFloatBuffer().put(ws, layer.row() * generator.wDim(), generator.wDim());
            sha.update(row);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        looked.close();
        cache.close();
    }
}
