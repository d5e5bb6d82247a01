package studio.ganvas.engine.latent;

import java.util.ArrayList;
import java.util.List;

/**
 * Style mixing (arXiv 1812.04948, section 3.1): which source each row of ws comes from.
 *
 * @param sources beside the state's own
 * @param choice for each row 0 (the state's own source) or the number of one of {@code sources}, counted from 1; rows beyond
 *     the list take 0
 */
public record Mixing(List<LatentSource> sources, List<Integer> choice) {
    public static final Mixing NONE = new Mixing(List.of(), List.of());

    public Mixing {
        sources = List.copyOf(sources);
        choice = List.copyOf(choice);
        int most = sources.size();
        if (choice.stream().anyMatch(each -> each < 0 || each > most)) {
            throw new IllegalArgumentException("A layer is to come from a source that does not exist.");
        }
    }

    /** The number of the source of a row. */
    public int of(int row) {
        return row < choice.size() ? choice.get(row) : 0;
    }

    /** With another source for rows {@code from} (inclusive) to {@code to} (exclusive). */
    public Mixing choose(int from, int to, int source) {
        List<Integer> changed = new ArrayList<>(choice);
        while (changed.size() < to) {
            changed.add(0);
        }
        for (int row = from; row < to; row++) {
            changed.set(row, source);
        }
        return new Mixing(sources, changed);
    }
}
