package studio.ganvas.engine.run;

import java.util.Map;
import java.util.Optional;

/**
 * How a run goes on from its last snapshot.
 *
 * @param schedule changes of its schedule: more steps, other intervals
 * @param data where the pictures lie now; empty for where they were
 * @param rate factor on the learning rate of a run that diverged; 1 leaves it
 */
public record Continuation(Map<String, Object> schedule, Optional<String> data, double rate) {
    /** As if it had never stopped. */
    public static final Continuation EXACT = new Continuation(Map.of(), Optional.empty(), 1);

    public Continuation {
        schedule = Map.copyOf(schedule);
    }

    /** From the last snapshot of a diverged run, with a lower learning rate. */
    public static Continuation slower(double rate) {
        return new Continuation(Map.of(), Optional.empty(), rate);
    }
}
