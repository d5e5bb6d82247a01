package studio.ganvas.metric;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.tensor.Matrices;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019, arXiv 1904.06991): a picture counts as realistic when its
 * features lie within the k-th neighbour's distance of some real picture; precision is the share of realistic generated
 * pictures, recall the share of real pictures that the generated ones cover in the same sense.
 */
public final class PrecisionRecall {
    /** Neighbours that the published numbers use. */
    public static final int NEIGHBOURS = 3;

    private static final long ROWS = 512;

    private PrecisionRecall() {}

    /** Distance of each feature [N, D] to its k-th neighbour among the others, float32 [N]. */
    public static Tensor radii(Tensor features, int k, boolean half) {
        return inChunks(features, rows -> Matrices.smallest(distances(rows, features, half), k + 1L)
                .values()
                .select(1, k));
    }

    /** The share of {@code probes} that lie within the radius of some feature of {@code manifold}. */
    public static double covered(Tensor probes, Tensor manifold, Tensor radii, boolean half) {
        Tensor outside = inChunks(probes, rows -> distances(rows, manifold, half)
                .sub(radii)
                .greaterThan(0)
                .toFloat32()
                .amin(false, 1));
        return 1 - outside.mean().item();
    }

    /**
     * Distances in float32.
     *
     * @param half round features and distances to float16, as the published numbers do
     */
    private static Tensor distances(Tensor rows, Tensor all, boolean half) {
        Tensor a = half ? Matrices.roundedToHalf(rows) : rows;
        Tensor b = half ? Matrices.roundedToHalf(all) : all;
        Tensor distances = Matrices.distances(a.toFloat64(), b.toFloat64()).toFloat32();
        return half ? Matrices.roundedToHalf(distances) : distances;
    }

    /** Some rows of features to a number each. */
    private interface RowFunction {
        Tensor apply(Tensor rows);
    }

    private static Tensor inChunks(Tensor features, RowFunction function) {
        List<Tensor> parts = new ArrayList<>();
        for (long from = 0; from < features.size(0); from += ROWS) {
            Tensor rows = features.narrow(0, from, Math.min(features.size(0), from + ROWS));
            parts.add(Scope.tidy(() -> function.apply(rows)));
        }
        return Ops.cat(0, parts);
    }
}
