package studio.ganvas.image;

/** Two pictures of one size mixed. */
public final class Blend {
    private Blend() {}

    /**
     * {@code from} at strength 0, {@code to} at 1, and in between each channel on the straight line between them, rounded to
     * the nearest.
     */
    public static Pixels mix(Pixels from, Pixels to, double strength) {
        if (from.width() != to.width() || from.height() != to.height()) {
            throw new IllegalArgumentException("Pictures of " + from.width() + "×" + from.height() + " and "
                    + to.width() + "×" + to.height() + " can't be mixed");
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("The strength goes from 0 to 1, not " + strength);
        }
        int weight = (int) Math.round(strength * 65536);
        if (weight == 0 || weight == 65536) {
            return weight == 0 ? from : to;
        }
        int[] a = from.argb();
        int[] b = to.argb();
        int[] out = new int[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = mix(a[i] >>> 24, b[i] >>> 24, weight) << 24
                    | mix(a[i] >> 16 & 255, b[i] >> 16 & 255, weight) << 16
                    | mix(a[i] >> 8 & 255, b[i] >> 8 & 255, weight) << 8
                    | mix(a[i] & 255, b[i] & 255, weight);
        }
        return new Pixels(from.width(), from.height(), out);
    }

    private static int mix(int a, int b, int weight) {
        return (a * (65536 - weight) + b * weight + 32768) >> 16;
    }
}
