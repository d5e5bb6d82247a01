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
 * holds the lock of means that the program or the machine went down, unless another machine wrote it: that one's locks
 * can't be seen from here.
 *
 * @param seen the user has been told of the interruption
 * @param machine the machine that wrote it
 * @param place in the queue, of a waiting run
 */
record RunStateFile(
        RunState state, long steps, String message, Instant started, boolean seen, String machine, int place) {
    private static final ObjectMapper JSON = new ObjectMapper();

    RunStateFile(RunState state, long steps, String message, Instant started, boolean seen) {
        this(state, steps, message, started, seen, ThisMachine.name(), 0);
    }

    void write(RunDirectory directory) {
        ObjectNode node = JSON.createObjectNode();
        node.put("state", state.name());
        node.put("steps", steps);
        node.put("message", message);
        node.put("started", started.toString());
        node.put("seen", seen);
        node.put("machine", machine);
        node.put("place", place);
        AtomicFiles.write(directory.state(), node.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }

    /** The state as it really is now. A run without the file (written elsewhere) counts as stopped. */
    static RunStateFile read(RunDirectory directory) {
        RunStateFile said = parse(directory);
        if (!said.state.live()) {
            return said;
        }
        if (TrainingRun.isBeingTrained(directory)) {
            return said.elsewhere("Another program on this machine trains this run. It can be followed here.");
        }
        if (!said.machine.isEmpty() && !said.machine.equals(ThisMachine.name())) {
            return said.elsewhere("The machine " + said.machine + " trains this run. It can be followed here.");
        }
        return said.state == RunState.WAITING
                ? said
                : new RunStateFile(
                        RunState.INTERRUPTED,
                        directory.snapshots().stream().reduce(0L, Math::max),
                        "Ganvas ended unexpectedly while this run was training. Nothing saved is lost: resume it to go "
                                + "on from its last snapshot.",
                        said.started,
                        said.seen);
    }

    private RunStateFile elsewhere(String words) {
        return new RunStateFile(RunState.ELSEWHERE, steps, words, started, true, machine, place);
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
                    node.path("seen").asBoolean(),
                    node.path("machine").asText(),
                    node.path("place").asInt());
        } catch (IOException | RuntimeException e) {
            long last = directory.snapshots().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            return new RunStateFile(RunState.STOPPED, last, "", modified, true);
        }
    }

    /** What this machine makes of it now. */
    RunStateFile as(RunState changed, long step, String words) {
        return new RunStateFile(changed, step, words, started, false, ThisMachine.name(), place);
    }

    RunStateFile at(int newPlace) {
        return new RunStateFile(state, steps, message, started, seen, machine, newPlace);
    }

    RunStateFile acknowledged() {
        return new RunStateFile(state, steps, message, started, true, machine, place);
    }
}
