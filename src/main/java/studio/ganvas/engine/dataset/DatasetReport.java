package studio.ganvas.engine.dataset;

import java.util.List;
import java.util.Map;

/**
 * Statistics from looking at every picture.
 *
 * @param sizes "64×64" to count, most frequent first
 * @param formats "PNG" to count
 * @param channels "RGB", "RGBA", "grey" … to count
 * @param classes class to count, in class order
 * @param problems pictures that can't be read, each with the reason
 */
public record DatasetReport(
        long pictures,
        long bytes,
        Map<String, Integer> sizes,
        Map<String, Integer> formats,
        Map<String, Integer> channels,
        Map<String, Integer> classes,
        List<Problem> problems) {
    /** A picture that can't be read. */
    public record Problem(String name, String reason) {}
}
