package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.model.Exhibit;
import studio.ganvas.engine.model.ModelCard;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.model.Showpiece;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunException;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.TrialPictures;

/** The translators and generators of this machine, with the pictures that lie beside them or that their data gives. */
final class LocalShowcase implements Showcase {
    private static final Logger LOG = LoggerFactory.getLogger(LocalShowcase.class);
    /** Inputs of a model without any of its own. */
    private static final int MOST_INPUTS = 6;

    private final Models models;
    private final LatentLab latent;
    private final LocalStylist stylist;
    private final LocalDatasets datasets;
    private final DataThreads io;

    LocalShowcase(Models models, LatentLab latent, LocalStylist stylist, LocalDatasets datasets, DataThreads io) {
        this.models = models;
        this.latent = latent;
        this.stylist = stylist;
        this.datasets = datasets;
        this.io = io;
    }

    @Override
    public List<Showpiece> list() {
        Map<String, Showpiece> all = new LinkedHashMap<>();
        models.list().forEach(entry -> all.put(entry.id(), piece(entry, translating(entry))));
        latent.models()
                .forEach(entry -> all.put(
                        entry.id(), piece(entry, LatentModels.isStyled(entry) ? Set.of(Ability.STYLES) : Set.of())));
        return Stream.concat(
                        all.values().stream().filter(Showpiece::starter),
                        all.values().stream().filter(piece -> !piece.starter()))
                .toList();
    }

    private static Showpiece piece(ModelEntry entry, Set<Ability> abilities) {
        return new Showpiece(entry, abilities, entry.starter());
    }

    private static Set<Ability> translating(ModelEntry entry) {
        boolean attends = GanSystems.all().stream()
                .map(system -> system.info())
                .anyMatch(info -> info.title().equals(entry.system())
                        && !info.attentionNames().isEmpty());
        return attends ? EnumSet.of(Ability.TRANSLATES, Ability.ATTENDS) : EnumSet.of(Ability.TRANSLATES);
    }

    @Override
    public void onChange(Runnable listener) {
        models.onChange(listener);
        latent.onModelsChange(listener);
    }

    @Override
    public CompletableFuture<ModelCard> card(ModelEntry model) {
        return io.call(() -> CardReader.card(model));
    }

    @Override
    public CompletableFuture<Exhibit> exhibit(String modelId) {
        return io.call(() -> list().stream()
                .filter(piece -> piece.model().id().equals(modelId))
                .findFirst()
                .map(this::exhibit)
                .orElse(Exhibit.EMPTY));
    }

    private Exhibit exhibit(Showpiece piece) {
        try {
            Optional<Path> folder = StarterModels.folder(piece.model());
            if (folder.isPresent()) {
                PackedPictures packed = new PackedPictures(folder.get());
                List<Photo> inputs =
                        packed.inputs().stream().map(stylist::remembered).toList();
                return new Exhibit(
                        inputs.isEmpty() ? inputs(piece, packed.plan()) : inputs,
                        packed.results(),
                        packed.attention(),
                        packed.seeds(),
                        packed.psi());
            }
            return Files.isDirectory(piece.model().location())
                    ? ofRun(piece, new RunDirectory(piece.model().location()))
                    : Exhibit.EMPTY;
        } catch (IOException | StudioException | RunException e) {
            LOG.warn(
                    "The pictures of the model {} can't be shown", piece.model().id(), e);
            return Exhibit.EMPTY;
        }
    }

    private Exhibit ofRun(Showpiece piece, RunDirectory run) throws IOException {
        List<Long> sheets = run.sheets();
        List<Pixels> results =
                sheets.isEmpty() ? List.of() : List.of(PngFiles.read(run.fakes(sheets.get(sheets.size() - 1))));
        return new Exhibit(inputs(piece, Optional.of(RunShelf.plan(run))), results, List.of(), List.of(), 1);
    }

    /** Pictures of the data that the model comes from. */
    private List<Photo> inputs(Showpiece piece, Optional<RunPlan> plan) throws IOException {
        if (plan.isEmpty() || !piece.abilities().contains(Ability.TRANSLATES)) {
            return List.of();
        }
        RunPlan.DataRef data = plan.get().data();
        boolean known = datasets.list().stream().anyMatch(entry -> entry.id().equals(data.id()));
        if (!known && data.location().isEmpty()) {
            return List.of();
        }
        try (Dataset dataset = datasets.openData(data.id(), Path.of(data.location()))) {
            return TrialPictures.of(dataset, plan.get(), true, List.of(), MOST_INPUTS).pictures().entrySet().stream()
                    .map(each -> new Photo(each.getKey() + ".png", KnownPhotos.print(each.getValue()), each.getValue()))
                    .toList();
        }
    }
}
