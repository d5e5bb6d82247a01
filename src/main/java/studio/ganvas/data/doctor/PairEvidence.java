package studio.ganvas.data.doctor;

import java.util.Arrays;

/**
 * What a score says about two pictures: how much likelier it is for a pair than for strangers. Scores are correlations;
 * Fisher's transform makes them nearly normal. A little of every distribution is left to whatever happens outside it, so
 * that no single odd score proves anything.
 */
final class PairEvidence {
    /** The share of scores that no model explains, and where they may lie after the transform. */
    private static final double ODD = 0.001;

    private static final double RANGE = 10;
    private static final double MOST = 0.9999;
    /** A normal distribution's quantile one standard deviation below its centre. */
    private static final double ONE_BELOW = 0.1587;

    private static final double LEAST_WIDTH = 0.02;

    private final Spread pairs;
    private final Spread strangers;

    /** @param width standard deviation */
    private record Spread(double centre, double width) {
        double density(double z) {
            double d = (z - centre) / width;
            return ODD / RANGE + (1 - ODD) * Math.exp(-d * d / 2) / (width * Math.sqrt(2 * Math.PI));
        }
    }

    /**
     * Learns from scores.
     *
     * @param pairs of pairs, sorted; some of them may be wrong, so their middle and what lies just below it are believed
     * @param strangers of pictures that have nothing to do with each other, sorted
     */
    PairEvidence(double[] pairs, double[] strangers) {
        double middle = transformed(at(pairs, 0.5));
        this.pairs = new Spread(middle, Math.max(LEAST_WIDTH, middle - transformed(at(pairs, ONE_BELOW))));
        double mean = Arrays.stream(strangers)
                .map(PairEvidence::transformed)
                .average()
                .orElse(0);
        double variance = Arrays.stream(strangers)
                .map(score -> transformed(score) - mean)
                .map(d -> d * d)
                .average()
                .orElse(0);
        this.strangers = new Spread(mean, Math.max(LEAST_WIDTH, Math.sqrt(variance)));
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
        double z = transformed(score);
        return Math.log(pairs.density(z) / strangers.density(z));
    }
}
