package studio.ganvas.data.doctor;

import studio.ganvas.data.Picture;
import studio.ganvas.data.Resample;

/**
 * Whether two pictures are the same one saved again. Both are scaled to a small grid; brightness and contrast may differ
 * by a gain and an offset; what is left must be small everywhere, so that a clock with another time, a face with another
 * smile or another colour of skin makes another picture. The bounds were set on JPEGs of quality 0.5 to 0.95, resized and
 * brightened pictures on one side, and on emoji that differ in such details on the other.
 */
final class Likeness {
    /** Pictures at least {@link #LARGE} wide and high are compared at this many cells a side. */
    static final int FINE = 32;

    static final int COARSE = 16;
    private static final int LARGE = 64;
    private static final double MOST_GAIN = 1.4;
    private static final double MOST_RMS = 4;
    private static final double MOST_RELATIVE = 0.1;
    /** What rounding to whole levels, twice, leaves even where there is hardly any contrast. */
    private static final double ROUNDING = 0.4;

    /** Luma that differs no more than this anywhere, and no more than that in any neighbourhood, is the same. */
    private static final double MOST_LUMA = 8;

    private static final double MOST_POOLED = 3;
    /** So does what is spread like noise, as strong compression leaves it; another detail stands out from the rest. */
    private static final double NOISE_PEAK = 5;

    private static final double NOISE_POOLED = 1.7;
    /** JPEG keeps colour at half the resolution, so only its means over neighbourhoods are compared. */
    private static final double MOST_COLOUR = 6;

    private static final int POOL = 4;
    private static final double ASPECT = 0.04;

    /** A picture made small for comparing. */
    record Small(int width, int height, byte[] coarse, byte[] fine) {
        static Small of(Picture picture) {
            Picture rgb = picture.withChannels(3);
            boolean large = Math.min(rgb.width(), rgb.height()) >= LARGE;
            return new Small(rgb.width(), rgb.height(), grid(rgb, COARSE), large ? grid(rgb, FINE) : new byte[0]);
        }

        private static byte[] grid(Picture rgb, int side) {
            return Resample.resize(rgb, side, side, Resample.Filter.BILINEAR).bytes();
        }
    }

    private Likeness() {}

    static boolean same(Small a, Small b) {
        double aspect = (double) a.width() * b.height() / ((double) a.height() * b.width());
        if (Math.abs(Math.log(aspect)) > ASPECT) {
            return false;
        }
        boolean fine = a.fine().length > 0 && b.fine().length > 0;
        return fine ? same(a.fine(), b.fine()) : same(a.coarse(), b.coarse());
    }

    private static boolean same(byte[] s, byte[] t) {
        float[][] a = channels(s), b = channels(t);
        int n = a[0].length, side = (int) Math.sqrt(n);
        double meanA = mean(a[0]), meanB = mean(b[0]);
        double aa = 0, ab = 0, bb = 0;
        for (int i = 0; i < n; i++) {
            double x = a[0][i] - meanA, y = b[0][i] - meanB;
            aa += x * x;
            ab += x * y;
            bb += y * y;
        }
        double gain = aa == 0 ? 0 : ab / aa;
        if (gain < 1 / MOST_GAIN || gain > MOST_GAIN) {
            return false;
        }
        Rest luma = Rest.of(a[0], b[0], gain, meanB - gain * meanA, side);
        boolean little = luma.most <= MOST_LUMA && luma.pooled <= MOST_POOLED;
        boolean noise = luma.most <= NOISE_PEAK * luma.rms && luma.pooled <= NOISE_POOLED * luma.rms;
        double contrast = Math.sqrt(bb / n);
        if (luma.rms > Math.min(MOST_RMS, MOST_RELATIVE * contrast + ROUNDING) || !little && !noise) {
            return false;
        }
        return Rest.of(a[1], b[1], gain, 0, side).pooled <= MOST_COLOUR
                && Rest.of(a[2], b[2], gain, 0, side).pooled <= MOST_COLOUR;
    }

    /** What is left of a channel's difference: its mean square, its largest, and the largest of means of 4 × 4 cells. */
    private record Rest(double rms, double most, double pooled) {
        static Rest of(float[] a, float[] b, double gain, double offset, int side) {
            double squares = 0, most = 0, pooled = 0;
            double[] pools = new double[side / POOL * (side / POOL)];
            for (int i = 0; i < a.length; i++) {
                double left = b[i] - offset - gain * a[i];
                squares += left * left;
                most = Math.max(most, Math.abs(left));
                pools[i / side / POOL * (side / POOL) + i % side / POOL] += left / (POOL * POOL);
            }
            for (double pool : pools) {
                pooled = Math.max(pooled, Math.abs(pool));
            }
            return new Rest(Math.sqrt(squares / a.length), most, pooled);
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Luma and the two colour differences of JPEG (ITU-R 601), each in levels of 0…255. */
    private static float[][] channels(byte[] rgb) {
        float[][] out = new float[3][rgb.length / 3];
        for (int i = 0; i < out[0].length; i++) {
            int r = rgb[3 * i] & 255, g = rgb[3 * i + 1] & 255, b = rgb[3 * i + 2] & 255;
            float y = 0.299f * r + 0.587f * g + 0.114f * b;
            out[0][i] = y;
            out[1][i] = 0.564f * (b - y);
            out[2][i] = 0.713f * (r - y);
        }
        return out;
    }
}
