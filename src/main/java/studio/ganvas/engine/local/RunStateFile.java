package studio.ganvas.engine.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TrainingRun;

/**
 * {@code run-state.json}: what a run was doing when it was last heard of. A live state in a directory that no process
 * holds the lock of means that the program or the machine went down.
 *
 * @param seen the user has been told of the interruption
 */
record RunStateFile(RunState state, long steps, String message, Instant started, boolean seen) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void write(RunDirectory directory) {
        ObjectNode node = JSON.createObjectNode();
        node.put("state", state.name());
        node.put("steps", steps);
        node.put("message", message);
        node.put("started", started.toString());
        node.put("seen", seen);
        AtomicFiles.write(directory.state(), node.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }

    /** The state as it really is now. A run without the file (written elsewhere) counts as stopped. */
    static RunStateFile read(RunDirectory directory) {
        RunStateFile said = parse(directory);
        boolean orphaned = said.state.live() && !TrainingRun.isBeingTrained(directory);
        return orphaned
                ? new RunStateFile(
                        RunState.INTERRUPTED,
                        directory.snapshots().stream().reduce(0L, Math::max),
                        "Ganvas ended unexpectedly while this run was training. Nothing saved is lost: resume it to go "
                                + "on from its last snapshot.",
                        said.started,
                        said.seen)
                : said;
    }

    private static RunStateFile parse(RunDirectory directory) {
        Instant modified = Instant.EPOCH;
        try {
            modified = Files.getLastModifiedTime(directory.options()).toInstant();
            JsonNode node = JSON.readTree(directory.state().toFile());
            return new RunStateFile(
                    RunState.valueOf(node.path("state").asText()),
                    node.path("steps").asLong(),
                    node.path("message").asText(),
                    Instant.parse(node.path("started").asText()),
                    node.path("seen").asBoolean());
        } catch (IOException | RuntimeException e) {
            long last = directory.snapshots().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            return new RunStateFile(RunState.STOPPED, last, "", modified, true);
        }
    }

    RunStateFile as(RunState changed, long step, String words) {
        return new RunStateFile(changed, step, words, started, false);
    }

    RunStateFile acknowledged() {
        return new RunStateFile(state, steps, message, started, true);
    }
}
