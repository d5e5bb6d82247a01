package studio.ganvas.latent;

import java.util.LinkedHashMap;
import java.util.Map;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.gan.style.StyleNoise;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * Finds the w of a picture by gradient descent (Karras et al. 2020, arXiv 1912.04958, appendix D): w starts at the mean and is
 * shaken less and less; the noise maps are optimised with it, but kept from carrying the picture by a penalty on their
 * correlation. On the compute thread.
 */
public final class Projector implements AutoCloseable {
    private static final double SHAKE = 0.05;
    private static final double SHAKEN = 0.75;
    private static final double RAMP_DOWN = 0.25;
    private static final double RAMP_UP = 0.05;
    private static final double NOISE_WEIGHT = 1e5;
    private static final int SMALLEST_NOISE = 8;

    private final StyleGenerator generator;
    private final Perceptual perceptual;
    private final Settings settings;
    private final double std;
    private final Rng rng;
    private final TensorStore store = new TensorStore();
    private final Tensor w;
    private final Map<Integer, Tensor> noise = new LinkedHashMap<>();
    private final Adam adam;
    private int step;

    /**
     * @param steps in all; ramps are shares of them
     * @param plus whether every layer gets a w of its own
     * @param rate largest step size of Adam; 0.1 in NVIDIA's projector
     */
    public record Settings(int steps, boolean plus, double rate, long seed) {}

    /**
     * @param statistics of w, where the search starts
     * @param perceptual to be closed by the caller
     */
    public Projector(StyleGenerator generator, Mapper.Statistics statistics, Perceptual perceptual, Settings settings) {
        this.generator = generator;
        this.perceptual = perceptual;
        this.settings = settings;
        std = statistics.std();
        rng = new Rng(settings.seed());
        try (Scope scope = Scope.open()) {
            int rows = settings.plus() ? generator.numWs() : 1;
            Tensor mean = Tensor.of(statistics.mean(), 1, 1, generator.wDim());
            w = leaf(mean.repeat(1, rows, 1));
            for (StyleLayer layer : generator.layers()) {
                if (generator.styled() && !layer.picture()) {
                    Tensor map = rng.at(layer.row(), "projection noise").normal(layer.resolution(), layer.resolution());
                    noise.put(layer.row(), leaf(map));
                }
            }
            Map<String, Tensor> all = new LinkedHashMap<>();
            all.put("w", w);
            noise.forEach((row, map) -> all.put("noise" + row, map));
            adam = new Adam(all, Adam.Settings.of(settings.rate(), 0.9, 0.999), store);
        }
    }

    private Tensor leaf(Tensor values) {
        return store.own(values.copy()).requiresGrad(true);
    }

    public int step() {
        return step;
    }

    public boolean finished() {
        return step >= settings.steps();
    }

    /**
     * What a step saw.
     *
     * @param distance of its picture from the target
     * @param picture [1, C, S, S] in the caller's scope
     */
    public record Look(double distance, Tensor picture) {}

    /** One step; in a scope of the caller. */
    public Look advance() {
        try (Scope scope = Scope.open()) {
            double t = (double) step / settings.steps();
            double shake = std * SHAKE * Math.pow(Math.max(0, 1 - t / SHAKEN), 2);
            adam.settings(adam.settings().withLr(settings.rate() * ramp(t)));
            Tensor shaken = rng.at(step, "projection").normal(w.shape()).mul(shake);
            Tensor picture;
            Tensor distance;
            try (Autograd.Recording on = Autograd.record()) {
                Tensor ws = w.add(shaken).expand(1, generator.numWs(), generator.wDim());
                picture = generator.synthesise(ws, Rendering.of(StyleNoise.given(noise)));
                distance = perceptual.distance(picture);
                adam.minimize(distance.add(correlation().mul(NOISE_WEIGHT)));
            }
            noise.values().forEach(Projector::renormalise);
            step++;
            return new Look(distance.detach().item(), scope.keep(picture.detach()));
        }
    }

    /** Step sizes rise at the begin and fall at the end (figure in appendix D). */
    private static double ramp(double t) {
        double down = Math.min(1, (1 - t) / RAMP_DOWN);
        return (0.5 - 0.5 * Math.cos(Math.PI * down)) * Math.min(1, t / RAMP_UP);
    }

    /** Squared correlation of each map with itself, one pixel on, at every scale: white noise has none. */
    private Tensor correlation() {
        Tensor sum = Tensor.zeros();
        for (Tensor map : noise.values()) {
            Tensor v = map.unsqueeze(0).unsqueeze(0);
            while (true) {
                sum = sum.add(v.mul(v.roll(1, 3)).mean().square())
                        .add(v.mul(v.roll(1, 2)).mean().square());
                if (v.size(2) <= SMALLEST_NOISE) {
                    break;
                }
                v = Ops.averagePool(v, 2, 2, 0, true);
            }
        }
        return sum;
    }

    /** Mean 0, mean square 1. */
    private static void renormalise(Tensor map) {
        try (Scope scope = Scope.open();
                Autograd.Recording off = Autograd.pause()) {
            Tensor centred = map.detach().sub(map.detach().mean());
            map.set(centred.mul(centred.square().mean().rsqrt()));
        }
    }

    /** The w found so far, one row or numWs of them: [rows·wDim]. */
    public float[] w() {
        try (Scope scope = Scope.open()) {
            return w.detach().toFloats();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
