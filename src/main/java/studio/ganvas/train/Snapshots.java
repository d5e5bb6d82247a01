package studio.ganvas.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.StateDict;

/**
 * Snapshots of a run. Each is three files: the networks ({@code network-snapshot-N.safetensors}, names {@code
 * <network>.<official name>}), what else a resume needs ({@code training-state-N.safetensors}) and a manifest with the
 * length and checksum of both ({@code network-snapshot-N.json}), which is written last. Every file appears whole or not
 * at all, and an older snapshot is deleted only when the newer is complete: a crash or a full disk cannot take the last
 * good one. The best one, where snapshots are measured, is never deleted.
 */
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int TRAINING_STATES_TO_KEEP = 2;

    private final RunDirectory directory;

    /** What a snapshot holds. */
    public record Content(long step, Map<String, StateDict> networks, StateDict training) {}

    public Snapshots(RunDirectory directory) {
        this.directory = directory;
    }

    /**
     * Writes a snapshot after {@code step} steps and deletes what is older than the plan keeps.
     *
     * @throws studio.ganvas.checkpoint.CheckpointException when a file can't be written; what was there stays
     */
    public void write(long step, RunPlan plan, Map<String, Module> networks, StateDict training) {
        StateDict weights = new StateDict(Map.of());
        for (Map.Entry<String, Module> network : networks.entrySet()) {
            weights = weights.and(network.getValue().stateDictLater().withPrefix(network.getKey() + "."));
        }
        try {
            Safetensors.write(directory.trainingState(step), training, Map.of("format", "pt"));
            Safetensors.write(directory.network(step), weights, describe(plan, step));
            AtomicFiles.write(directory.manifest(step), manifest(step, plan).getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // a part of a snapshot is of no use and would keep a full disk full
            delete(directory.trainingState(step));
            delete(directory.network(step));
            throw e;
        }
        prune(
                plan.schedule().integer(Schedule.KEEP_SNAPSHOTS),
                plan.schedule().integer(Schedule.SNAPSHOT_BUDGET) * 1_000_000L,
                best());
    }

    /** Header of the network file, so that it can be used without its run. */
    static Map<String, String> describe(RunPlan plan, long step) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("format", "pt");
        header.put("ganvas.step", String.valueOf(step));
        header.put("ganvas.plan", plan.toJson());
        return header;
    }

    private String manifest(long step, RunPlan plan) {
        ObjectNode root = JSON.createObjectNode();
        root.put("step", step);
        root.put("system", plan.system().info().id());
        ObjectNode files = root.putObject("files");
        for (Path file : List.of(directory.network(step), directory.trainingState(step))) {
            ObjectNode entry = files.putObject(file.getFileName().toString());
            try {
                entry.put("bytes", Files.size(file));
                entry.put("crc32c", checksum(file));
            } catch (IOException e) {
                throw new RunException("The snapshot " + file + " can't be read back: " + e.getMessage(), e);
            }
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step of the snapshot that measurements prefer; −1 without any. */
    private long best() {
        try {
            return BestSnapshot.of(new MetricLog(directory).read())
                    .map(BestSnapshot::step)
                    .orElse(-1L);
        } catch (RunException e) {
            LOG.warn("The results of {} can't be read, so none of its snapshots counts as the best", directory.id(), e);
            return -1;
        }
    }

    /**
     * @param budget bytes that all snapshots may take; 0 for no limit
     * @param best step of a snapshot to keep in any case
     */
    private void prune(int keep, long budget, long best) {
        List<Long> steps = directory.snapshots();
        Set<Long> kept = RunNotes.read(directory).kept();
        long room = budget == 0 ? Long.MAX_VALUE : budget;
        for (int newer = 0; newer < steps.size(); newer++) {
            long step = steps.get(steps.size() - 1 - newer);
            boolean resumable = newer < TRAINING_STATES_TO_KEEP;
            if (!resumable) {
                delete(directory.trainingState(step));
            }
            long size = size(directory.network(step)) + size(directory.trainingState(step));
            if (resumable || kept.contains(step) || step == best || newer < keep && size <= room) {
                room = Math.max(0, room - size);
            } else {
                // what is older than the first that finds no room goes too: the oldest are deleted first
                room = 0;
                // the manifest first: without it the rest is litter, never a broken snapshot
                delete(directory.manifest(step));
                delete(directory.network(step));
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether the network file of a snapshot is as long as its manifest says: a copy may still be under way. */
    static boolean whole(RunDirectory directory, long step) {
        try {
            JsonNode entry = JSON.readTree(directory.manifest(step).toFile())
                    .path("files")
                    .path(directory.network(step).getFileName().toString());
            return Files.size(directory.network(step)) == entry.path("bytes").asLong(-1);
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The old snapshot {} could not be deleted", file, e);
        }
    }

    /** Removes what a killed program left: half-written files, and parts of a snapshot that was never completed. */
    void removeLeftovers() {
        AtomicFiles.removeLeftovers(directory.path());
        List<Long> complete = directory.snapshots();
        directory.snapshotParts().stream()
                .filter(step -> !complete.contains(step))
                .forEach(step -> {
                    delete(directory.trainingState(step));
                    delete(directory.network(step));
                });
    }

    /** The newest snapshot from which training can go on and whose files are what the manifest says. */
    public Optional<Content> newest() {
        List<Long> steps = directory.snapshots();
        for (int i = steps.size() - 1; i >= 0; i--) {
            long step = steps.get(i);
            if (!Files.isRegularFile(directory.trainingState(step))) {
                continue;
            }
            try {
                return Optional.of(read(step));
            } catch (IOException | RuntimeException e) {
                LOG.warn("Snapshot {} of {} is damaged; the one before it is tried", step, directory.id(), e);
            }
        }
        return Optional.empty();
    }

    /**
     * The plan with which a diverged run goes on from its newest snapshot: other random numbers, since the same would
     * diverge again, and the learning rate times {@code rate}.
     */
    public RunPlan detour(RunPlan plan, double rate) {
        return newest().map(from -> plan.withDetour(from.step(), rate)).orElse(plan);
    }

    /** Deletes snapshots after {@code step}, which are of no use any more, unless no other is there to go on from or a person keeps them. */
    void dropAfter(long step) {
        List<Long> steps = directory.snapshots();
        Set<Long> kept = RunNotes.read(directory).kept();
        boolean older =
                steps.stream().anyMatch(each -> each <= step && Files.isRegularFile(directory.trainingState(each)));
        for (long each : steps) {
            if (older && each > step && !kept.contains(each)) {
                LOG.info("The losses of {} stood still before snapshot {}, so it is deleted", directory.id(), each);
                delete(directory.manifest(each));
                delete(directory.network(each));
                delete(directory.trainingState(each));
            }
        }
    }

    private Content read(long step) throws IOException {
        JsonNode files = JSON.readTree(directory.manifest(step).toFile()).path("files");
        for (Path file : List.of(directory.network(step), directory.trainingState(step))) {
            JsonNode entry = files.path(file.getFileName().toString());
            if (Files.size(file) != entry.path("bytes").asLong(-1)
                    || !checksum(file).equals(entry.path("crc32c").asText())) {
                throw new RunException(file.getFileName() + " is not what its manifest says");
            }
        }
        Map<String, StateDict> networks = new LinkedHashMap<>();
        StateDict weights = Safetensors.read(directory.network(step));
        weights.names().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .forEach(network -> networks.put(network, weights.sub(network + ".")));
        return new Content(step, networks, Safetensors.read(directory.trainingState(step)));
    }

    private static String checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        return Long.toHexString(crc.getValue());
    }
}
