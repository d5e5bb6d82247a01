package studio.ganvas.data;

import java.util.Map;

/**
 * What one training step sees. The arrays belong to whoever took the batch.
 *
 * @param step the step it was made for
 * @param images pictures by name, [N, C, H, W] in [−1, 1]: {@code real}, or {@code A} and {@code B} for two domains
 * @param shapes the shapes of {@code images}
 * @param labels class numbers of {@code real} or {@code A}, [N]; −1 where a picture has no class
 * @param items places in {@link Dataset#items()} of {@code real} or {@code A}, [N]
 */
public record Batch(long step, Map<String, float[]> images, Map<String, long[]> shapes, long[] labels, int[] items) {
    /** Name of the pictures of a dataset without domains. */
    public static final String REAL = "real";
    /** Name of the first domain's pictures. */
    public static final String A = "A";
    /** Name of the second domain's pictures. */
    public static final String B = "B";

    public Batch {
        images = Map.copyOf(images);
        shapes = Map.copyOf(shapes);
    }

    /** How many pictures of each kind there are. */
    public int size() {
        return items.length;
    }
}
