package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Resampling of pictures [N, C, H, W] with a low-pass filter (Karras et al. 2020, arXiv 1912.04958, appendix B):
 * conceptually zeros are inserted between pixels, borders padded, the result filtered and every n-th pixel kept. No
 * inserted zero is ever multiplied and no dropped pixel computed: a transposed convolution scatters, a strided one
 * gathers, each channel on its own. Everything differentiates twice; filters get no gradient.
 */
public final class Fir {
    /** From this many taps on a one-dimensional filter runs once along each axis instead of as a square. */
    private static final int SEPARABLE_FROM = 8;

    private Fir() {}

    /** Pixels added around a picture after zeros were inserted; negative ones are cut off. */
    public record Padding(long left, long right, long top, long bottom) {
        public static final Padding NONE = all(0);

        public static Padding all(long each) {
            return new Padding(each, each, each, each);
        }

        /** One more pair for both axes. */
        public Padding plus(long before, long after) {
            return plus(before, after, before, after);
        }

        Padding plus(long l, long r, long t, long b) {
            return new Padding(left + l, right + r, top + t, bottom + b);
        }

        /** Whether a convolution can do it by itself. */
        boolean isEven() {
            return left == right && top == bottom && left >= 0 && top >= 0;
        }
    }

    /**
     * What to do, per axis.
     *
     * @param flip correlate instead of convolve
     * @param gain factor on the result
     */
    public record Plan(long upX, long upY, long downX, long downY, Padding padding, boolean flip, double gain) {
        public static Plan of(long up, long down, Padding padding) {
            return new Plan(up, up, down, down, padding, false, 1);
        }

        public Plan withFlip(boolean correlate) {
            return new Plan(upX, upY, downX, downY, padding, correlate, gain);
        }

        public Plan withGain(double factor) {
            return new Plan(upX, upY, downX, downY, padding, flip, factor);
        }
    }

    /** The filter [n, n] or, from 8 taps on, [n] with gain 1 of these one-dimensional taps. */
    public static Tensor filter(float... taps) {
        return filter(Tensor.of(taps, taps.length), true, false, 1);
    }

    /**
     * A filter ready for use.
     *
     * @param taps [n] or [h, w]
     * @param normalize whether the taps are divided by their sum
     */
    public static Tensor filter(Tensor taps, boolean normalize, boolean flip, double gain) {
        Tensor f = taps;
        if (f.rank() == 1 && f.numel() < SEPARABLE_FROM) {
            f = f.unsqueeze(1).mul(f.unsqueeze(0));
        }
        if (normalize) {
            f = f.div(f.sum());
        }
        if (flip) {
            f = f.rank() == 1 ? f.flip(0) : f.flip(0, 1);
        }
        return f.mul(Math.pow(gain, f.rank() / 2.0));
    }

    /** Shape of {@link #filter(float...)} for so many taps. */
    public static long[] filterShape(int taps) {
        return taps < SEPARABLE_FROM ? new long[] {taps, taps} : new long[] {taps};
    }

    /** {@code factor} times as large, brightness kept; even factors align pixel centres. */
    public static Tensor upsample(Tensor x, Tensor filter, long factor) {
        return upsample(x, filter, factor, Padding.NONE, false, 1);
    }

    public static Tensor upsample(Tensor x, Tensor filter, long factor, Padding more, boolean flip, double gain) {
        return apply(
                x,
                Optional.of(filter),
                Plan.of(factor, 1, upsamplePadding(filter, factor, more))
                        .withFlip(flip)
                        .withGain(gain * factor * factor));
    }

    /** {@code factor} times as small. */
    public static Tensor downsample(Tensor x, Tensor filter, long factor) {
        return downsample(x, filter, factor, Padding.NONE, false, 1);
    }

    public static Tensor downsample(Tensor x, Tensor filter, long factor, Padding more, boolean flip, double gain) {
        return apply(
                x,
                Optional.of(filter),
                Plan.of(1, factor, downsamplePadding(filter, factor, more))
                        .withFlip(flip)
                        .withGain(gain));
    }

