package studio.ganvas.latent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import studio.ganvas.tensor.Tensor;

/**
 * Makes pictures one after the other and remembers what each layer gave for what: when a picture differs from an earlier
 * one only from layer k on, only the layers from there on run. Remembered and computed pictures are equal, bit for bit. On
 * the compute thread, inside an open scope; weights must not change meanwhile.
 */
public final class Synthesiser implements AutoCloseable {
    private static final String PICTURE = "picture";

    private final StyleGenerator generator;
    private final FeatureCache cache;

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
        cache.tidy();
        Map<String, String> keys = keys(ws, noise);
        Optional<Features> features = Optional.empty();
        int first = 0;
        for (int block = generator.blocks() - 1; block >= 0 && features.isEmpty(); block--) {
            features = remembered(block, keys);
            first = block + 1;
        }
        if (features.isEmpty()) {
            first = 0;
        }
        Tensor rows = Tensor.of(ws, 1, generator.numWs(), generator.wDim());
        Rendering rendering = Rendering.of(noise.maps())
                .remembering((layer, compute) ->
                        cache.get(keys.get(layer)).orElseGet(() -> cache.put(keys.get(layer), compute.get())));
        for (int block = first; block < generator.blocks(); block++) {
            Features made = generator.block(block, features, rows, rendering);
            String key = keys.get(PICTURE + block);
            made.picture().ifPresent(picture -> cache.put(key, picture));
            features = Optional.of(made);
            if (!stage.reached(block, made.picture())) {
                throw new CancellationException();
            }
        }
        return new Result(features.flatMap(Features::picture).orElseThrow(), generator.blocks() - first);
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
        cache.close();
    }
}
