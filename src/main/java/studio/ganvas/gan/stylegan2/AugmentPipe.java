package studio.ganvas.gan.stylegan2;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import studio.ganvas.nn.Fir;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.GridSample;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Changes of pictures before the discriminator sees them (arXiv 2006.06676, appendix B): each sample undergoes each
 * change with a probability of its own strength times p. Made of operations that differentiate twice, so that R1 passes
 * through it.
 *
 * <p>Parameters are drawn per sample and combined on the host; only pixels are worked on by the device.
 */
public final class AugmentPipe {
    private static final double XINT_MAX = 0.125;
    private static final double SCALE_STD = 0.2;
    private static final double ANISO_STD = 0.2;
    private static final double XFRAC_STD = 0.125;
    private static final double BRIGHTNESS_STD = 0.2;
    private static final double CONTRAST_STD = 0.5;
    private static final double NOISE_STD = 0.1;
    private static final double CUTOUT_SIZE = 0.5;
    /** How strong each band of the filter bank is in natural pictures (power falls with the square of the frequency). */
    private static final double[] BAND_POWER = {10 / 13.0, 1 / 13.0, 1 / 13.0, 1 / 13.0};

    private final Map<Augmentation, Double> strengths;

    /** @param strengths factor on p of each change; those that are missing never happen */
    public AugmentPipe(Map<Augmentation, Double> strengths) {
        this.strengths = Map.copyOf(strengths);
    }

    private boolean on(Augmentation which) {
        return strengths.getOrDefault(which, 0.0) > 0;
    }

    /** x [N, 1 or 3, H, W] with every change of probability strength·p; recorded for gradients if recording is on. */
    public Tensor apply(Tensor x, double p, Draws draws) {
        if (x.size(1) != 1 && x.size(1) != 3) {
            throw new IllegalArgumentException(
                    "Augmentation knows grey and RGB pictures, not " + x.size(1) + " channels");
        }
        Sampler sampler = new Sampler(draws, (int) x.size(0), p);
        Tensor y = geometry(x, sampler);
        y = colour(y, sampler);
        y = filter(y, sampler);
        y = noise(y, sampler);
        return cutout(y, sampler);
    }

    /** Draws a value and then whether it counts, for every sample. */
    private final class Sampler {
        private final Draws draws;
        private final int n;
        private final double p;

        Sampler(Draws draws, int n, double p) {
            this.draws = draws;
            this.n = n;
            this.p = p;
        }

        private double probability(Augmentation which) {
            return strengths.get(which) * p;
        }

        boolean[] happens(double probability, long... shape) {
            float[] chances = draws.uniform(shape).toFloats();
            boolean[] happens = new boolean[n];
            for (int i = 0; i < n; i++) {
                happens[i] = chances[i] < (float) probability;
            }
            return happens;
        }

        /** [n] normal or uniform numbers; NaN where the change does not happen. */
        double[] values(Augmentation which, boolean normal, double probability, long... shape) {
            float[] drawn = (normal ? draws.normal(shape) : draws.uniform(shape)).toFloats();
            long[] one = shape.clone();
            int each = drawn.length / n;
            if (each > 1) {
                one[1] = 1;
            }
            boolean[] happens = happens(probability, one);
            double[] values = new double[drawn.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = happens[i / each] ? drawn[i] : Double.NaN;
            }
            return values;
        }

        double[] normal(Augmentation which, long... shape) {
            return values(which, true, probability(which), shape);
        }

        double[] uniform(Augmentation which, long... shape) {
            return values(which, false, probability(which), shape);
        }
    }

    /** Right-multiplies (places) or left-multiplies (colours) each sample's matrix where its value is not NaN. */
    private static void combine(Matrix[] all, double[] values, boolean left, IntFunction<Matrix> change) {
        for (int i = 0; i < all.length; i++) {
            if (!Double.isNaN(values[i * (values.length / all.length)])) {
                all[i] = left ? change.apply(i).times(all[i]) : all[i].times(change.apply(i));
            }
        }
    }

    // ---- places -------------------------------------------------------------------------------------------------