    /** The same size, filtered. */
    public static Tensor blur(Tensor x, Tensor filter, Padding more, boolean flip, double gain) {
        long w = filter.size(-1);
        long h = filter.size(0);
        Padding padding = more.plus(w / 2, (w - 1) / 2, h / 2, (h - 1) / 2);
        return apply(
                x, Optional.of(filter), Plan.of(1, 1, padding).withFlip(flip).withGain(gain));
    }

    static Padding upsamplePadding(Tensor filter, long up, Padding more) {
        long w = filter.size(-1);
        long h = filter.size(0);
        return more.plus((w + up - 1) / 2, (w - up) / 2, (h + up - 1) / 2, (h - up) / 2);
    }

    static Padding downsamplePadding(Tensor filter, long down, Padding more) {
        long w = filter.size(-1);
        long h = filter.size(0);
        return more.plus((w - down + 1) / 2, (w - down) / 2, (h - down + 1) / 2, (h - down) / 2);
    }

    /** x [N, C, H, W] → [N, C, (H·upY + top + bottom − h) / downY + 1, …] for a filter of height h; none is a single 1. */
    public static Tensor apply(Tensor x, Optional<Tensor> filter, Plan plan) {
        Tensor f = filter.orElseGet(() -> Tensor.full(1, 1, 1));
        if (f.rank() == 2) {
            return square(x, f.mul(plan.gain()), plan);
        }
        Tensor line = f.mul(Math.sqrt(plan.gain()));
        Padding p = plan.padding();
        Plan across = new Plan(
                plan.upX(), 1, plan.downX(), 1, new Padding(p.left(), p.right(), 0, 0), plan.flip(), plan.gain());
        Plan down = new Plan(
                1, plan.upY(), 1, plan.downY(), new Padding(0, 0, p.top(), p.bottom()), plan.flip(), plan.gain());
        return square(square(x, line.unsqueeze(0), across), line.unsqueeze(1), down);
    }

    private static Tensor square(Tensor x, Tensor f, Plan plan) {
        long channels = x.size(1);
        boolean enlarges = plan.upX() > 1 || plan.upY() > 1;
        // PyTorch's convolution correlates and its transposed convolution convolves
        Tensor taps = plan.flip() == enlarges ? f.flip(0, 1) : f;
        Tensor weight = taps.unsqueeze(0).unsqueeze(0).expand(channels, 1, f.size(0), f.size(1));
        return enlarges ? enlarge(x, weight, plan) : gather(x, weight, plan);
    }

    private static Tensor gather(Tensor x, Tensor weight, Plan plan) {
        Padding p = plan.padding();
        long[] stride = {plan.downY(), plan.downX()};
        long channels = x.size(1);
        return p.isEven()
                ? Ops.conv2d(x, weight, Optional.empty(), stride, new long[] {p.top(), p.left()}, channels)
                : Ops.conv2d(pad(x, p), weight, Optional.empty(), stride, new long[] {0, 0}, channels);
    }

    private static Tensor enlarge(Tensor x, Tensor weight, Plan plan) {
        long h = weight.size(2);
        long w = weight.size(3);
        long[] stride = {plan.upY(), plan.upX()};
        // the transposed convolution ends with the last pixel's own taps: what it gives too much is cut off
        Padding p = plan.padding().plus(1 - w, plan.upX() - w, 1 - h, plan.upY() - h);
        Padding cut = new Padding(-p.left(), -p.right(), -p.top(), -p.bottom());
        long channels = x.size(1);
        Tensor y = cut.isEven()
                ? Ops.convTranspose2d(x, weight, stride, new long[] {cut.top(), cut.left()}, channels)
                : pad(Ops.convTranspose2d(x, weight, stride, new long[] {0, 0}, channels), p);
        if (plan.downX() == 1 && plan.downY() == 1) {
            return y;
        }
        Tensor one = Tensor.full(1, 1, 1, 1, 1).expand(channels, 1, 1, 1);
        return gather(y, one, new Plan(1, 1, plan.downX(), plan.downY(), Padding.NONE, true, 1));
    }

    static Tensor pad(Tensor x, Padding p) {
        return p.equals(Padding.NONE) ? x : Ops.constantPad(x, 0, p.left(), p.right(), p.top(), p.bottom());
    }
}
