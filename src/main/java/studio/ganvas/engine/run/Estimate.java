package studio.ganvas.engine.run;

/**
 * What a run would need, before it starts.
 *
 * @param memoryBytes estimated peak of weights, optimizer state and activations
 * @param availableBytes what this machine has for it
 */
public record Estimate(long parametersG, long parametersD, long memoryBytes, long availableBytes) {}
