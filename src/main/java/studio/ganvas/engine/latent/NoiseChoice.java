package studio.ganvas.engine.latent;

import java.util.List;

/**
 * Noise of the synthesis layers (arXiv 1812.04948, section 3.2).
 *
 * @param seed of random maps; the same seed gives the same maps
 * @param strengths a factor on the learned strength for each row; rows beyond the list take 1
 */
public record NoiseChoice(Mode mode, long seed, List<Double> strengths) {
    public static final NoiseChoice CONST = new NoiseChoice(Mode.CONST, 0, List.of());
    public static final NoiseChoice NONE = new NoiseChoice(Mode.NONE, 0, List.of());

    /** Where the maps come from. */
    public enum Mode {
        NONE,
        /** Stored with the network. */
        CONST,
        /** Drawn from the seed. */
        RANDOM
    }

    public NoiseChoice {
        strengths = List.copyOf(strengths);
        if (strengths.stream().anyMatch(each -> !Double.isFinite(each))) {
            throw new IllegalArgumentException("The strength of noise must be a number.");
        }
    }

    public static NoiseChoice random(long seed) {
        return new NoiseChoice(Mode.RANDOM, seed, List.of());
    }

    /** The factor of a row. */
    public double strength(int row) {
        return row < strengths.size() ? strengths.get(row) : 1;
    }
}
