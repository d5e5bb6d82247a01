package studio.ganvas.tensor;

/**
 * NumPy's legacy {@code RandomState}: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998) seeded as {@code
 * init_genrand}, 53-bit doubles from two words, and Gaussians by Marsaglia's polar method, whose second value is kept for
 * the next call. NVIDIA's tools draw z for a seed from it, so seed 85 shows the same picture here.
 */
public final class NumpyRandom {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int next = N;
    private double spare;
    private boolean hasSpare;

    /** {@code seed} in [0, 2^32). */
    public NumpyRandom(long seed) {
        if (seed < 0 || seed > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("A seed must lie between 0 and 4294967295, not " + seed);
        }
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** Uniform in [0, 1), as {@code rand()}. */
    public double uniform() {
        long high = word() >>> 5;
        long low = word() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** Standard normal, as {@code randn()}. */
    public double gaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double r2;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            r2 = x * x + y * y;
        } while (r2 >= 1 || r2 == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(r2) / r2);
        spare = scale * x;
        hasSpare = true;
        return scale * y;
    }

    /** {@code randn(n)} as float32. */
    public float[] gaussians(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) gaussian();
        }
        return values;
    }

    private long word() {
        if (next == N) {
            refill();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        y ^= y >>> 18;
        return y & 0xFFFF_FFFFL;
    }

    private void refill() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7FFFFFFF);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
        }
        next = 0;
    }
}
