package studio.ganvas.engine.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.Translator;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.SavedModel;

/** Models of the runs of this machine, and files that lie elsewhere, which {@code models.json} lists. */
final class LocalModels implements Models {
    private final LocalRuns runs;
    private final ComputeThread compute;
    private final DataThreads io;
    private final LoadedModels loaded = new LoadedModels();
    private final AddedModels added;
    private final List<ModelEntry> starters;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<ModelEntry> ofRuns = List.of();

    LocalModels(Path home, StarterModels starters, LocalRuns runs, ComputeThread compute, DataThreads io) {
        this.added = new AddedModels(home.resolve("models.json"));
        this.starters = starters.of(system -> translates(system.info()));
        this.runs = runs;
        this.compute = compute;
        this.io = io;
        runs.onChange(this::refresh);
        refresh();
    }

    @Override
    public List<ModelEntry> list() {
        return Stream.of(ofRuns, starters, added.list()).flatMap(List::stream).toList();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void refresh() {
        io.call(() -> {
            List<ModelEntry> now = runs.list().stream()
                    .map(LocalModels::ofRun)
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

    private static boolean translates(SystemInfo info) {
        return info.data() == DataKind.PAIRS || info.data() == DataKind.DOMAINS;
    }

    private static Optional<ModelEntry> ofRun(RunEntry run) {
        SystemInfo info = GanSystems.byId(run.systemId()).info();
        return translates(info)
                ? new RunDirectory(run.directory())
                        .snapshots().stream()
                                .reduce((older, newer) -> newer)
                                .map(step -> new ModelEntry(
                                        run.id(), run.datasetName(), info.title(), step, run.directory(), true))
                : Optional.empty();
    }

    @Override
    public boolean accepts(Path dropped) {
        return Files.isRegularFile(dropped) && ModelFiles.accepts(dropped);
    }

    @Override
    public CompletableFuture<ModelEntry> add(Path place) {
        Path location = place.toAbsolutePath().normalize();
        if (Files.isDirectory(location)) {
            return runs.open(location).thenApply(run -> {
                ModelEntry entry = ofRun(run)
                        .orElseThrow(() -> new StudioException(
                                "The run " + run.id() + " has no snapshot of a system that translates pictures yet."));
                refresh();
                return entry;
            });
        }
        Optional<ModelEntry> known = added.at(location);
        return known.map(CompletableFuture::completedFuture)
                .orElseGet(() -> compute.call(() -> loaded.get(location)).thenApply(model -> {
                    ModelEntry entry = added.add(location, model.system(), model.step());
                    changed();
                    return entry;
                }));
    }

    @Override
    public void remove(String id) {
        if (added.remove(id)) {
            changed();
        }
    }

    @Override
    public CompletableFuture<ModelFacts> facts(String id) {
        return io.call(() -> weights(id)).thenCompose(weights -> compute.call(() -> facts(loaded.get(weights))));
    }

    private static ModelFacts facts(ModelFiles.Model model) {
        Translator translator = model.translator();
        return new ModelFacts(
                translator.directions().stream().map(Translator.Direction::id).toList(),
                translator.trainedSize(),
                translator.fixedSize(),
                translator instanceof AttentiveTranslator attentive ? lookers(attentive, model.networks()) : List.of());
    }

    private static List<Looker> lookers(AttentiveTranslator model, Set<String> networks) {
        Stream<Looker> generators =
                model.directions().stream().map(way -> new Looker(way.network(), Looker.Kind.GENERATOR, way.id()));
        Stream<Looker> judges = model.knownCritics().stream()
                .filter(critic -> networks.contains(critic.network()))
                .map(critic -> new Looker(
                        critic.network(),
                        critic.view() == AttentiveTranslator.View.GLOBAL ? Looker.Kind.GLOBAL : Looker.Kind.LOCAL,
                        critic.domain()));
        return Stream.concat(generators, judges).toList();
    }

    /** The translator of a file. On the compute thread; it is good until another model is asked for. */
    Translator translator(Path weights) {
        return loaded.get(weights).translator();
    }

    /** The discriminators of a file, see {@link LoadedModels#judges}. On the compute thread. */
    AttentiveTranslator judges(Path weights) {
        return (AttentiveTranslator) loaded.judges(weights).translator();
    }

    /** The file with a model's weights: of a run, its newest snapshot. Commands name places without adding them. */
    Path weights(String id) {
        Path place = list().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .map(ModelEntry::location)
                .orElseGet(() -> Path.of(id));
        if (!Files.isDirectory(place)) {
            if (!Files.isRegularFile(place)) {
                throw new StudioException("There is no model “" + id + "”, nor a file or run folder of that name.");
            }
            return place;
        }
        return SavedModel.newest(place)
                .orElseThrow(() -> new StudioException("There is no snapshot in " + place + "."));
    }

    /** What to call a model in names of files. */
    String shortName(String id) {
        return list().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .map(entry -> entry.ownRun() ? entry.id() : entry.name())
                .orElseGet(() -> AddedModels.name(Path.of(id)));
    }
}
