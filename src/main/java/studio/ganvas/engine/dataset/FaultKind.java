package studio.ganvas.engine.dataset;

/** What can be wrong with a dataset, the gravest first. */
public enum FaultKind {
    UNREADABLE,
    TRUNCATED,
    LEAKAGE,
    LABEL_CONFLICT,
    SAME_BYTES,
    SAME_PIXELS,
    NEAR_DUPLICATE,
    MISSING_PARTNER,
    PAIR_SIZES,
    PAIR_CONTENT,
    ODD_SIZE,
    ODD_CHANNELS,
    BLANK,
    CLASS_IMBALANCE
}
