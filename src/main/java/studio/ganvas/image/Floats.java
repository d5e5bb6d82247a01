package studio.ganvas.image;

/** Network output to pixels. */
public final class Floats {
    private Floats() {}

    /** The first picture of {@code chw}, see {@link #toPixels(float[], int, int, int, int, float, float)}. */
    public static Pixels toPixels(float[] chw, int c, int h, int w, float lo, float hi) {
        return toPixels(chw, 0, c, h, w, lo, hi);
    }

    /**
     * One picture of a batch [N, C, H, W] as opaque ARGB. {@code lo} becomes 0 and {@code hi} 255, as NVIDIA's scripts do it
     * for [−1, 1]: {@code (x·127.5 + 128)} clamped to 0…255 and truncated. NaN becomes black.
     *
     * @param chw the samples of the whole batch
     * @param n which picture, counted from 0
     * @param c channels: 1 grey, 3 RGB
     */
    public static Pixels toPixels(float[] chw, int n, int c, int h, int w, float lo, float hi) {
        long from = (long) n * c * h * w;
        if ((c != 1 && c != 3) || n < 0 || from + (long) c * h * w > chw.length) {
            throw new IllegalArgumentException("No picture " + n + " of " + c + "×" + h + "×" + w + " in an array of "
                    + chw.length + " samples (channels must be 1 or 3)");
        }
        if (!(hi > lo)) {
            throw new IllegalArgumentException("The range from " + lo + " to " + hi + " is empty");
        }
        int plane = h * w;
        int r = (int) from;
        int g = c == 1 ? r : r + plane;
        int b = c == 1 ? r : g + plane;
        float scale = 255f / (hi - lo);
        // With lo = −1, hi = 1 this is 128, half a level above the middle, so that truncation rounds.
        float shift = -lo * scale + 0.5f;
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            argb[i] = 0xff000000
                    | level(chw[r + i] * scale + shift) << 16
                    | level(chw[g + i] * scale + shift) << 8
                    | level(chw[b + i] * scale + shift);
        }
        return new Pixels(w, h, argb);
    }

    private static int level(float v) {
        return (int) Math.min(Math.max(v, 0f), 255f);
    }
}
