package studio.ganvas.engine.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change with which a run that is too large for this machine would fit.
 *
 * @param preset id of the preset to choose instead; empty for the other kinds
 * @param changes option to value, over the chosen ones
 * @param memoryBytes estimated peak with it
 */
public record Relief(Kind kind, String preset, Map<String, Object> changes, long memoryBytes) {
    /** What is changed. */
    public enum Kind {
        /** The network's light variant. */
        LIGHT,
        SMALLER_BATCH,
        NARROWER,
        SMALLER_PICTURES,
        PRESET
    }

    public Relief {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
}
