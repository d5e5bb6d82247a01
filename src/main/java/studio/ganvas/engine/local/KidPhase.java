package studio.ganvas.engine.local;

import java.util.function.Consumer;
import studio.ganvas.metric.Kid;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

/** KID between two sets, a subset a slice. */
final class KidPhase {
    private static final Rng SUBSETS = new Rng(0);

    private KidPhase() {}

    /**
     * @param most pictures that either set can have; when no more fit into a subset, all subsets are the same one, which is
     *     computed once and has no spread (NaN)
     */
    static Phase of(String words, int most, FeatureSet real, FeatureSet generated, Consumer<Kid.Estimate> result) {
        double[] values = new double[most <= Kid.SUBSET_SIZE ? 1 : Kid.SUBSETS];
        return Phase.formula(words, values.length, i -> {
            Tensor x = real.all();
            Tensor y = generated.all();
            int m = Kid.subsetSize(x.size(0), y.size(0));
            Draws draws = SUBSETS.at(i, "subset");
            values[i] = Kid.ofSubsets(Kid.subset(x, m, draws), Kid.subset(y, m, draws));
            if (i == values.length - 1) {
                Kid.Estimate estimate = Kid.estimate(values);
                result.accept(values.length > 1 ? estimate : new Kid.Estimate(estimate.mean(), Double.NaN));
            }
        });
    }
}
