package studio.ganvas.gan;

/**
 * Which of the loader's batches a training step takes together; each holds as many pictures as the option for the batch
 * size says.
 *
 * @param first number of the first
 * @param count how many
 */
public record BatchShare(long first, int count) {
    public BatchShare {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("No batches from " + first + " on, " + count + " of them");
        }
    }
}
