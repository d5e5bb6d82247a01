package studio.ganvas.engine.run;

import java.time.Duration;

/**
 * What this machine managed in a few real steps.
 *
 * @param steps timed steps
 * @param secondsPerStep mean
 * @param secondsPerSheet of one sample sheet
 * @param secondsPerSnapshot of one snapshot
 * @param snapshotBytes that one snapshot takes on the disk, without what only resuming needs
 * @param total for the whole run: steps, sheets and snapshots
 */
public record Calibration(
        int steps,
        double secondsPerStep,
        double secondsPerSheet,
        double secondsPerSnapshot,
        long snapshotBytes,
        Duration total) {}
