package studio.ganvas.latent;

import java.util.List;
import studio.ganvas.gan.style.StyleNoise;

/**
 * Noise of a picture as a value.
 *
 * @param seed counts for {@link Kind#RANDOM} only
 * @param strengths factors by row; rows beyond the list take 1
 */
public record NoiseSpec(Kind kind, long seed, List<Double> strengths) {
    public static final NoiseSpec STORED = new NoiseSpec(Kind.STORED, 0, List.of());
    public static final NoiseSpec NONE = new NoiseSpec(Kind.NONE, 0, List.of());

    /** Where maps come from. */
    public enum Kind {
        NONE,
        /** The network's own; networks that keep none get those of seed 0. */
        STORED,
        RANDOM
    }

    public NoiseSpec {
        strengths = List.copyOf(strengths);
    }

    /** The maps. */
    public StyleNoise maps() {
        StyleNoise maps =
                switch (kind) {
                    case NONE -> StyleNoise.NONE;
                    case STORED -> {
                        StyleNoise otherwise = StyleNoise.seeded(0);
                        yield place -> place.stored().or(() -> otherwise.at(place));
                    }
                    case RANDOM -> StyleNoise.seeded(seed);
                };
        return maps.times(strengths);
    }

    /** What the noise of a row depends on. */
    String key(int row) {
        double strength = row < strengths.size() ? strengths.get(row) : 1;
        if (kind == Kind.NONE || strength == 0) {
            return "none";
        }
        return kind == Kind.STORED ? "stored " + strength : "random " + seed + " " + strength;
    }
}
