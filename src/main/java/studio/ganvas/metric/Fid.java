package studio.ganvas.metric;

import studio.ganvas.tensor.Matrices;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Fréchet inception distance (Heusel et al. 2017, arXiv 1706.08500): both sets of features are taken for Gaussians, and
 * {@code d² = |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2·(Σ₁Σ₂)^½)}. Float64 throughout.
 */
public final class Fid {
    private Fid() {}

    /**
     * @param mean [D]
     * @param covariance [D, D], divided by N (not N − 1), as the published numbers are
     */
    public record Gaussian(Tensor mean, Tensor covariance) {}

    /** Moments of features [N, D]. */
    public static Gaussian gaussian(Tensor features) {
        Tensor x = features.toFloat64();
        Tensor mean = x.mean(false, 0);
        Tensor centred = x.sub(mean);
        Tensor covariance = Ops.matmul(centred.transpose(0, 1), centred).div(x.size(0));
        return new Gaussian(mean, covariance);
    }

    /**
     * The distance. The trace of the matrix root needs no root of a product that is not symmetric: (Σ₁Σ₂)^½ has the
     * eigenvalues of (Σ₁^½ Σ₂ Σ₁^½)^½, which is symmetric and so stays real even when fewer pictures than features make
     * the covariances singular.
     */
    public static double distance(Gaussian a, Gaussian b) {
        Tensor root = root(a.covariance());
        Tensor product = Ops.matmul(Ops.matmul(root, b.covariance()), root);
        Tensor symmetric = product.add(product.transpose(0, 1)).mul(0.5);
        double cross = Matrices.symmetricEigenvalues(symmetric)
                .clamp(0, Double.MAX_VALUE)
                .sqrt()
                .sum()
                .item();
        double means = a.mean().sub(b.mean()).square().sum().item();
        return Math.max(0, means + trace(a.covariance()) + trace(b.covariance()) - 2 * cross);
    }

    private static Tensor root(Tensor covariance) {
        Matrices.Eigen eigen = Matrices.symmetricEigen(covariance);
        Tensor roots = eigen.values().clamp(0, Double.MAX_VALUE).sqrt();
        return Ops.matmul(eigen.vectors().mul(roots), eigen.vectors().transpose(0, 1));
    }

    private static double trace(Tensor matrix) {
        long n = matrix.size(0);
        double sum = 0;
        double[] all = matrix.toHost().toDoubles();
        for (long i = 0; i < n; i++) {
            sum += all[(int) (i * n + i)];
        }
        return sum;
    }
}
