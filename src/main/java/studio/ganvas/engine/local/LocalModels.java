package studio.ganvas.engine.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.Translator;

/** Models of the runs of this machine, and files that lie elsewhere, which {@code models.json} lists. */
final class LocalModels implements Models {
    private final ComputeThread compute;
    private final DataThreads io;
    private final LoadedModels loaded = new LoadedModels();
    private final ModelShelf shelf;

    LocalModels(Path home, StarterModels starters, LocalRuns runs, ComputeThread compute, DataThreads io) {
        this.compute = compute;
        this.io = io;
        shelf = new ModelShelf(
                home.resolve("models.json"),
                starters.of(system -> translates(system.info())),
                runs,
                io,
                system -> translates(system.info()),
                "a system that translates pictures");
    }

    @Override
    public List<ModelEntry> list() {
        return shelf.list();
    }

    @Override
    public void onChange(Runnable listener) {
        shelf.onChange(listener);
    }

    @Override
    public void refresh() {
        shelf.refresh();
    }

    private static boolean translates(SystemInfo info) {
        return info.data() == DataKind.PAIRS || info.data() == DataKind.DOMAINS;
    }

    @Override
    public boolean accepts(Path dropped) {
        return Files.isRegularFile(dropped) && ModelFiles.accepts(dropped);
    }

    @Override
    public CompletableFuture<ModelEntry> add(Path place) {
        return shelf.add(place, file -> compute.call(() -> loaded.get(file))
                .thenApply(model -> new ModelShelf.Held(model.system(), model.step())));
    }

    @Override
    public void remove(String id) {
        shelf.remove(id);
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

    Path weights(String id) {
        return shelf.weights(id);
    }

    /** What to call a model in names of files. */
    String shortName(String id) {
        return shelf.find(id)
                .map(entry -> entry.ownRun() ? entry.id() : entry.name())
                .orElseGet(() -> AddedModels.name(Path.of(id)));
    }
}
