package studio.ganvas.engine.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to train.
 *
 * @param options changes over the system's defaults; see {@code SystemInfo.options()}
 * @param schedule changes over the defaults of {@link Runs#scheduleOptions()} (steps, seed, snapshot and picture
 *     intervals)
 * @param from a file of weights, or a run's folder, whose fitting tensors the networks begin with; otherwise they are drawn
 */
public record RunRequest(
        String systemId,
        String datasetId,
        Map<String, Object> options,
        Map<String, Object> schedule,
        Optional<Path> from) {
    public RunRequest {
        options = Map.copyOf(options);
        schedule = Map.copyOf(schedule);
    }

    /** From nothing. */
    public RunRequest(String systemId, String datasetId, Map<String, Object> options, Map<String, Object> schedule) {
        this(systemId, datasetId, options, schedule, Optional.empty());
    }
}
