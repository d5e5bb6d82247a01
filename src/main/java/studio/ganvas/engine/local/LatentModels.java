package studio.ganvas.engine.local;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.train.GeneratorFile;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.SavedModel;

/** Generators of pictures from latents: those of this machine's runs, the starters, and files, which {@code latent-models.json} lists. */
final class LatentModels {
    private static final Logger LOG = LoggerFactory.getLogger(LatentModels.class);

    private final LocalRuns runs;
    private final ComputeThread compute;
    private final DataThreads io;
    private final LoadedStyles loaded;
    private final AddedModels added;
    private final List<ModelEntry> starters;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> makers = new ConcurrentHashMap<>();
    private volatile List<ModelEntry> ofRuns = List.of();

    LatentModels(
            Path home,
            StarterModels starters,
            LocalRuns runs,
            ComputeThread compute,
            DataThreads io,
            LoadedStyles loaded) {
        this.added = new AddedModels(home.resolve("latent-models.json"));
        this.starters = starters.of(system -> styles(system.info().id()).isPresent()).stream()
                // those with more to explore first
                .sorted(Comparator.comparing(entry -> !isStyled(entry)))
                .toList();
        this.runs = runs;
        this.compute = compute;
        this.io = io;
        this.loaded = loaded;
        runs.onChange(this::refresh);
        refresh();
    }

    List<ModelEntry> list() {
        return Stream.of(ofRuns, starters, added.list()).flatMap(List::stream).toList();
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private void refresh() {
        io.call(() -> {
            List<ModelEntry> now = runs.list().stream()
                    .map(this::ofRun)
                    .flatMap(Optional::stream)
                    .toList();
            boolean news = !now.equals(ofRuns);
            ofRuns = now;
            if (news) {
                changed();
            }
            return news;
        });
    }

    private Optional<ModelEntry> ofRun(RunEntry run) {
        return makers.computeIfAbsent(run.systemId(), id -> styles(id).isPresent())
                ? new RunDirectory(run.directory())
                        .snapshots().stream()
                                .reduce((older, newer) -> newer)
                                .map(step -> new ModelEntry(
                                        run.id(),
                                        run.datasetName(),
                                        GanSystems.byId(run.systemId()).info().title(),
                                        step,
                                        run.directory(),
                                        true))
                : Optional.empty();
    }

    /** The generator of a system with its usual options; its networks are declared for that, but not filled. */
    private static Optional<StyleGenerator> styles(String systemId) {
        try {
            GanSystem system = GanSystems.byId(systemId);
            Options options = Options.of(system.info().options(), Map.of());
            // some systems need classes to declare their networks
            DataFacts facts = new DataFacts(List.of("0", "1"));
            return system.styles(options, facts, system.networks(options, facts));
        } catch (IllegalArgumentException e) {
            LOG.debug("{} can't be explored", systemId, e);
            return Optional.empty();
        }
    }

    /** Whether a model's layers have styles; those of other programs do. */
    static boolean isStyled(ModelEntry entry) {
        return GanSystems.all().stream()
                .map(GanSystem::info)
                .filter(info -> info.title().equals(entry.system()))
                .flatMap(info -> styles(info.id()).stream())
                .allMatch(StyleGenerator::styled);
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
        Path location = place.toAbsolutePath().normalize();
        if (Files.isDirectory(location)) {
            return runs.open(location).thenApply(run -> {
                ModelEntry entry = ofRun(run)
                        .orElseThrow(() -> new StudioException("The run " + run.id()
                                + " has no snapshot yet of a network whose latents could be explored."));
                refresh();
                return entry;
            });
        }
        Optional<ModelEntry> known = added.at(location);
        return known.map(CompletableFuture::completedFuture)
                .orElseGet(() -> compute.call(() -> loaded.get(location)).thenApply(style -> {
                    ModelEntry entry = added.add(
                            location, style.file().system(), style.file().step());
                    changed();
                    return entry;
                }));
    }

    void remove(String id) {
        if (added.remove(id)) {
            changed();
        }
    }

    /** The entry of an id; a picture from elsewhere may know a model by its name only. */
    Optional<ModelEntry> find(String id) {
        List<ModelEntry> all = list();
        return all.stream().filter(entry -> entry.id().equals(id)).findFirst().or(() -> all.stream()
                .filter(entry -> entry.name().equals(id)
                        || entry.location().getFileName().toString().equals(id))
                .findFirst());
    }

    /** The file that holds the weights of a model now. */
    Path weights(String id) {
        Path place = find(id).map(ModelEntry::location).orElseGet(() -> place(id));
        if (!Files.isDirectory(place)) {
            if (!Files.isRegularFile(place)) {
                throw new StudioException("There is no model “" + id + "”, nor a file or run folder of that name.");
            }
            return place;
        }
        return SavedModel.newest(place)
                .orElseThrow(() -> new StudioException("There is no snapshot in " + place + "."));
    }

    private static Path place(String id) {
        try {
            return Path.of(id);
        } catch (InvalidPathException e) {
            throw new StudioException("There is no model “" + id + "”.", e);
        }
    }

    /** Does something with a model on the compute thread. */
    <R> CompletableFuture<R> use(String id, java.util.function.Function<LoadedStyles.Style, R> body) {
        return io.call(() -> weights(id)).thenCompose(place -> compute.call(() -> body.apply(loaded.get(place))));
    }
}
