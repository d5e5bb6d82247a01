package studio.ganvas.engine.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as a list shows it.
 *
 * @param id name of its directory, for example {@code 00003-fluent3d-64-dcgan}
 * @param steps steps done; {@code totalSteps} what was asked for
 * @param message why it stopped, in words; may be empty
 * @param lastSeen when its files last changed, for a run that is trained elsewhere
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
        String message,
        RunNote note,
        Optional<Instant> lastSeen) {
    /** A run that nobody has noted anything about. */
    public RunEntry(
            String id,
            Path directory,
            String systemId,
            String datasetName,
            RunState state,
            long steps,
            long totalSteps,
            Instant started,
            String message) {
        this(
                id,
                directory,
                systemId,
                datasetName,
                state,
                steps,
                totalSteps,
                started,
                message,
                RunNote.NONE,
                Optional.empty());
    }

    /** What to call it: the title that a person gave it, else its id. */
    public String name() {
        return note.title().isEmpty() ? id : note.title();
    }

    /** The same run further on. */
    public RunEntry at(RunState newState, long newSteps, String newMessage, Optional<Instant> seen) {
        return new RunEntry(
                id, directory, systemId, datasetName, newState, newSteps, totalSteps, started, newMessage, note, seen);
    }

    /** The same run with other notes. */
    public RunEntry noted(RunNote changed) {
        return new RunEntry(
                id, directory, systemId, datasetName, state, steps, totalSteps, started, message, changed, lastSeen);
    }
}
