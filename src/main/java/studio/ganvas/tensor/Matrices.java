package studio.ganvas.tensor;

import java.util.List;

/** Linear algebra of plain matrices, in the precision of their elements. */
public final class Matrices {
    private Matrices() {}

    /**
     * Eigenvalues, ascending, and the eigenvectors in the columns.
     *
     * @param values [n]
     * @param vectors [n, n]
     */
    public record Eigen(Tensor values, Tensor vectors) {}

    /**
     * The smallest elements of each row, ascending.
     *
     * @param values [rows, k]
     * @param indices int64 [rows, k]
     */
    public record Smallest(Tensor values, Tensor indices) {}

    /** Of a symmetric matrix [n, n]. */
    public static Eigen symmetricEigen(Tensor a) {
        List<Tensor> both = Kernels.many("eigh", a);
        return new Eigen(both.get(0), both.get(1));
    }

    /** Eigenvalues of a symmetric matrix [n, n], ascending, [n]. */
    public static Tensor symmetricEigenvalues(Tensor a) {
        return Kernels.one("eigvalsh", a);
    }

    /** Euclidean distances of all rows: a [n, d], b [m, d] → [n, m]. Give float64: it is made of a matrix product. */
    public static Tensor distances(Tensor a, Tensor b) {
        return Kernels.one("cdist", a, b);
    }

    public static Smallest smallest(Tensor a, long k) {
        List<Tensor> both = Kernels.many("smallest", a, k);
        return new Smallest(both.get(0), both.get(1));
    }

    /** The elements rounded to half precision, as float32. */
    public static Tensor roundedToHalf(Tensor a) {
        return Kernels.one("round_half", a);
    }
}
