package studio.ganvas.engine.latent;

import java.util.List;

/**
 * What is known of a model once it is loaded.
 *
 * @param resolution edge of its pictures
 * @param rows number of rows of ws
 * @param classes names, or numbers where there are no names; empty for a network without classes
 * @param styled whether every layer has a style of its own to be mixed, and noise; otherwise the latent enters once, at the
 *     first layer, and w is z
 * @param layers in the order in which they run
 */
public record LatentFacts(
        String model,
        String system,
        int resolution,
        int channels,
        int zDim,
        int wDim,
        int rows,
        List<String> classes,
        boolean styled,
        List<Layer> layers) {
    /**
     * A layer of the synthesis network.
     *
     * @param name in the network's own state dict
     * @param row of ws that it reads
     * @param resolution edge of its result
     * @param picture whether it makes colours of features; such a layer has no noise
     */
    public record Layer(String name, int row, int resolution, int channels, boolean picture) {}

    /** Rows of ws that belong together (arXiv 1812.04948, section 3.1): {@code from} inclusive, {@code to} exclusive. */
    public record Group(String id, int from, int to) {}

    public LatentFacts {
        classes = List.copyOf(classes);
        layers = List.copyOf(layers);
    }

    /** The paper's coarse (4–8 px), middle (16–32 px) and fine (64 px and more) rows; those that the network has. */
    public List<Group> groups() {
        List<Group> all = List.of(
                new Group("coarse", 0, Math.min(rows, 4)),
                new Group("middle", 4, Math.min(rows, 8)),
                new Group("fine", 8, rows));
        return all.stream().filter(group -> group.from() < group.to()).toList();
    }

    /** Edge of the pictures of the block that row {@code row} belongs to: 4, 4, 8, 8, 16, 16 … */
    public int resolutionOf(int row) {
        return 4 << row / 2;
    }
}
