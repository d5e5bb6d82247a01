package studio.ganvas.engine.latent;

import java.util.List;
import java.util.OptionalInt;

/**
 * The truncation trick (arXiv 1812.04948, appendix B): w̄ + ψ·(w − w̄). ψ 1 leaves w as it is, 0 gives the average
 * picture, negative values its opposite.
 *
 * @param psi ψ; sliders go from {@value #LEAST} to {@value #MOST}
 * @param cutoff rows from here on are not truncated; empty: all rows are
 * @param rows a ψ for each row, which then counts alone; empty: {@code psi} and {@code cutoff} count
 */
public record Truncation(double psi, OptionalInt cutoff, List<Double> rows) {
    public static final double LEAST = -1;
    public static final double MOST = 2;
    public static final Truncation NONE = of(1);

    public Truncation {
        rows = List.copyOf(rows);
        if (!Double.isFinite(psi) || rows.stream().anyMatch(each -> !Double.isFinite(each))) {
            throw new IllegalArgumentException("ψ must be a number.");
        }
        if (cutoff.isPresent() && cutoff.getAsInt() < 0) {
            throw new IllegalArgumentException("The cutoff of ψ counts layers from 0.");
        }
    }

    /** The same ψ for all rows. */
    public static Truncation of(double psi) {
        return new Truncation(psi, OptionalInt.empty(), List.of());
    }

    /** ψ of every row, as it will be used. */
    public List<Double> perRow(int numWs) {
        return java.util.stream.IntStream.range(0, numWs)
                .mapToObj(row -> rows.isEmpty()
                        ? row < cutoff.orElse(numWs) ? psi : 1.0
                        : row < rows.size() ? rows.get(row) : 1.0)
                .toList();
    }
}
