package studio.ganvas.data;

/** What the folders of a dataset mean, said by the user; see {@link Datasets} for what {@link #AUTO} decides. */
public enum LayoutHint {
    /** Look at the names (and at a few headers) and decide. */
    AUTO,
    /** Folders mean nothing. */
    FLAT,
    /** The first folder is the class. */
    CLASSES,
    /** The first folder is the domain; a second folder level is the class. */
    DOMAINS,
    /** Each file holds A (left half) and B (right half). */
    HALVES
}
