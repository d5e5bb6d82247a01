package studio.ganvas.metric;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.data.Dataset;
import studio.ganvas.nn.Layers;
import studio.ganvas.nn.Linear;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * Trains {@link ResidualFeatures}. The features shall tell apart what the pictures show (the two pictures of a pair find
 * each other among all others: the contrastive loss of Chen et al. 2020, arXiv 2002.05709), in which style, of which
 * class, and how a picture was spoilt. The same seed and data give the same weights on one kind of CPU.
 */
public final class FeatureTrainer implements AutoCloseable {
    private static final int CONTENTS = 32;
    private static final int PROJECTION = 64;
    private static final double TEMPERATURE = 0.2;
    private static final double RATE = 2e-3;

    private final FeaturePictures pictures;
    private final TensorStore store = new TensorStore();
    private final ResidualFeatures network;
    private final Heads heads;
    private final Adam adam;
    private final Rng rng;
    private final long steps;
    private long done;

    /** What the features are trained with and then do without. */
    private static final class Heads extends Module {
        private final Linear style;
        private final Linear kind;
        private final Linear hidden;
        private final Linear projection;

        Heads(int styles) {
            style = child("style", Layers.linear(ResidualFeatures.FEATURES, styles));
            kind = child("kind", Layers.linear(ResidualFeatures.FEATURES, FeatureAugment.KINDS));
            hidden = child("hidden", Layers.linear(ResidualFeatures.FEATURES, ResidualFeatures.FEATURES));
            projection = child("projection", Layers.linear(ResidualFeatures.FEATURES, PROJECTION));
        }
    }

    /** Cross-entropies of one step: partner, style, class and kind of spoiling. */
    public record Step(long step, double content, double style, double classes, double kind) {}

    /**
     * Reads all pictures; at least one dataset must have classes.
     *
     * @throws IOException when a picture can't be read
     */
    public FeatureTrainer(List<Dataset> datasets, long steps, long seed) throws IOException {
        pictures = new FeaturePictures(datasets);
        if (pictures.classNames().isEmpty()) {
            throw new IllegalArgumentException("None of these datasets has classes, which the features learn, too.");
        }
        this.steps = steps;
        rng = new Rng(seed);
        network = new ResidualFeatures(pictures.classNames().size());
        heads = new Heads(pictures.styleNames().size());
        try (Scope scope = Scope.open()) {
            network.initialize(store, rng.at(0, "network"));
            heads.initialize(store, rng.at(0, "heads"));
            Map<String, Tensor> all = new LinkedHashMap<>(network.parameters());
            heads.parameters().forEach((name, tensor) -> all.put("heads." + name, tensor));
            adam = new Adam(all, new Adam.Settings(RATE, 0.9, 0.999, 1e-8, 1e-4), store);
        }
    }

    public int size() {
        return pictures.size();
    }

    public List<String> styles() {
        return pictures.styleNames();
    }

    public List<String> classNames() {
        return pictures.classNames();
    }

    public boolean finished() {
        return done >= steps;
    }

    /** One step, on the compute thread. */
    public Step step() {
        double warmUp = Math.min(1, (done + 1) / 100.0);
        adam.settings(adam.settings().withLr(warmUp * RATE * 0.5 * (1 + Math.cos(Math.PI * done / steps))));
        Draws draws = rng.at(done, "step");
        try (Scope scope = Scope.open()) {
            Batch batch = batch(draws);
            FeatureAugment.View view = FeatureAugment.of(batch.pictures(), draws);
            try (Autograd.Recording recording = Autograd.record()) {
                Tensor features = network.features(view.pictures()); // [2·CONTENTS, 128]
                Tensor content = contrast(features);
                Tensor style = Ops.crossEntropy(heads.style.forward(features), batch.styles(), -1);
                Tensor classes = Ops.crossEntropy(network.classes(features), batch.classes(), FeaturePictures.NO_CLASS);
                Tensor kind = Ops.crossEntropy(heads.kind.forward(features), view.kind(), -1);
                Tensor loss = content.add(style.mul(0.5)).add(classes.mul(0.5)).add(kind);
                adam.minimize(loss);
                done++;
                return new Step(done, content.item(), style.item(), classes.item(), kind.item());
            }
        }
    }

    /** Cross-entropy of finding a row's partner, CONTENTS rows away, by the cosine among all other rows. */
    private Tensor contrast(Tensor features) {
        Tensor p = heads.projection.forward(Ops.relu(heads.hidden.forward(features)));
        Tensor unit = p.div(p.square().sum(true, 1).add(1e-8).sqrt());
        int n = 2 * CONTENTS;
        float[] self = new float[n * n];
        long[] partner = new long[n];
        for (int i = 0; i < n; i++) {
            self[i * n + i] = -1e4f;
            partner[i] = (i + CONTENTS) % n;
        }
        Tensor logits =
                Ops.matmul(unit, unit.transpose(0, 1)).mul(1 / TEMPERATURE).add(Tensor.of(self, n, n));
        return Ops.crossEntropy(logits, Tensor.of(partner, n), -1);
    }

    /** First pictures of the contents, then, in the same order, second pictures. */
    private record Batch(Tensor pictures, Tensor styles, Tensor classes) {}

    private Batch batch(Draws draws) {
        int length = 3 * ResidualFeatures.SIZE * ResidualFeatures.SIZE;
        float[] all = new float[2 * CONTENTS * length];
        long[] styles = new long[2 * CONTENTS];
        long[] classes = new long[2 * CONTENTS];
        List<List<int[]>> contents = pictures.contents();
        for (int i = 0; i < CONTENTS; i++) {
            List<int[]> from = contents.get(i % contents.size());
            int[] pair = from.get((int) (draws.uniform() * from.size()));
            for (int side = 0; side < 2; side++) {
                int place = i + side * CONTENTS;
                pictures.write(pair[side], all, place * length);
                styles[place] = pictures.style(pair[side]);
                classes[place] = pictures.classOf(pair[side]);
            }
        }
        return new Batch(
                Tensor.of(all, 2 * CONTENTS, 3, ResidualFeatures.SIZE, ResidualFeatures.SIZE),
                Tensor.of(styles, 2 * CONTENTS),
                Tensor.of(classes, 2 * CONTENTS));
    }

    /** The features' weights, convolutions and heads in half precision, without what only training needs. */
    public StateDict weights() {
        Map<String, HostTensor> saved = new LinkedHashMap<>();
        network.stateDict().entries().forEach((name, tensor) -> {
            if (tensor.dtype().isFloat()) {
                saved.put(name, tensor.shape().length > 1 ? tensor.asFloat16() : tensor);
            }
        });
        return new StateDict(saved);
    }

    @Override
    public void close() {
        store.close();
    }
}
