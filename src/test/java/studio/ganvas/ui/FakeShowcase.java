package studio.ganvas.ui;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import studio.ganvas.engine.model.Exhibit;
import studio.ganvas.engine.model.ModelCard;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.model.Showpiece;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.image.Pixels;

/** The models of the fakes; each translator has three pictures to try it with. */
public final class FakeShowcase implements Showcase {
    private final FakeModels models;
    private final FakeLatentLab latent;

    FakeShowcase(FakeModels models, FakeLatentLab latent) {
        this.models = models;
        this.latent = latent;
    }

    private static Pixels grey(int level) {
        int[] all = new int[64 * 64];
        Arrays.fill(all, 0xFF000000 | level * 0x010101);
        return new Pixels(64, 64, all);
    }

    @Override
    public List<Showpiece> list() {
        return Stream.concat(
                        models.list().stream().map(entry -> piece(entry, translating(entry))),
                        latent.models().stream().map(entry -> piece(entry, EnumSet.of(Ability.STYLES))))
                .toList();
    }

    private static Set<Ability> translating(ModelEntry entry) {
        return entry.equals(FakeModels.BOTH)
                ? EnumSet.of(Ability.TRANSLATES, Ability.ATTENDS)
                : EnumSet.of(Ability.TRANSLATES);
    }

    private static Showpiece piece(ModelEntry entry, Set<Ability> abilities) {
        return new Showpiece(entry, abilities, entry.starter());
    }

    @Override
    public void onChange(Runnable listener) {
        models.onChange(listener);
        latent.onModelsChange(listener);
    }

    @Override
    public CompletableFuture<ModelCard> card(ModelEntry model) {
        return CompletableFuture.completedFuture(new ModelCard(
                Optional.of("# " + model.name() + "\n\nMakes things.\n\n- **Licence**: `MIT`, as\n  the pictures.\n"),
                Optional.of(new ModelCard.Facts(
                        model.system(), "A paper, 2020", "pictures", model.step(), Map.of("batchSize", "4"))),
                model.location(),
                5_000_000));
    }

    @Override
    public CompletableFuture<Exhibit> exhibit(String modelId) {
        boolean translator = models.list().stream().anyMatch(entry -> entry.id().equals(modelId));
        List<Pixels> three = List.of(grey(60), grey(120), grey(180));
        List<Photo> photos = Stream.of("one", "two", "three")
                .map(name -> new Photo(name + ".png", "print of " + name, three.get(name.length() - 3)))
                .toList();
        return CompletableFuture.completedFuture(
                translator
                        ? new Exhibit(photos, three, three, List.of(), 1)
                        : new Exhibit(List.of(), three, List.of(), List.of(85L, 7L, 12L), 0.7));
    }
}
