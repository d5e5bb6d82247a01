package studio.ganvas.gan.stylegan2;

import java.util.List;
import java.util.stream.IntStream;

/** The edges that blocks work at: 4, 8, 16 … */
final class Resolutions {
    private Resolutions() {}

    static int log2(int resolution) {
        return Integer.numberOfTrailingZeros(resolution);
    }

    static void check(int resolution) {
        if (resolution < 8 || Integer.bitCount(resolution) != 1) {
            throw new IllegalArgumentException(
                    "StyleGAN2 makes pictures of 8, 16, 32, 64, 128 … pixels, not of " + resolution);
        }
    }

    /** 4 to {@code resolution}, doubling. */
    static List<Integer> upTo(int resolution) {
        return IntStream.rangeClosed(2, log2(resolution))
                .mapToObj(log -> 1 << log)
                .toList();
    }
}
