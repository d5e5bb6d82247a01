package studio.ganvas.data.doctor;

import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param items places in {@code Dataset.items()} of the pictures that it is about, the one to mend first; empty where a
 *     file or a class is meant
 * @param name the file or class that it is about
 * @param words what is wrong, in plain words
 * @param fixes ways to mend it, the best first; at least {@link Fix.Way#KEEP}
 */
public record Finding(FaultKind kind, List<Integer> items, String name, String words, List<Fix> fixes) {
    public Finding {
        items = List.copyOf(items);
        fixes = List.copyOf(fixes);
    }

    /** The fix that needs no looking, where there is one. */
    public Optional<Fix> safeFix() {
        return fixes.stream().filter(Fix::safe).findFirst();
    }
}