    private Tensor geometry(Tensor x, Sampler s) {
        if (Augmentation.group("bg").stream().noneMatch(this::on)) {
            return x;
        }
        int n = s.n;
        long h = x.size(2);
        long w = x.size(3);
        // from places in the result to places in the picture, in pixels from the middle
        Matrix[] inverse = new Matrix[n];
        Arrays.fill(inverse, Matrix.identity(3));
        if (on(Augmentation.XFLIP)) {
            double[] u = s.uniform(Augmentation.XFLIP, n);
            combine(inverse, u, false, i -> Matrix.scale(1 - 2 * Math.floor(u[i] * 2), 1));
        }
        if (on(Augmentation.ROTATE90)) {
            double[] u = s.uniform(Augmentation.ROTATE90, n);
            combine(inverse, u, false, i -> Matrix.rotate(Math.PI / 2 * Math.floor(u[i] * 4)));
        }
        if (on(Augmentation.XINT)) {
            double[] u = s.uniform(Augmentation.XINT, n, 2);
            combine(
                    inverse,
                    u,
                    false,
                    i -> Matrix.translate(
                            -Math.rint((u[2 * i] * 2 - 1) * XINT_MAX * w),
                            -Math.rint((u[2 * i + 1] * 2 - 1) * XINT_MAX * h)));
        }
        if (on(Augmentation.SCALE)) {
            double[] z = s.normal(Augmentation.SCALE, n);
            combine(inverse, z, false, i -> {
                double factor = Math.pow(2, -z[i] * SCALE_STD);
                return Matrix.scale(factor, factor);
            });
        }
        rotation(inverse, s);
        if (on(Augmentation.ANISO)) {
            double[] z = s.normal(Augmentation.ANISO, n);
            combine(inverse, z, false, i -> {
                double factor = Math.pow(2, z[i] * ANISO_STD);
                return Matrix.scale(1 / factor, factor);
            });
        }
        rotation(inverse, s);
        if (on(Augmentation.XFRAC)) {
            double[] z = s.normal(Augmentation.XFRAC, n, 2);
            combine(inverse, z, false, i -> Matrix.translate(-z[2 * i] * XFRAC_STD * w, -z[2 * i + 1] * XFRAC_STD * h));
        }
        return warp(x, inverse);
    }

    /** One of two rotations, before and after the stretching, that together happen with the probability of one. */
    private void rotation(Matrix[] inverse, Sampler s) {
        if (on(Augmentation.ROTATE)) {
            double whole = Math.max(0, Math.min(1, s.probability(Augmentation.ROTATE)));
            double[] u = s.values(Augmentation.ROTATE, false, 1 - Math.sqrt(1 - whole), s.n);
            combine(inverse, u, false, i -> Matrix.rotate((u[i] * 2 - 1) * Math.PI));
        }
    }

    /** Samples the pictures at transformed places, at twice the size between two wavelet filters. */
    private static Tensor warp(Tensor x, Matrix[] inverse) {
        long h = x.size(2);
        long w = x.size(3);
        int rim = Wavelets.SYM6.length / 4;
        double cx = (w - 1) / 2.0;
        double cy = (h - 1) / 2.0;
        double[] reach = new double[4]; // left, top, right, bottom
        for (Matrix m : inverse) {
            for (int corner = 0; corner < 4; corner++) {
                double px = corner % 2 == 0 ? -cx : cx;
                double py = corner < 2 ? -cy : cy;
                double tx = m.at(0, 0) * px + m.at(0, 1) * py + m.at(0, 2);
                double ty = m.at(1, 0) * px + m.at(1, 1) * py + m.at(1, 2);
                reach[0] = Math.max(reach[0], -tx - cx + 2 * rim);
                reach[1] = Math.max(reach[1], -ty - cy + 2 * rim);
                reach[2] = Math.max(reach[2], tx - cx + 2 * rim);
                reach[3] = Math.max(reach[3], ty - cy + 2 * rim);
            }
        }
        long left = margin(reach[0], w);
        long top = margin(reach[1], h);
        long right = margin(reach[2], w);
        long bottom = margin(reach[3], h);
        Tensor sym6 = Fir.filter(Wavelets.SYM6);
        Tensor large = Fir.upsample(Ops.reflectionPad(x, left, right, top, bottom), sym6, 2);
        Matrix recentre = Matrix.translate((left - right) / 2.0, (top - bottom) / 2.0);
        Matrix half = Matrix.translate(-0.5, -0.5).times(Matrix.scale(2, 2)); // pixel centres at twice the size
        Matrix unhalf = Matrix.scale(0.5, 0.5).times(Matrix.translate(0.5, 0.5));
        long outH = (h + 2L * rim) * 2;
        long outW = (w + 2L * rim) * 2;
        Matrix toUnit = Matrix.scale(2.0 / large.size(3), 2.0 / large.size(2));
        Matrix fromUnit = Matrix.scale(outW / 2.0, outH / 2.0);
        float[] theta = new float[inverse.length * 6];
        for (int i = 0; i < inverse.length; i++) {
            Matrix all = toUnit.times(half)
                    .times(recentre)
                    .times(inverse[i])
                    .times(unhalf)
                    .times(fromUnit);
            for (int k = 0; k < 6; k++) {
                theta[i * 6 + k] = (float) all.values()[k];
            }
        }
        Tensor warped = GridSample.bilinear(large, grid(Tensor.of(theta, inverse.length, 6), outH, outW));
        return Fir.downsample(warped, sym6, 2, Fir.Padding.all(-2L * rim), true, 1);
    }

