package studio.ganvas.engine.local;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.SavedModel;

/** Models of one kind: those of this machine's runs, the starters, and files that were added. Safe from any thread. */
final class ModelShelf {
    private final LocalRuns runs;
    private final DataThreads io;
    private final AddedModels added;
    private final Predicate<GanSystem> kind;
    private final String kindInWords;
    private final List<ModelEntry> starters;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<ModelEntry> ofRuns = List.of();

    /**
     * @param file that lists what was added
     * @param kind the systems whose models belong here
     * @param kindInWords of such a system, as “no snapshot of …”
     */
    ModelShelf(
            Path file,
            List<ModelEntry> starters,
            LocalRuns runs,
            DataThreads io,
            Predicate<GanSystem> kind,
            String kindInWords) {
        this.added = new AddedModels(file);
        this.starters = List.copyOf(starters);
        this.runs = runs;
        this.io = io;
        this.kind = kind;
        this.kindInWords = kindInWords;
        runs.onChange(this::refresh);
        refresh();
    }

    /** Runs, newest first; then starters, then what was added, in the order of adding. */
    List<ModelEntry> list() {
        return Stream.of(ofRuns, starters, added.list()).flatMap(List::stream).toList();
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Looks again which runs have a snapshot. */
    void refresh() {
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
        GanSystem system = GanSystems.byId(run.systemId());
        return kind.test(system)
                ? new RunDirectory(run.directory())
                        .snapshots().stream()
                                .reduce((older, newer) -> newer)
                                .map(step -> new ModelEntry(
                                        run.id(),
                                        run.datasetName(),
                                        system.info().title(),
                                        step,
                                        run.directory(),
                                        true))
                : Optional.empty();
    }

    /** What a file turned out to hold. */
    record Held(String system, long step) {}

    /**
     * Adds the folder of a run, or a file. The same file twice is the same entry.
     *
     * @param look into a file that is not known yet; fails in words when it holds no such model
     */
    CompletableFuture<ModelEntry> add(Path place, Function<Path, CompletableFuture<Held>> look) {
        Path location = place.toAbsolutePath().normalize();
        if (Files.isDirectory(location)) {
            return runs.open(location).thenApply(run -> {
                ModelEntry entry = ofRun(run)
                        .orElseThrow(() -> new StudioException(
                                "The run " + run.id() + " has no snapshot of " + kindInWords + " yet."));
                refresh();
                return entry;
            });
        }
        return added.at(location).map(CompletableFuture::completedFuture).orElseGet(() -> look.apply(location)
                .thenApply(held -> {
                    ModelEntry entry = added.add(location, held.system(), held.step());
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
        return byId(id).or(() -> list().stream()
                .filter(entry -> entry.name().equals(id)
                        || entry.location().getFileName().toString().equals(id))
                .findFirst());
    }

    private Optional<ModelEntry> byId(String id) {
        return list().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** The file that holds the weights of a model now: of a run, its newest snapshot. Commands name places without adding them. */
    Path weights(String id) {
        Path place = byId(id).map(ModelEntry::location)
                // a file of this folder goes before a model that is called the same
                .or(() -> place(id))
                .or(() -> find(id).map(ModelEntry::location))
                .orElseThrow(() ->
                        new StudioException("There is no model “" + id + "”, nor a file or run folder of that name."));
        return file(place);
    }

    /** The file with the weights at a place: of a run's folder, its newest snapshot. */
    static Path file(Path place) {
        return Files.isDirectory(place)
                ? SavedModel.newest(place)
                        .orElseThrow(() -> new StudioException("There is no snapshot in " + place + "."))
                : place;
    }

    private static Optional<Path> place(String id) {
        try {
            return Optional.of(Path.of(id)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
