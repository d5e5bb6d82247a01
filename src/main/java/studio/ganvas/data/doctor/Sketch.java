package studio.ganvas.data.doctor;

import studio.ganvas.data.Picture;
import studio.ganvas.data.Resample;

/** A picture's luma at 16 × 16: enough to find what may be the same picture, never enough to be sure. */
final class Sketch {
    static final int SIDE = 16;
    static final int LENGTH = SIDE * SIDE;
    /** Low frequencies kept of the cosine transform, the mean left out. */
    static final int FREQUENCIES = 15;

    private static final int LOW = 4;
    private static final double[][] BASIS = basis();

    private Sketch() {}

    /** The triangle filter: sizes that are no multiple of 16 must give nearly the same sketch. */
    static byte[] of(Picture picture) {
        return Resample.resize(picture.withChannels(1), SIDE, SIDE, Resample.Filter.BILINEAR)
                .bytes();
    }

    private static double[][] basis() {
        double[][] basis = new double[LOW][SIDE];
        for (int u = 0; u < LOW; u++) {
            for (int x = 0; x < SIDE; x++) {
                basis[u][x] =
                        Math.sqrt((u == 0 ? 1.0 : 2.0) / SIDE) * Math.cos(Math.PI * (2 * x + 1) * u / (2.0 * SIDE));
            }
        }
        return basis;
    }

    /** The sketch less its mean, scaled to length 1; all zero where there is hardly any contrast. */
    static float[] unit(byte[] sketch) {
        double mean = 0;
        for (byte b : sketch) {
            mean += (b & 255) / (double) LENGTH;
        }
        double sum = 0;
        for (byte b : sketch) {
            sum += ((b & 255) - mean) * ((b & 255) - mean);
        }
        float[] unit = new float[LENGTH];
        if (sum < 4.0 * LENGTH) {
            return unit;
        }
        double scale = 1 / Math.sqrt(sum);
        for (int i = 0; i < LENGTH; i++) {
            unit[i] = (float) (((sketch[i] & 255) - mean) * scale);
        }
        return unit;
    }

    /**
     * The lowest frequencies of a unit sketch, orthonormal: two pictures are never further apart in these than in the
     * whole.
     */
    static float[] frequencies(float[] unit) {
        double[][] rows = new double[SIDE][LOW];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < LOW; u++) {
                for (int x = 0; x < SIDE; x++) {
                    rows[y][u] += unit[y * SIDE + x] * BASIS[u][x];
                }
            }
        }
        float[] low = new float[FREQUENCIES];
        for (int i = 1; i < LOW * LOW; i++) {
            double sum = 0;
            for (int y = 0; y < SIDE; y++) {
                sum += rows[y][i % LOW] * BASIS[i / LOW][y];
            }
            low[i - 1] = (float) sum;
        }
        return low;
    }
}
