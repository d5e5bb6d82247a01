package studio.ganvas.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.TensorException;

/**
 * Begins a run with what another training has learned: every tensor of the same network, name and shape is taken, the
 * rest starts anew. Optimizers and counters start anew as well.
 */
public final class Transfer {
    private static final String AVERAGE = "G_ema";
    private static final String GENERATOR = "G";

    /** Values that are this studio's own and tell of the other run. */
    private static final String OWN = "ganvas.";

    private Transfer() {}

    /**
     * What fits.
     *
     * @param taken network name to how many tensors fit
     * @param otherwise names of tensors that the other training has in another shape or not at all
     */
    public record Report(Path source, Map<String, Integer> taken, List<String> otherwise) {
        /** How many tensors fit. */
        public int count() {
            return taken.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** One line for people. */
        public String words() {
            String kept = otherwise.isEmpty()
                    ? ", everything fits"
                    : "; of another shape or missing, so begun anew: " + otherwise.size() + " ("
                            + String.join(", ", otherwise.subList(0, Math.min(5, otherwise.size())))
                            + (otherwise.size() > 5 ? ", …" : "") + ")";
            return "Starts from " + source.getFileName() + ": " + count() + " tensors of "
                    + String.join(", ", taken.keySet()) + kept;
        }
    }

    /** Notes in a run's folder where it is to begin from. */
    public static void note(RunDirectory directory, Path source) {
        AtomicFiles.write(
                directory.startFrom(),
                source.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Where a run is to begin from, if not from nothing. */
    static Optional<Path> noted(RunDirectory directory) throws IOException {
        return Files.isRegularFile(directory.startFrom())
                ? Optional.of(Path.of(Files.readString(directory.startFrom()).strip()))
                : Optional.empty();
    }

    /**
     * What of a source fits a plan's networks; takes no memory for them.
     *
     * @param source a file of weights in any format that is read, or a run's folder for its newest snapshot
     * @throws RunException when nothing fits
     */
    public static Report report(Path source, RunPlan plan) {
        Map<String, Module> networks = plan.system().networks(plan.options(), plan.facts());
        return each(source, networks, (network, state) -> network.fitting(state).size());
    }

    /** Fills what fits. */
    static Report fill(Path source, Map<String, Module> networks) {
        return each(source, networks, Module::loadFitting);
    }

    private static Report each(
            Path source, Map<String, Module> networks, BiFunction<Module, StateDict, Integer> action) {
        Path file = SavedModel.file(source);
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            Map<String, StateDict> found = states(checkpoint, networks);
            Map<String, Integer> taken = new LinkedHashMap<>();
            List<String> otherwise = new ArrayList<>();
            networks.forEach((name, network) -> {
                StateDict state =
                        found.getOrDefault(name, new StateDict(Map.of())).withoutOwn();
                int count = action.apply(network, state);
                if (count > 0) {
                    taken.put(name, count);
                }
                List<String> fitting = network.fitting(state);
                network.shapes().keySet().stream()
                        .filter(tensor -> !tensor.startsWith(OWN) && !fitting.contains(tensor))
                        .forEach(tensor -> otherwise.add(name + "." + tensor));
            });
            Report report = new Report(file, taken, otherwise);
            if (report.count() == 0) {
                throw new RunException("Training can't start from " + file.getFileName()
                        + ": nothing in it has the names and shapes of these networks. Choose a snapshot of the same "
                        + "system, with the same widths.");
            }
            return report;
        } catch (CheckpointException | TensorException | IllegalArgumentException e) {
            throw new RunException("Training can't start from " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** Network name to weights. An average stands for its network, and the other way round, where one is missing. */
    private static Map<String, StateDict> states(Checkpoint checkpoint, Map<String, Module> networks) {
        Map<String, StateDict> found = new LinkedHashMap<>();
        Optional<StyleFile> family = GeneratorFile.foreign(checkpoint);
        if (family.isPresent()) {
            found.putAll(family.get().weights());
        } else {
            checkpoint.stateDicts().forEach((path, state) -> {
                networks.keySet().forEach(name -> {
                    StateDict below = state.sub(name + ".");
                    if (below.size() > 0) {
                        found.putIfAbsent(name, below);
                    }
                });
                found.putIfAbsent(path.substring(path.lastIndexOf('.') + 1), state);
            });
        }
        if (found.containsKey(AVERAGE)) {
            found.putIfAbsent(GENERATOR, found.get(AVERAGE));
        } else if (found.containsKey(GENERATOR)) {
            found.put(AVERAGE, found.get(GENERATOR));
        }
        return found;
    }
}
