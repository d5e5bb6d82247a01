package studio.ganvas.engine.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.train.GeneratorFile;
import studio.ganvas.train.RunDirectory;

/** Generators of pictures from latents: those of this machine's runs, the starters, and files, which {@code latent-models.json} lists. */
final class LatentModels {
    private static final Logger LOG = LoggerFactory.getLogger(LatentModels.class);
    /** Whether the generator of a system has styles; empty where it makes no pictures of latents. Declared once, as panes ask. */
    private static final Map<String, Optional<Boolean>> STYLED = new ConcurrentHashMap<>();

    private final ComputeThread compute;
    private final DataThreads io;
    private final LoadedStyles loaded;
    private final ModelShelf shelf;

    LatentModels(
            Path home,
            StarterModels starters,
            LocalRuns runs,
            ComputeThread compute,
            DataThreads io,
            LoadedStyles loaded) {
        this.compute = compute;
        this.io = io;
        this.loaded = loaded;
        List<ModelEntry> stylesFirst = starters.of(LatentModels::makes).stream()
                .sorted(Comparator.comparing(entry -> !isStyled(entry)))
                .toList();
        shelf = new ModelShelf(
                home.resolve("latent-models.json"),
                stylesFirst,
                runs,
                io,
                LatentModels::makes,
                "a network whose latents could be explored");
    }

    List<ModelEntry> list() {
        return shelf.list();
    }

    void onChange(Runnable listener) {
        shelf.onChange(listener);
    }

    private static boolean makes(GanSystem system) {
        return styled(system.info().id()).isPresent();
    }

    /** Whether a model's layers have styles; those of other programs do. */
    static boolean isStyled(ModelEntry entry) {
        return GanSystems.all().stream()
                .map(GanSystem::info)
                .filter(info -> info.title().equals(entry.system()))
                .flatMap(info -> styled(info.id()).stream())
                .allMatch(styled -> styled);
    }

    private static Optional<Boolean> styled(String systemId) {
        return STYLED.computeIfAbsent(systemId, LatentModels::declared);
    }

    /** Looks at the networks of a system with its usual options; they are declared for that, but not filled. */
    private static Optional<Boolean> declared(String systemId) {
        try {
            GanSystem system = GanSystems.byId(systemId);
            Options options = Options.of(system.info().options(), Map.of());
            // some systems need classes to declare their networks
            DataFacts facts = new DataFacts(List.of("0", "1"));
            return system.styles(options, facts, system.networks(options, facts))
                    .map(StyleGenerator::styled);
        } catch (IllegalArgumentException e) {
            LOG.debug("{} can't be explored", systemId, e);
            return Optional.empty();
        }
    }

    boolean accepts(Path dropped) {
        return Files.isRegularFile(dropped) && ModelFiles.accepts(dropped)
                || Files.isDirectory(dropped)
                        && !new RunDirectory(dropped).snapshots().isEmpty();
    }

    /** Whether a file says, by names and shapes alone, that it makes pictures of latents. */
    CompletableFuture<Boolean> holdsOne(Path file) {
        return io.call(() -> {
                    if (!Files.isRegularFile(file) || !ModelFiles.accepts(file)) {
                        return false;
                    }
                    try (Checkpoint checkpoint = Checkpoints.open(file)) {
                        return GeneratorFile.isOne(checkpoint);
                    }
                })
                .exceptionally(unreadable -> false);
    }

    CompletableFuture<ModelEntry> add(Path place) {
        return shelf.add(place, file -> compute.call(() -> loaded.get(file).file())
                .thenApply(model -> new ModelShelf.Held(model.system(), model.step())));
    }

    void remove(String id) {
        shelf.remove(id);
    }

    Optional<ModelEntry> find(String id) {
        return shelf.find(id);
    }

    Path weights(String id) {
        return shelf.weights(id);
    }

    /** Does something with a model on the compute thread. */
    <R> CompletableFuture<R> use(String id, Function<LoadedStyles.Style, R> body) {
        return io.call(() -> weights(id)).thenCompose(place -> compute.call(() -> body.apply(loaded.get(place))));
    }
}
