package studio.ganvas.latent;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.tensor.Matrices;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * Directions in W: principal components of sampled w (Härkönen et al. 2020, arXiv 2004.02546, section 3) and closed-form
 * factorisation of the layers that make styles of w (Shen and Zhou 2021, arXiv 2007.06600, section 3.2). An eigenvector's
 * sign is arbitrary; here its number of largest magnitude is positive, so that the same model gives the same directions. On
 * the compute thread.
 */
public final class Components {
    private Components() {}

    /**
     * A direction.
     *
     * @param vector scaled to one standard deviation of sampled w along it, or to that along an average direction where w
     *     hardly varies along it
     * @param share of the whole variance (PCA) or of the whole energy of the styles (SeFa)
     */
    public record Component(float[] vector, double share) {}

    /** The {@code count} principal components with the largest variance, largest first. */
    public static List<Component> ofSamples(Mapper.Statistics statistics, int count) {
        try (Scope scope = Scope.open()) {
            Tensor centred = centred(statistics);
            Tensor covariance = Ops.matmul(centred.transpose(0, 1), centred).div(statistics.samples().length);
            return components(covariance, statistics, count);
        }
    }

    /**
     * The unit vectors n that move the styles of {@code layers} furthest: eigenvectors of AᵀA, where A has each layer's
     * affine map with its rows scaled to unit length.
     */
    public static List<Component> ofStyles(
            StyleGenerator generator, List<StyleLayer> layers, Mapper.Statistics statistics, int count) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("No layer in this range makes styles of w.");
        }
        try (Scope scope = Scope.open()) {
            List<Tensor> maps = new ArrayList<>();
            for (StyleLayer layer : layers) {
                Tensor a = generator.affine(layer); // [styles, wDim]
                Tensor lengths = a.square().sum(true, 1).add(1e-12).rsqrt();
                maps.add(a.mul(lengths));
            }
            Tensor a = Ops.cat(0, maps);
            return components(Ops.matmul(a.transpose(0, 1), a), statistics, count);
        }
    }

    private static Tensor centred(Mapper.Statistics statistics) {
        int n = statistics.samples().length;
        int dim = statistics.mean().length;
        float[] all = new float[n * dim];
        for (int i = 0; i < n; i++) {
            System.arraycopy(statistics.samples()[i], 0, all, i * dim, dim);
        }
        return Tensor.of(all, n, dim).sub(Tensor.of(statistics.mean(), dim));
    }

    private static List<Component> components(Tensor symmetric, Mapper.Statistics statistics, int count) {
        Matrices.Eigen eigen = Matrices.symmetricEigen(symmetric.toFloat64());
        double[] values = eigen.values().toHost().toDoubles(); // ascending
        int dim = values.length;
        double[] columns = eigen.vectors().toHost().toDoubles(); // [dim, dim], eigenvectors in columns
        double sum = 0;
        for (double value : values) {
            sum += Math.max(0, value);
        }
        double usual = statistics.std() / Math.sqrt(dim);
        List<Component> found = new ArrayList<>();
        for (int i = 0; i < Math.min(count, dim); i++) {
            int column = dim - 1 - i;
            float[] vector = new float[dim];
            int largest = 0;
            for (int row = 0; row < dim; row++) {
                vector[row] = (float) columns[row * dim + column];
                largest = Math.abs(vector[row]) > Math.abs(vector[largest]) ? row : largest;
            }
            double spread = Math.max(usual, deviation(statistics, vector));
            double scale = Math.signum(vector[largest]) * spread;
            for (int row = 0; row < dim; row++) {
                vector[row] = (float) (vector[row] * scale);
            }
            found.add(new Component(vector, sum > 0 ? Math.max(0, values[column]) / sum : 0));
        }
        return found;
    }

    /** Standard deviation of sampled w along a unit vector. */
    private static double deviation(Mapper.Statistics statistics, float[] unit) {
        double middle = Vectors.dot(statistics.mean(), unit);
        double squares = 0;
        for (float[] w : statistics.samples()) {
            double off = Vectors.dot(w, unit) - middle;
            squares += off * off;
        }
        return Math.sqrt(squares / statistics.samples().length);
    }
}
