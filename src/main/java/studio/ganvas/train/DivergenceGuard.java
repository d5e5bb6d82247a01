package studio.ganvas.train;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices losses that are no numbers any more or have exploded: a thousand times their own running magnitude (and over a
 * thousand in absolute terms), after the first steps have shown what is usual.
 */
final class DivergenceGuard {
    private static final int WARM_UP = 50;
    private static final double DECAY = 0.98;
    private static final double FACTOR = 1000;
    private static final double FLOOR = 1000;

    private final Map<String, Double> usual = new HashMap<>();
    private int seen;

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
                        java.util.Locale.ROOT,
                        "The loss %s has exploded: %.3g, where about %.3g was usual.",
                        loss.getKey(),
                        value,
                        before));
            }
            usual.put(loss.getKey(), DECAY * before + (1 - DECAY) * magnitude);
        }
        return Optional.empty();
    }
}
