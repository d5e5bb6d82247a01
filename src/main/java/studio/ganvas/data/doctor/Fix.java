package studio.ganvas.data.doctor;

import java.util.List;
import studio.ganvas.data.Edit;

/**
 * One way to mend a finding.
 *
 * @param way what it does
 * @param safe whether it can be done without looking: it loses nothing that a training would miss
 * @param edits what it adds to the dataset's edits
 */
public record Fix(Way way, boolean safe, List<Edit> edits) {
    /** What a fix does. */
    public enum Way {
        /** Leaves the picture out; of a pair, both. */
        SKIP,
        /** Leaves out all pictures that the finding names. */
        SKIP_ALL,
        /** Reads it with the usual channels. */
        CONVERT,
        /** Cuts and resizes it to the usual size. */
        CROP,
        /** Moves it into the other split. */
        MOVE,
        /** Gives two pairs their own partners back. */
        SWAP,
        /** Leaves everything as it is and does not mention it again. */
        KEEP
    }

    public Fix {
        edits = List.copyOf(edits);
    }
}
