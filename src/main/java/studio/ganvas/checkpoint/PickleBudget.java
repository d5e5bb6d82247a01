package studio.ganvas.checkpoint;

/** What one file may cost while it is opened, shared by its pickle and all pickles inside it. */
final class PickleBudget {
    private static final int INSTRUCTIONS = 2_000_000;
    private static final int CONTAINER = 10;
    private static final int DICTIONARY_ENTRY = 4;
    private static final int TEXT = 32 << 20;

    private int instructions = INSTRUCTIONS;
    private int text = TEXT;

    void instruction() {
        spend(1);
    }

    /** Pays for an object, list or dictionary, which takes far more memory than a number. */
    void container() {
        spend(CONTAINER);
    }

    void dictionaryEntries(int count) {
        spend(count * DICTIONARY_ENTRY);
    }

    private void spend(int steps) {
        instructions -= steps;
        if (instructions < 0) {
            throw new CheckpointException(
                    "This file needs more than %,d steps to be read. No checkpoint does; it was probably made to keep the reader busy."
                            .formatted(INSTRUCTIONS));
        }
    }

    /** Pays for a string or number of {@code length} bytes before it is read into memory. */
    int text(long length) {
        if (length < 0 || length > text) {
            throw new CheckpointException(
                    "This file claims to hold more than %,d MB of text besides its tensors. No checkpoint does; it is damaged or was made to mislead."
                            .formatted(TEXT >> 20));
        }
        text -= (int) length;
        return (int) length;
    }
}
