package studio.ganvas.train;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Notices losses that are no numbers any more, that have exploded (a thousand times their own running magnitude and over a
 * thousand in absolute terms, after the first steps have shown what is usual), or that are pinned: exactly the same large
 * value step after step, as binary cross entropy is at its bound of 100 when one player has won for good.
 */
final class DivergenceGuard {
    private static final int WARM_UP = 50;
    private static final double DECAY = 0.98;
    private static final double FACTOR = 1000;
    private static final double FLOOR = 1000;
    private static final int PINNED_STEPS = 25;
    private static final double PINNED_FLOOR = 10;

    private final Map<String, Double> usual = new HashMap<>();
    private final Map<String, Double> last = new HashMap<>();
    private final Map<String, Integer> unchanged = new HashMap<>();
    private int seen;
    private int ruined;

    /** A sentence about what is wrong with these losses; empty when nothing is. */
    Optional<String> check(Map<String, Double> losses) {
        seen++;
        for (Map.Entry<String, Double> loss : losses.entrySet()) {
            double value = loss.getValue();
            if (!Double.isFinite(value)) {
                return Optional.of("The loss " + loss.getKey() + " is no longer a number (" + value + ").");
            }
            double magnitude = Math.abs(value);
            double before = usual.getOrDefault(loss.getKey(), magnitude);
            if (seen > WARM_UP && magnitude > FLOOR && magnitude > FACTOR * before) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "The loss %s has exploded: %.3g, where about %.3g was usual.",
                        loss.getKey(),
                        value,
                        before));
            }
            if (pinned(loss.getKey(), value)) {
                ruined = PINNED_STEPS;
                return Optional.of(String.format(
                        Locale.ROOT,
                        "The loss %s has been exactly %.4g for %d steps: one network has won and the other learns nothing.",
                        loss.getKey(),
                        value,
                        PINNED_STEPS));
            }
            usual.put(loss.getKey(), DECAY * before + (1 - DECAY) * magnitude);
        }
        return Optional.empty();
    }

    /** How many steps before the one at which trouble was found were in trouble already. */
    int ruined() {
        return ruined;
    }

    /** Batches differ, so a loss that still means something differs in its last bits at least. */
    private boolean pinned(String name, double value) {
        Double before = last.put(name, value);
        boolean same = before != null && before == value && Math.abs(value) >= PINNED_FLOOR;
        return unchanged.merge(name, 1, (count, one) -> same ? count + one : 1) >= PINNED_STEPS;
    }
}
