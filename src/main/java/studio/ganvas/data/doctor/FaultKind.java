package studio.ganvas.data.doctor;

/** What can be wrong with a dataset, the gravest first. */
public enum FaultKind {
    /** A file that is no picture, or one that is damaged. */
    UNREADABLE,
    /** A file that ends before its picture does. */
    TRUNCATED,
    /** The same picture, or nearly, in the training set and in another split. */
    LEAKAGE,
    /** The same picture, or nearly, in two classes. */
    LABEL_CONFLICT,
    /** The same file twice. */
    SAME_BYTES,
    /** The same pixels in two files that differ. */
    SAME_PIXELS,
    /** The same picture saved again: recompressed, resized or brightened. */
    NEAR_DUPLICATE,
    /** A picture of a paired dataset without a partner. */
    MISSING_PARTNER,
    /** Two pictures of a pair whose sizes differ. */
    PAIR_SIZES,
    /** Two pairs that have exchanged their partners, or two pictures of a pair that seem to have nothing in common. */
    PAIR_CONTENT,
    /** A picture whose size is not the usual one. */
    ODD_SIZE,
    /** Grey among colour, colour among grey, transparent or CMYK among ordinary pictures. */
    ODD_CHANNELS,
    /** A picture of one colour. */
    BLANK,
    /** Classes with far fewer pictures than others. */
    CLASS_IMBALANCE
}
