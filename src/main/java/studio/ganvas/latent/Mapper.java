package studio.ganvas.latent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.tensor.NumpyRandom;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * From seeds to w, before truncation, and never twice for the same. Vectors are mapped one at a time, so that a w does not
 * depend on its company. On the compute thread.
 */
public final class Mapper {
    private static final int MOST = 4096;

    private final StyleGenerator generator;
    private final Map<Key, float[]> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
            return size() > MOST;
        }
    };
    private final Map<List<Double>, float[]> averages = new HashMap<>();
    private long mapped;

    private record Key(long seed, List<Double> classes) {}

    public Mapper(StyleGenerator generator) {
        this.generator = generator;
    }

    public StyleGenerator generator() {
        return generator;
    }

    /** How many vectors have gone through the network. */
    public long mapped() {
        return mapped;
    }

    /** z of a seed, as NVIDIA's tools draw it: NumPy's {@code RandomState(seed).randn(1, zDim)}. */
    public float[] z(long seed) {
        return new NumpyRandom(seed).gaussians(generator.zDim());
    }

    /**
     * w of a seed; not to be written to.
     *
     * @param classes as in {@link #ofZ}
     */
    public float[] w(long seed, List<Double> classes) {
        Key key = new Key(seed, classes);
        float[] found = known.get(key);
        if (found == null) {
            found = ofZ(z(seed), classes);
            known.put(key, found);
        }
        return found;
    }

    /**
     * w of a z.
     *
     * @param classes a weight for every class, of any positive sum; empty: the first class
     */
    public float[] ofZ(float[] z, List<Double> classes) {
        mapped++;
        try (Scope scope = Scope.open()) {
            return generator.w(Tensor.of(z, 1, z.length), classes(classes)).toFloats();
        }
    }

    /** Weights as the mapping network takes them, [1, classes]; empty for networks without classes. */
    public Optional<Tensor> classes(List<Double> weights) {
        int classes = generator.classes();
        if (classes == 0) {
            return Optional.empty();
        }
        float[] values = new float[classes];
        double sum = weights.stream().limit(classes).mapToDouble(each -> each).sum();
        if (sum <= 0) {
            values[0] = 1;
        } else {
            for (int i = 0; i < Math.min(classes, weights.size()); i++) {
                values[i] = (float) (weights.get(i) / sum);
            }
        }
        return Optional.of(Tensor.of(values, 1, classes));
    }

    /**
     * Where truncation leads; not to be written to.
     *
     * @param weights of classes as in {@link #ofZ}
     */
    public float[] average(List<Double> weights) {
        // networks of styles have one mean for all classes
        return averages.computeIfAbsent(generator.styled() ? List.of() : weights, key -> {
            try (Scope scope = Scope.open()) {
                return generator.average(classes(key)).toFloats();
            }
        });
    }

    /** The same w for every row. */
    public float[] rows(float[] w) {
        float[] rows = new float[generator.numWs() * w.length];
        for (int row = 0; row < generator.numWs(); row++) {
            System.arraycopy(w, 0, rows, row * w.length, w.length);
        }
        return rows;
    }

    /** Some w at random with their spread, of all classes alike. */
    public Statistics statistics(int count, long seed) {
        return statistics(count, seed, List.of());
    }

    /**
     * Some w at random with their spread, for those who need to know where w usually are.
     *
     * @param weights of classes, the same for all w; empty: every class as often as the others
     */
    public Statistics statistics(int count, long seed, List<Double> weights) {
        NumpyRandom random = new NumpyRandom(seed);
        int dim = generator.wDim();
        double[] sum = new double[dim];
        float[][] all = new float[count][];
        int batch = 500;
        for (int from = 0; from < count; from += batch) {
            int n = Math.min(batch, count - from);
            try (Scope scope = Scope.open()) {
                Tensor z = Tensor.of(random.gaussians(n * generator.zDim()), n, generator.zDim());
                Optional<Tensor> classes = classes(weights)
                        .map(one -> weights.isEmpty() ? mixedClasses(random, n) : one.expand(n, generator.classes()));
                float[] w = generator.w(z, classes).toFloats();
                for (int i = 0; i < n; i++) {
                    all[from + i] = Arrays.copyOfRange(w, i * dim, (i + 1) * dim);
                }
            }
        }
        double squares = 0;
        for (float[] w : all) {
            for (int i = 0; i < dim; i++) {
                sum[i] += w[i];
            }
        }
        float[] mean = new float[dim];
        for (int i = 0; i < dim; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        for (float[] w : all) {
            for (int i = 0; i < dim; i++) {
                squares += (w[i] - mean[i]) * (double) (w[i] - mean[i]);
            }
        }
        return new Statistics(all, mean, Math.sqrt(squares / count));
    }

    /** Every class as often as the others, one each. */
    private Tensor mixedClasses(NumpyRandom random, int n) {
        int classes = generator.classes();
        float[] values = new float[n * classes];
        for (int i = 0; i < n; i++) {
            values[i * classes + Math.min(classes - 1, (int) (random.uniform() * classes))] = 1;
        }
        return Tensor.of(values, n, classes);
    }

    /**
     * Sampled w.
     *
     * @param samples [count][wDim]
     * @param std root of the mean squared distance of a w from the mean w, as NVIDIA's projector has it
     */
    public record Statistics(float[][] samples, float[] mean, double std) {}
}
