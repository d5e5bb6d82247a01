package studio.ganvas.metric;

import java.util.stream.LongStream;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Kernel inception distance (Bińkowski et al. 2018, arXiv 1801.01401): the unbiased estimate of the squared maximum mean
 * discrepancy under the kernel {@code k(x, y) = (x·y / D + 1)³}, averaged over random subsets. Around 0 for two samples
 * of one distribution, on either side of it.
 */
public final class Kid {
    /** Subsets that the published numbers average over. */
    public static final int SUBSETS = 100;
    /** Most features a subset has. */
    public static final int SUBSET_SIZE = 1000;

    private Kid() {}

    /**
     * @param mean the estimate
     * @param std over the subsets (dividing by their number), as the U-GAT-IT paper states it beside the mean
     */
    public record Estimate(double mean, double std) {}

    /** Features a subset has, given the sizes of both sets. */
    public static int subsetSize(long real, long generated) {
        return (int) Math.min(SUBSET_SIZE, Math.min(real, generated));
    }

    /**
     * The estimate from one pair of subsets of the same length m ≥ 2, each [m, D]. The products are float32, as for the
     * published numbers; the cubes, of which small differences count, and the sums are float64.
     */
    public static double ofSubsets(Tensor real, Tensor generated) {
        long m = real.size(0);
        double between = kernel(real, generated).sum().item();
        double within = withoutDiagonal(kernel(real, real)) + withoutDiagonal(kernel(generated, generated));
        return within / ((double) m * (m - 1)) - 2 * between / ((double) m * m);
    }

    private static Tensor kernel(Tensor x, Tensor y) {
        return Ops.matmul(x, y.transpose(0, 1))
                .mul(1.0 / x.size(1))
                .add(1)
                .toFloat64()
                .pow(3);
    }

    private static double withoutDiagonal(Tensor square) {
        long m = square.size(0);
        Tensor diagonal = square.gather(1, Tensor.of(LongStream.range(0, m).toArray(), m, 1));
        return square.sum().item() - diagonal.sum().item();
    }

    /** {@code m} different rows of {@code features}, drawn at random. */
    public static Tensor subset(Tensor features, int m, Draws draws) {
        return features.indexSelect(0, Tensor.of(choose(features.size(0), m, draws), m));
    }

    private static long[] choose(long n, int m, Draws draws) {
        long[] all = new long[Math.toIntExact(n)];
        for (int i = 0; i < n; i++) {
            all[i] = i;
        }
        long[] chosen = new long[m];
        for (int i = 0; i < m; i++) {
            int j = i + (int) (draws.uniform() * (n - i));
            chosen[i] = all[j];
            all[j] = all[i];
        }
        return chosen;
    }

    /** Mean and spread of the estimates of many subsets. */
    public static Estimate estimate(double... subsets) {
        double mean = 0;
        for (double each : subsets) {
            mean += each / subsets.length;
        }
        double squares = 0;
        for (double each : subsets) {
            squares += (each - mean) * (each - mean) / subsets.length;
        }
        return new Estimate(mean, Math.sqrt(squares));
    }

    /**
     * The mean KID that the U-GAT-IT paper reports (Kim et al. 2020, arXiv 1907.10830, section 4.2): of translations
     * against the target domain and against the source domain, since a translation shall keep what the source shows.
     */
    public static Estimate meanOf(Estimate target, Estimate source) {
        return new Estimate((target.mean() + source.mean()) / 2, (target.std() + source.std()) / 2);
    }
}
