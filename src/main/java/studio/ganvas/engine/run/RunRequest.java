package studio.ganvas.engine.run;

import java.util.Map;

/**
 * What to train.
 *
 * @param options changes over the system's defaults; see {@code SystemInfo.options()}
 * @param schedule changes over the defaults of {@link Runs#scheduleOptions()} (steps, seed, snapshot and picture
 *     intervals)
 */
public record RunRequest(String systemId, String datasetId, Map<String, Object> options, Map<String, Object> schedule) {
    public RunRequest {
        options = Map.copyOf(options);
        schedule = Map.copyOf(schedule);
    }
}
