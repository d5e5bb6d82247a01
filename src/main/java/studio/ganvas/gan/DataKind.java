package studio.ganvas.gan;

/** What a system learns from. */
public enum DataKind {
    /** Pictures without labels. */
    IMAGES,
    /** Pictures, each of one class. */
    LABELLED,
    /** Two sets of pictures, A and B, with no pairs between them. */
    DOMAINS,
    /** Pairs (A, B) of the same scene. */
    PAIRS
}
