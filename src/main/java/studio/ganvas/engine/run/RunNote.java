package studio.ganvas.engine.run;

import java.util.List;
import java.util.Set;

/**
 * What a person has said about a run; it lies in the run's folder.
 *
 * @param title shown instead of the folder's name; empty for that
 * @param kept steps of snapshots that are never deleted to make room
 */
public record RunNote(String title, String text, List<String> tags, Set<Long> kept) {
    public static final RunNote NONE = new RunNote("", "", List.of(), Set.of());

    public RunNote {
        tags = List.copyOf(tags);
        kept = Set.copyOf(kept);
    }
}
