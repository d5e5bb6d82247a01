package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.train.RunException;
import studio.ganvas.train.RunPlan;

/**
 * Models that ship with the program: {@code assets/models/<name>/model.safetensors}, each with its card beside it. Their
 * ids are the same on every machine, so that pictures made with them can be restored anywhere.
 */
final class StarterModels {
    private static final Logger LOG = LoggerFactory.getLogger(StarterModels.class);
    private static final String FILE = "model.safetensors";

    private final List<Starter> starters;

    private record Starter(GanSystem system, ModelEntry entry) {}

    /** Reads the headers of the files, nothing more. */
    StarterModels(Path assets) {
        Path folder = assets.resolve("models");
        if (!Files.isDirectory(folder)) {
            starters = List.of();
            return;
        }
        try (Stream<Path> models = Files.list(folder)) {
            starters = models.sorted()
                    .map(StarterModels::starter)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<Starter> starter(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String name = folder.getFileName().toString();
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            RunPlan plan = RunPlan.fromJson(checkpoint.metadata().getOrDefault("ganvas.plan", ""));
            long step = Long.parseLong(checkpoint.metadata().getOrDefault("ganvas.step", "0"));
            String title = plan.system().info().title();
            return Optional.of(new Starter(
                    plan.system(), new ModelEntry(ModelEntry.STARTER + name, name, title, step, file, false)));
        } catch (CheckpointException | RunException | NumberFormatException e) {
            LOG.warn("The starter model {} can't be read", name, e);
            return Optional.empty();
        }
    }

    /** The folder of a starter, with its card and pictures beside the weights; empty for any other model. */
    static Optional<Path> folder(ModelEntry entry) {
        return entry.starter() ? Optional.of(entry.location().getParent()) : Optional.empty();
    }

    /** Those whose system is wanted. */
    List<ModelEntry> of(Predicate<GanSystem> wanted) {
        return starters.stream()
                .filter(starter -> wanted.test(starter.system()))
                .map(Starter::entry)
                .toList();
    }
}
