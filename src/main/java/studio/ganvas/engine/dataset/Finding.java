package studio.ganvas.engine.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One thing that is wrong with a dataset.
 *
 * @param number its place in {@link Diagnosis#findings()}
 * @param pictures places in {@link DatasetContents#pictures()}, the one to mend first; empty where a file or a class is meant
 * @param name the file or class that it is about
 * @param words what is wrong, in plain words
 * @param fixes ways to mend it, the best first
 */
public record Finding(int number, FaultKind kind, List<Integer> pictures, String name, String words, List<Fix> fixes) {
    /** What a fix does. */
    public enum Way {
        SKIP,
        SKIP_ALL,
        CONVERT,
        CROP,
        MOVE,
        SWAP,
        KEEP
    }

    /**
     * One way to mend a finding. No fix touches a file.
     *
     * @param picture the file that it changes or leaves out
     * @param safe whether it can be done without looking
     */
    public record Fix(Way way, String picture, boolean safe) {}

    public Finding {
        pictures = List.copyOf(pictures);
        fixes = List.copyOf(fixes);
    }

    /** Place in {@link #fixes} of the fix that needs no looking, where there is one. */
    public Optional<Integer> safeFix() {
        return IntStream.range(0, fixes.size())
                .filter(i -> fixes.get(i).safe())
                .boxed()
                .findFirst();
    }
}
