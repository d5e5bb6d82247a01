package studio.ganvas.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.checkpoint.TorchZip;
import studio.ganvas.gan.OfficialFile;
import studio.ganvas.tensor.StateDict;

/** Writes a snapshot as the files that the paper's own code reads, under its names. One tensor at a time is in memory. */
public final class OfficialExport {
    private OfficialExport() {}

    /**
     * Writes the files into {@code folder}, which is made where it is missing. Networks that a packed model left out have
     * no file, and no entry in a file of several.
     *
     * @param fileOrRun a {@code network-snapshot-N.safetensors}, or a run's folder for its newest
     * @return the files, in the system's order
     * @throws RunException when it is no snapshot of Ganvas, or a file is there already and may not be replaced; nothing is
     *     written then
     */
    public static List<Path> write(Path fileOrRun, Path folder, boolean overwrite) {
        Path file = SavedModel.file(fileOrRun);
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            String json = checkpoint.metadata().get("ganvas.plan");
            if (json == null) {
                throw new RunException(file.getFileName()
                        + " was not written by Ganvas, so it does not say whose official files it should become.");
            }
            RunPlan plan = RunPlan.fromJson(json);
            long step = Long.parseLong(checkpoint.metadata().getOrDefault("ganvas.step", "0"));
            StateDict weights = checkpoint.stateDicts().values().iterator().next();
            String data = plan.data().name().replaceAll("[^A-Za-z0-9._-]+", "-");
            Map<Path, OfficialFile> files = new LinkedHashMap<>();
            for (OfficialFile each : plan.system().officialFiles(data, step)) {
                if (each.networks().values().stream().anyMatch(network -> has(weights, network))) {
                    files.put(folder.resolve(each.name()), each);
                }
            }
            refuseExisting(files, overwrite);
            Files.createDirectories(folder);
            files.forEach((path, official) -> write(path, official, weights));
            return new ArrayList<>(files.keySet());
        } catch (IOException e) {
            throw new RunException("The folder " + folder + " can't be made: " + e.getMessage(), e);
        }
    }

    private static boolean has(StateDict weights, String network) {
        return weights.names().stream().anyMatch(name -> name.startsWith(network + "."));
    }

    private static void refuseExisting(Map<Path, OfficialFile> files, boolean overwrite) {
        files.keySet().stream()
                .filter(path -> !overwrite && Files.exists(path))
                .findFirst()
                .ifPresent(path -> {
                    throw new RunException(path + " exists already; say --overwrite to replace it.");
                });
    }

    private static void write(Path path, OfficialFile official, StateDict weights) {
        Map<String, StateDict> networks = new LinkedHashMap<>();
        official.networks().forEach((key, network) -> {
            if (has(weights, network)) {
                networks.put(key, weights.sub(network + ".").withoutOwn());
            }
        });
        if (networks.containsKey("")) {
            TorchZip.write(path, networks.get(""));
        } else {
            TorchZip.write(path, networks);
        }
    }
}
