package studio.ganvas.data;

import java.util.List;
import java.util.Map;

/**
 * What a {@link Scan} found.
 *
 * @param count pictures looked at
 * @param readable those that can be used
 * @param bytes size of all files, uncompressed; the halves of an A|B file count once
 * @param sizes how many pictures have each size, as {@code 256×256}, commonest first
 * @param formats how many pictures have each format, commonest first
 * @param channels how many pictures have each number of channels in the file
 * @param classes how many pictures each class has, in the order of the classes
 * @param problems what cannot be used and why, in the order of the dataset, after what opening has left out
 */
public record DatasetStatistics(
        int count,
        int readable,
        long bytes,
        Map<String, Long> sizes,
        Map<String, Long> formats,
        Map<Integer, Long> channels,
        Map<String, Long> classes,
        List<Problem> problems) {}
