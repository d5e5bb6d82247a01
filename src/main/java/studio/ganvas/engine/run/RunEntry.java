package studio.ganvas.engine.run;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A run as a list shows it.
 *
 * @param id name of its directory, for example {@code 00003-fluent3d-64-dcgan}
 * @param steps steps done; {@code totalSteps} what was asked for
 * @param message why it stopped, in words; may be empty
 */
public record RunEntry(
        String id,
        Path directory,
        String systemId,
        String datasetName,
        RunState state,
        long steps,
        long totalSteps,
        Instant started,
        String message) {}
