package studio.ganvas.metric;

import studio.ganvas.tensor.Tensor;

/**
 * Inception score (Salimans et al. 2016, arXiv 1606.03498, section 4): exp of the mean Kullback–Leibler divergence of each
 * picture's class probabilities from the average; 1 when all pictures look of one kind, at most the number of classes.
 */
public final class InceptionScore {
    /** Parts that the published numbers average over. */
    public static final int SPLITS = 10;

    private InceptionScore() {}

    /** Mean and spread (dividing by their number) over the parts. */
    public record Score(double mean, double std) {}

    /** @param probabilities [N, classes], rows sum to 1 */
    public static Score of(Tensor probabilities, int splits) {
        long n = probabilities.size(0);
        double[] scores = new double[splits];
        for (int i = 0; i < splits; i++) {
            Tensor part = probabilities.narrow(0, i * n / splits, (i + 1) * n / splits);
            Tensor average = part.mean(true, 0);
            Tensor divergence =
                    part.mul(part.log().sub(average.log())).sum(false, 1).mean();
            scores[i] = Math.exp(divergence.item());
        }
        Kid.Estimate both = Kid.estimate(scores);
        return new Score(both.mean(), both.std());
    }
}
