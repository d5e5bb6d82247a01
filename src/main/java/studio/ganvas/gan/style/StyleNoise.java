package studio.ganvas.gan.style;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

/**
 * Gives each layer its noise. Layers are known by the row of ws that they read, so a layer gets the same map whether or
 * not the layers before it have run.
 */
@FunctionalInterface
public interface StyleNoise {
    /** No layer gets noise. */
    StyleNoise NONE = place -> Optional.empty();

    /** The stored maps; those of seed 0 for networks that store none. */
    StyleNoise STORED = place -> place.stored().or(() -> seeded(0).at(place));

    /** Every picture gets its own map from {@link Draws#current()}, in the order of the layers. */
    StyleNoise FRESH = place -> Optional.of(place.fresh().get());

    /**
     * Where noise is wanted.
     *
     * @param row of ws, counted from 0
     * @param map number of the map, which differs from the row where layers share maps
     * @param resolution edge of the map
     * @param stored the network's own map [R, R]
     * @param fresh draws a map [N, 1, R, R], the same one for layers that share it
     */
    record Place(int row, int map, int resolution, Optional<Tensor> stored, Supplier<Tensor> fresh) {
        /** A layer with a map of its own. */
        public static Place of(int row, long samples, int resolution, Optional<Tensor> stored) {
            return new Place(
                    row, row, resolution, stored, () -> Draws.current().normal(samples, 1, resolution, resolution));
        }
    }

    /** A map that can be added to [N, C, R, R] once the layer has multiplied it with its learned strength. */
    Optional<Tensor> at(Place place);

    static StyleNoise of(NoiseMode mode) {
        return switch (mode) {
            case NONE -> NONE;
            case CONST -> STORED;
            case RANDOM -> FRESH;
        };
    }

    /** Maps that follow from the seed and the layer alone: every picture of a batch gets the same. */
    static StyleNoise seeded(long seed) {
        Rng rng = new Rng(seed);
        return place ->
                Optional.of(rng.at(place.map(), "style noise").normal(1, 1, place.resolution(), place.resolution()));
    }

    /** These maps by row, for instance a projection's; rows that have none get none. */
    static StyleNoise given(Map<Integer, Tensor> maps) {
        return place -> Optional.ofNullable(maps.get(place.row()));
    }

    /** This noise times a factor for each row; rows beyond the list keep theirs, and 0 leaves the noise out. */
    default StyleNoise times(List<Double> factors) {
        List<Double> strengths = List.copyOf(factors);
        return place -> {
            double factor = place.row() < strengths.size() ? strengths.get(place.row()) : 1;
            if (factor == 0) {
                return Optional.empty();
            }
            return factor == 1 ? at(place) : at(place).map(map -> map.mul(factor));
        };
    }
}
