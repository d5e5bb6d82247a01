package studio.ganvas.metric;

import java.util.Arrays;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Perceptual path length (Karras et al. 2019, arXiv 1812.04948, section 4.1): how much a picture changes, per squared
 * step, when its latent moves by a small ε; small where the latent space is smooth.
 */
public final class PathLength {
    /** The step of the published numbers. */
    public static final double EPSILON = 1e-4;
    /** Side to which larger pictures are averaged down before they are compared. */
    private static final long LARGEST = 256;

    /** A generator seen from its latents. */
    public interface Source {
        int zDim();

        /** z [N, zDim] → w [N, wDim]; for networks without a mapping the same z. */
        Tensor map(Tensor z);

        /** w [N, wDim] → pictures [N, C, H, W] in [−1, 1], not clamped. */
        Tensor picture(Tensor w);

        /** Fixes the noise of the next pictures, which both ends of a step share. */
        void fixNoise(Draws draws);
    }

    /** Pictures in 0…255 with three channels to an embedding whose squared distance is perceptual, [N, P]. */
    public interface Embedding {
        Tensor of(Tensor pictures);
    }

    /** Where the path runs. */
    public enum Space {
        /** On the sphere between two z, before the mapping. */
        Z,
        /** Straight between two w. */
        W
    }

    private PathLength() {}

    /**
     * {@code n} squared distances over ε².
     *
     * @param anywhere true: at a random place of each path (“full”); false: at its begin (“end”)
     */
    public static Tensor distances(
            Source source, Embedding embedding, Space space, boolean anywhere, double epsilon, long n, Draws draws) {
        Tensor t = draws.uniform(n).mul(anywhere ? 1 : 0).unsqueeze(1);
        Tensor z = draws.normal(2 * n, source.zDim());
        Tensor ends = space == Space.W ? source.map(z) : z;
        Tensor from = ends.narrow(0, 0, n);
        Tensor to = ends.narrow(0, n, 2 * n);
        Tensor near = space == Space.W ? from.lerp(to, t) : slerp(from, to, t);
        Tensor far = space == Space.W ? from.lerp(to, t.add(epsilon)) : slerp(from, to, t.add(epsilon));
        Tensor path = Ops.cat(0, near, far);
        source.fixNoise(draws);
        Tensor pictures = source.picture(space == Space.W ? path : source.map(path));
        Tensor embedded = embedding.of(prepared(pictures));
        Tensor step = embedded.narrow(0, 0, n).sub(embedded.narrow(0, n, 2 * n));
        return step.square().sum(false, 1).mul(1 / (epsilon * epsilon));
    }

    private static Tensor prepared(Tensor pictures) {
        Tensor x = pictures;
        long factor = x.size(2) / LARGEST;
        if (factor > 1) {
            x = Ops.averagePool(x, factor, factor, 0, true);
        }
        x = x.add(1).mul(255 / 2.0);
        return x.size(1) == 1 ? x.repeat(1, 3, 1, 1) : x;
    }

    /** Shortest way on the sphere between the directions of a and b [N, D], at t [N, 1]; unit length. */
    public static Tensor slerp(Tensor a, Tensor b, Tensor t) {
        Tensor from = unit(a);
        Tensor to = unit(b);
        Tensor cosine = from.mul(to).sum(true, 1);
        Tensor angle = t.mul(acos(cosine));
        Tensor across = unit(to.sub(cosine.mul(from)));
        return unit(from.mul(angle.cos()).add(across.mul(angle.sin())));
    }

    private static Tensor unit(Tensor x) {
        return x.div(x.square().sum(true, 1).sqrt());
    }

    private static Tensor acos(Tensor cosine) {
        double[] values = cosine.toHost().toDoubles();
        float[] angles = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            angles[i] = (float) Math.acos(Math.max(-1, Math.min(1, values[i])));
        }
        return Tensor.of(angles, cosine.shape());
    }

    /** The mean without the smallest and the largest hundredth: NumPy's percentiles 1 (lower) and 99 (higher), inclusive. */
    public static double mean(float... distances) {
        float[] sorted = distances.clone();
        Arrays.sort(sorted);
        float lo = sorted[(int) Math.floor(0.01 * (sorted.length - 1))];
        float hi = sorted[(int) Math.ceil(0.99 * (sorted.length - 1))];
        double sum = 0;
        int kept = 0;
        for (float each : sorted) {
            if (each >= lo && each <= hi) {
                sum += each;
                kept++;
            }
        }
        return sum / kept;
    }
}
