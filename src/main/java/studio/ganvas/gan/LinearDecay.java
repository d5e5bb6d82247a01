package studio.ganvas.gan;

/**
 * A learning rate that stays for {@code constant} steps and then falls to 0 by the same amount in each of {@code falling}
 * steps.
 */
public record LinearDecay(long constant, long falling) {
    /** The share of the first rate that step {@code step}, counted from 1, is taken with; 0 afterwards. */
    public double factor(long step) {
        long fallen = Math.max(0, step - constant);
        return fallen == 0 ? 1 : Math.max(0, 1 - (double) fallen / falling);
    }
}
