package studio.ganvas.latent;

/** Ways between vectors of equal length. Results are new; arguments stay as they are. */
public final class Vectors {
    /** Vectors whose cosine is larger are nearly one direction, where the sphere's formula loses its digits. */
    private static final double NEARLY_PARALLEL = 0.9995;

    private Vectors() {}

    /** {@code a + t·(b − a)}, exact at t = 0 and t = 1. */
    public static float[] lerp(float[] a, float[] b, double t) {
        float[] out = new float[a.length];
        for (int i = 0; i < out.length; i++) {
            // from the nearer end, as PyTorch does
            out[i] = (float) (t < 0.5 ? a[i] + t * (b[i] - a[i]) : b[i] - (1 - t) * (b[i] - a[i]));
        }
        return out;
    }

    /**
     * Along the great circle (Shoemake 1985): directions turn evenly, lengths change evenly. Nearly parallel vectors go
     * straight, and so do opposite ones, between which there is no shortest arc.
     */
    public static float[] slerp(float[] a, float[] b, double t) {
        double lengthA = length(a);
        double lengthB = length(b);
        double cosine = lengthA == 0 || lengthB == 0 ? 1 : dot(a, b) / (lengthA * lengthB);
        if (Math.abs(cosine) > NEARLY_PARALLEL) {
            return lerp(a, b, t);
        }
        double angle = Math.acos(cosine);
        double length = lengthA + t * (lengthB - lengthA);
        double fromA = Math.sin((1 - t) * angle) / Math.sin(angle) * length / lengthA;
        double fromB = Math.sin(t * angle) / Math.sin(angle) * length / lengthB;
        float[] out = new float[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (fromA * a[i] + fromB * b[i]);
        }
        return out;
    }

    /** The Catmull–Rom curve from {@code b} to {@code c}, which comes from {@code a} and goes on to {@code d}. */
    public static float[] spline(float[] a, float[] b, float[] c, float[] d, double t) {
        double t2 = t * t;
        double t3 = t2 * t;
        float[] out = new float[b.length];
        for (int i = 0; i < out.length; i++) {
            double slopeB = (c[i] - (double) a[i]) / 2;
            double slopeC = (d[i] - (double) b[i]) / 2;
            out[i] = (float) (b[i] * (2 * t3 - 3 * t2 + 1)
                    + slopeB * (t3 - 2 * t2 + t)
                    + c[i] * (3 * t2 - 2 * t3)
                    + slopeC * (t3 - t2));
        }
        return out;
    }

    /** {@code a + factor·b} from place {@code at} of a on, written into {@code a}. */
    public static void addInto(float[] a, int at, float[] b, double factor) {
        for (int i = 0; i < b.length; i++) {
            a[at + i] += (float) (factor * b[i]);
        }
    }

    /** {@code factor·a}. */
    public static float[] scaled(float[] a, double factor) {
        float[] out = new float[a.length];
        addInto(out, 0, a, factor);
        return out;
    }

    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    public static double length(float[] a) {
        return Math.sqrt(dot(a, a));
    }
}
