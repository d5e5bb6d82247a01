package studio.ganvas.data.doctor;

import java.util.Arrays;

/**
 * What a score says about two pictures: how much likelier it is for a pair than for strangers. Scores are correlations,
 * spread out by Fisher's transform. How strangers score is seen from many of them, tails and all; pairs are taken for
 * normal, since a few of them are strangers in truth. A little of either is left to whatever happens outside it, so that no
 * single odd score proves anything.
 */
final class PairEvidence {
    /** The share of scores that nothing explains, and where they may lie after the transform. */
    private static final double ODD = 0.001;

    private static final double RANGE = 10;
    private static final double MOST = 0.9999;
    /** A normal distribution's quantile one standard deviation below its centre. */
    private static final double ONE_BELOW = 0.1587;

    private static final double LEAST_WIDTH = 0.02;
    private static final int BINS = 1000;

    /** By score, from −RANGE/2 to RANGE/2 after the transform; never falls. */
    private final double[] forPair = new double[BINS];

    /**
     * Learns from scores.
     *
     * @param pairs of pairs, sorted; some of them may be wrong, so their middle and what lies just below it are believed
     * @param strangers of pictures that have nothing to do with each other, sorted
     */
    PairEvidence(double[] pairs, double[] strangers) {
        double centre = transformed(at(pairs, 0.5));
        double width = Math.max(LEAST_WIDTH, centre - transformed(at(pairs, ONE_BELOW)));
        double[] stranger = spread(strangers);
        int best = 0;
        for (int i = 0; i < BINS; i++) {
            double pair = normal((i + 0.5) * RANGE / BINS - RANGE / 2 - centre, width);
            forPair[i] = Math.log(((1 - ODD) * pair + ODD / RANGE) / ((1 - ODD) * stranger[i] + ODD / RANGE));
            best = forPair[i] > forPair[best] ? i : best;
        }
        // a better score never speaks against a pair, nor a worse one for it
        Arrays.fill(forPair, best, BINS, forPair[best]);
        for (int i = best - 1; i >= 0; i--) {
            forPair[i] = Math.min(forPair[i], forPair[i + 1]);
        }
    }

    private static double normal(double distance, double width) {
        double d = distance / width;
        return Math.exp(-d * d / 2) / (width * Math.sqrt(2 * Math.PI));
    }

    /** Each score as a small hill: a kernel density estimate, its width Silverman's, from the middle of the scores. */
    private static double[] spread(double[] sorted) {
        int n = sorted.length;
        double width = transformed(at(sorted, 0.5)) - transformed(at(sorted, ONE_BELOW));
        double hill = Math.max(LEAST_WIDTH, 1.06 * width * Math.pow(n, -0.2));
        int[] counts = new int[BINS];
        for (double score : sorted) {
            counts[bin(transformed(score))]++;
        }
        double[] density = new double[BINS];
        for (int from = 0; from < BINS; from++) {
            for (int to = 0; to < BINS && counts[from] > 0; to++) {
                density[to] += counts[from] * normal((to - from) * RANGE / BINS, hill) / n;
            }
        }
        return density;
    }

    private static int bin(double z) {
        return (int) Math.max(0, Math.min(BINS - 1, (z / RANGE + 0.5) * BINS));
    }

    private static double transformed(double score) {
        double s = Math.max(-MOST, Math.min(MOST, score));
        return 0.5 * Math.log((1 + s) / (1 - s));
    }

    static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)];
    }

    /** The logarithm of how much likelier the score is for a pair than for strangers. */
    double forPair(double score) {
        return forPair[bin(transformed(score))];
    }
}
