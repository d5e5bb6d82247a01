package studio.ganvas.engine.latent;

/**
 * A way to go in W that changes pictures in one respect.
 *
 * @param id stable key among the directions of a model
 * @param name what people call it
 * @param vector one row; strength 1 adds it once, which is about one standard deviation of W along it
 * @param from first row of ws that it acts on
 * @param to the row after the last one
 * @param share of the variance that it explains, 0 to 1: of W for PCA, of the styles for SeFa
 */
public record Direction(String id, String name, Method method, Code vector, int from, int to, double share) {
    /** How a direction was found. */
    public enum Method {
        /** Closed-form factorisation of the style layers (Shen and Zhou 2021, arXiv 2007.06600). */
        SEFA,
        /** Principal components of W (Härkönen et al. 2020, arXiv 2004.02546). */
        PCA,
        /** From a file, without saying how. */
        OTHER
    }

    public Direction {
        if (vector.rows() != 1) {
            throw new IllegalArgumentException("A direction is one vector, not " + vector.rows() + ".");
        }
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("A direction must act on at least one layer.");
        }
    }

    public Direction renamed(String other) {
        return new Direction(id, other, method, vector, from, to, share);
    }

    public Direction onRows(int first, int end) {
        return new Direction(id, name, method, vector, first, end, share);
    }
}
