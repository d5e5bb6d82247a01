package studio.ganvas.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.nio.charset.StandardCharsets;

/**
 * Randomness without state to save: every draw's seed follows from (run seed, step, purpose, number of the draw), so a
 * resumed run draws what an unbroken one would have drawn. Numbers are drawn on the CPU, so that a seed means the same
 * on every device.
 */
public final class Rng {
    private final long seed;

    public Rng(long seed) {
        this.seed = seed;
    }

    /** The draws of one purpose in one step. */
    public Draws at(long step, String purpose) {
        return new Seeded(seed(step, purpose));
    }

    /** A 63-bit seed for a purpose in a step. */
    public long seed(long step, String purpose) {
        long hash = mix(seed) ^ mix(step * 0x9E3779B97F4A7C15L + 1);
        for (byte each : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash + each);
        }
        return hash >>> 1;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit moves every output bit. */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    private static final class Seeded implements Draws {
        private final long seed;
        private long count;

        Seeded(long seed) {
            this.seed = seed;
        }

        @Override
        public Tensor normal(long... shape) {
            reseed();
            return Kernels.one("randn", (Object) shape).onDevice();
        }

        @Override
        public Tensor uniform(long... shape) {
            reseed();
            return Kernels.one("rand", (Object) shape).onDevice();
        }

        @Override
        public Tensor integers(long bound, long n) {
            long[] values = new long[Math.toIntExact(n)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (long) (uniform() * bound);
            }
            return Tensor.of(values, n);
        }

        @Override
        public double uniform() {
            return (mix(seed + ++count * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
        }

        private void reseed() {
            JniUtils.setSeed(mix(seed + ++count * 0x9E3779B97F4A7C15L) >>> 1);
        }
    }
}
