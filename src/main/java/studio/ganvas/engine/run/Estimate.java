package studio.ganvas.engine.run;

import java.util.List;

/**
 * What a run would need, before it starts.
 *
 * @param memoryBytes estimated peak of the whole program while it trains
 * @param availableBytes what this machine has for it, what the program holds already included
 * @param reliefs changes with which it would fit, the smallest loss first; none when it fits as it is
 */
public record Estimate(
        long parametersG, long parametersD, long memoryBytes, long availableBytes, List<Relief> reliefs) {
    public Estimate {
        reliefs = List.copyOf(reliefs);
    }

    /** Of a run that fits, or of one that nothing can help. */
    public Estimate(long parametersG, long parametersD, long memoryBytes, long availableBytes) {
        this(parametersG, parametersD, memoryBytes, availableBytes, List.of());
    }

    /** Whether this machine has what it needs. */
    public boolean fits() {
        return memoryBytes <= availableBytes;
    }
}
