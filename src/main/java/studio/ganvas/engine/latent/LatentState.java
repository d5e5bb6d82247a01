package studio.ganvas.engine.latent;

import java.util.List;

/**
 * Everything that makes one picture. Equal states give equal pictures, bit for bit on one machine. Rows are those of ws:
 * row i is the w that layer i reads, coarse layers first (see {@link LatentFacts#rows()}).
 *
 * @param model id of the model, see {@link LatentLab#models()}; a path works too
 * @param source where w comes from
 * @param classes a weight for every class, of any positive sum; empty: the first class, or none for networks without
 * @param directions are added after truncation and mixing
 */
public record LatentState(
        String model,
        LatentSource source,
        List<Double> classes,
        Truncation truncation,
        Mixing mixing,
        List<DirectionUse> directions,
        NoiseChoice noise) {
    public LatentState {
        classes = List.copyOf(classes);
        directions = List.copyOf(directions);
        if (classes.stream().anyMatch(weight -> !(weight >= 0) || weight.isInfinite())
                || !classes.isEmpty() && classes.stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("The shares of classes must not be negative, nor all nought.");
        }
    }

    /** The picture that NVIDIA's tools make of a seed: ψ 1, stored noise. */
    public static LatentState of(String model, long seed) {
        return of(model, LatentSource.seed(seed));
    }

    public static LatentState of(String model, LatentSource source) {
        return new LatentState(model, source, List.of(), Truncation.NONE, Mixing.NONE, List.of(), NoiseChoice.CONST);
    }

    public LatentState withModel(String other) {
        return new LatentState(other, source, classes, truncation, mixing, directions, noise);
    }

    public LatentState with(LatentSource other) {
        return new LatentState(model, other, classes, truncation, mixing, directions, noise);
    }

    public LatentState withClasses(List<Double> weights) {
        return new LatentState(model, source, weights, truncation, mixing, directions, noise);
    }

    public LatentState with(Truncation other) {
        return new LatentState(model, source, classes, other, mixing, directions, noise);
    }

    public LatentState with(Mixing other) {
        return new LatentState(model, source, classes, truncation, other, directions, noise);
    }

    public LatentState withDirections(List<DirectionUse> uses) {
        return new LatentState(model, source, classes, truncation, mixing, uses, noise);
    }

    public LatentState with(NoiseChoice other) {
        return new LatentState(model, source, classes, truncation, mixing, directions, other);
    }
}
