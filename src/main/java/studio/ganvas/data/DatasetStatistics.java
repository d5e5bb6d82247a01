package studio.ganvas.data;

import java.util.List;
import java.util.Map;

/**
 * What looking at every picture of a dataset found.
 *
 * @param count pictures looked at
 * @param readable those that can be used
 * @param bytes size of all files, uncompressed; the halves of an A|B file count once
 * @param sizes how many pictures have each size, as {@code 256×256}, commonest first
 * @param formats how many pictures have each format, commonest first
 * @param channels how many pictures are {@code RGB}, {@code grey} and so on, as their pixels show it, commonest first
 * @param classes how many pictures each class has, in the order of the classes
 * @param problems what cannot be used and why, in the order of the dataset, after what opening has left out
 */
public record DatasetStatistics(
        int count,
        int readable,
        long bytes,
        Map<String, Long> sizes,
        Map<String, Long> formats,
        Map<String, Long> channels,
        Map<String, Long> classes,
        List<Problem> problems) {}
