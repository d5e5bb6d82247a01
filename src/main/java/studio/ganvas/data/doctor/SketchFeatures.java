package studio.ganvas.data.doctor;

import java.util.List;

/** Luma and the strength of edges of sketches, each pooled to 8 × 8 and standardised over a list of them. */
final class SketchFeatures {
    private static final int POOLED = 8;
    static final int LENGTH = 2 * POOLED * POOLED;

    private final double[] mean = new double[LENGTH];
    private final double[] scale = new double[LENGTH];

    SketchFeatures(List<byte[]> sketches) {
        double[] square = new double[LENGTH];
        int n = sketches.size();
        for (byte[] sketch : sketches) {
            float[] raw = raw(sketch);
            for (int k = 0; k < LENGTH; k++) {
                mean[k] += raw[k] / n;
                square[k] += (double) raw[k] * raw[k] / n;
            }
        }
        for (int k = 0; k < LENGTH; k++) {
            double variance = square[k] - mean[k] * mean[k];
            scale[k] = variance < 1e-3 ? 0 : 1 / Math.sqrt(variance);
        }
    }

    float[] of(byte[] sketch) {
        float[] f = raw(sketch);
        for (int k = 0; k < LENGTH; k++) {
            f[k] = (float) ((f[k] - mean[k]) * scale[k]);
        }
        return f;
    }

    private static float[] raw(byte[] s) {
        float[] f = new float[LENGTH];
        int side = Sketch.SIDE;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int cell = y / 2 * POOLED + x / 2;
                int v = s[y * side + x] & 255;
                int right = s[y * side + Math.min(x + 1, side - 1)] & 255;
                int below = s[Math.min(y + 1, side - 1) * side + x] & 255;
                f[cell] += v;
                f[POOLED * POOLED + cell] += Math.abs(right - v) + Math.abs(below - v);
            }
        }
        return f;
    }
}