    private static long margin(double reach, long size) {
        return (long) Math.ceil(Math.min(reach, size - 1));
    }

    /** theta [N, 6], two rows of a transform of the unit square → places [N, H, W, 2]. */
    private static Tensor grid(Tensor theta, long h, long w) {
        Tensor xs = centres(w).reshape(1, 1, w);
        Tensor ys = centres(h).reshape(1, h, 1);
        Tensor[] t = new Tensor[6];
        for (int k = 0; k < 6; k++) {
            t[k] = theta.select(1, k).reshape(-1, 1, 1);
        }
        Tensor gx = xs.mul(t[0]).add(ys.mul(t[1])).add(t[2]); // [N, H, W]
        Tensor gy = xs.mul(t[3]).add(ys.mul(t[4])).add(t[5]);
        return Ops.stack(3, java.util.List.of(gx, gy));
    }

    /** Where the centres of {@code n} pixels lie in [−1, 1]. */
    private static Tensor centres(long n) {
        float[] values = new float[(int) n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) ((2 * i + 1.0) / n - 1);
        }
        return Tensor.of(values, n);
    }

    // ---- colours ------------------------------------------------------------------------------------------------

    private Tensor colour(Tensor x, Sampler s) {
        if (Augmentation.group("color").stream().noneMatch(this::on)) {
            return x;
        }
        int n = s.n;
        boolean rgb = x.size(1) == 3;
        Matrix[] c = new Matrix[n];
        Arrays.fill(c, Matrix.identity(4));
        if (on(Augmentation.BRIGHTNESS)) {
            double[] z = s.normal(Augmentation.BRIGHTNESS, n);
            combine(c, z, true, i -> {
                double more = z[i] * BRIGHTNESS_STD;
                return Matrix.translate(more, more, more);
            });
        }
        if (on(Augmentation.CONTRAST)) {
            double[] z = s.normal(Augmentation.CONTRAST, n);
            combine(c, z, true, i -> {
                double factor = Math.pow(2, z[i] * CONTRAST_STD);
                return Matrix.scale(factor, factor, factor);
            });
        }
        if (on(Augmentation.LUMAFLIP)) {
            double[] u = s.uniform(Augmentation.LUMAFLIP, n, 1, 1);
            combine(c, u, true, i -> Matrix.alongGrey(1 - 2 * Math.floor(u[i] * 2), 1));
        }
        if (on(Augmentation.HUE) && rgb) {
            double[] u = s.uniform(Augmentation.HUE, n);
            combine(c, u, true, i -> Matrix.rotateAboutGrey((u[i] * 2 - 1) * Math.PI));
        }
        if (on(Augmentation.SATURATION) && rgb) {
            double[] z = s.normal(Augmentation.SATURATION, n, 1, 1);
            combine(c, z, true, i -> Matrix.alongGrey(1, Math.pow(2, z[i])));
        }
        return rgb ? recolour(x, c) : regrey(x, c);
    }

    private static Tensor recolour(Tensor x, Matrix... c) {
        float[] factors = new float[c.length * 9];
        float[] offsets = new float[c.length * 3];
        for (int i = 0; i < c.length; i++) {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    factors[i * 9 + row * 3 + column] = (float) c[i].at(row, column);
                }
                offsets[i * 3 + row] = (float) c[i].at(row, 3);
            }
        }
        Tensor flat = x.reshape(c.length, 3, -1);
        Tensor y = Ops.matmul(Tensor.of(factors, c.length, 3, 3), flat).add(Tensor.of(offsets, c.length, 3, 1));
        return y.reshape(x.shape());
    }

    /** Grey pictures get the mean of what the three channels would get. */
    private static Tensor regrey(Tensor x, Matrix... c) {
        float[] factors = new float[c.length];
        float[] offsets = new float[c.length];
        for (int i = 0; i < c.length; i++) {
            for (int row = 0; row < 3; row++) {
                factors[i] += (float) ((c[i].at(row, 0) + c[i].at(row, 1) + c[i].at(row, 2)) / 3);
                offsets[i] += (float) (c[i].at(row, 3) / 3);
            }
        }
        return x.mul(Tensor.of(factors, c.length, 1, 1, 1)).add(Tensor.of(offsets, c.length, 1, 1, 1));
    }

    // ---- spectrum, noise, holes ---------------------------------------------------------------------------------

    private Tensor filter(Tensor x, Sampler s) {
        if (!on(Augmentation.IMGFILTER)) {
            return x;
        }
        int n = s.n;
        int bands = BAND_POWER.length;
        double[][] gains = new double[n][bands];
        for (double[] each : gains) {
            Arrays.fill(each, 1);
        }
        for (int band = 0; band < bands; band++) {
            double[] z = s.normal(Augmentation.IMGFILTER, n);
            for (int i = 0; i < n; i++) {
                double t = Double.isNaN(z[i]) ? 1 : Math.pow(2, z[i]);
                double power = 1 + BAND_POWER[band] * (t * t - 1); // of the picture with this band times t
                for (int k = 0; k < bands; k++) {
                    gains[i][k] *= (k == band ? t : 1) / Math.sqrt(power);
                }
            }
        }
        double[][] bank = Wavelets.bank(bands);
        int taps = bank[0].length;
        int channels = (int) x.size(1);
        float[] kernels = new float[n * channels * taps];
        for (int i = 0; i < n * channels; i++) {
            for (int tap = 0; tap < taps; tap++) {
                for (int k = 0; k < bands; k++) {
                    kernels[i * taps + tap] += (float) (gains[i / channels][k] * bank[k][tap]);
                }
            }
        }
        long each = (long) n * channels;
        Tensor kernel = Tensor.of(kernels, each, 1, 1, taps);
        Tensor y = Ops.reflectionPad(x, taps / 2).reshape(1, each, x.size(2) + taps - 1, x.size(3) + taps - 1);
        y = Ops.conv2d(y, kernel, java.util.Optional.empty(), 1, 0, each);
        y = Ops.conv2d(y, kernel.transpose(2, 3), java.util.Optional.empty(), 1, 0, each);
        return y.reshape(x.shape());
    }

    private Tensor noise(Tensor x, Sampler s) {
        if (!on(Augmentation.NOISE)) {
            return x;
        }
        double[] z = s.normal(Augmentation.NOISE, s.n, 1, 1, 1);
        float[] sigma = new float[s.n];
        for (int i = 0; i < s.n; i++) {
            sigma[i] = Double.isNaN(z[i]) ? 0 : (float) (Math.abs(z[i]) * NOISE_STD);
        }
        return x.add(s.draws.normal(x.shape()).mul(Tensor.of(sigma, s.n, 1, 1, 1)));
    }

    private Tensor cutout(Tensor x, Sampler s) {
        if (!on(Augmentation.CUTOUT)) {
            return x;
        }
        boolean[] happens = s.happens(s.probability(Augmentation.CUTOUT), s.n, 1, 1, 1, 1);
        float[] centres = s.draws.uniform(s.n, 2, 1, 1, 1).toFloats();
        Tensor columns = hole(happens, centres, 0, (int) x.size(3)).reshape(s.n, 1, 1, -1);
        Tensor rows = hole(happens, centres, 1, (int) x.size(2)).reshape(s.n, 1, -1, 1);
        return x.mul(rows.mul(columns).neg().add(1));
    }

    /** [N, n]: 1 inside the hole along one axis. */
    private static Tensor hole(boolean[] happens, float[] centres, int axis, int n) {
        float[] inside = new float[happens.length * n];
        for (int i = 0; i < happens.length; i++) {
            for (int k = 0; k < n; k++) {
                boolean in = Math.abs((k + 0.5f) / n - centres[2 * i + axis]) < CUTOUT_SIZE / 2;
                inside[i * n + k] = happens[i] && in ? 1 : 0;
            }
        }
        return Tensor.of(inside, happens.length, n);
    }
}
