package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.engine.latent.DirectionUse;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentFiles;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.LayerRequest;
import studio.ganvas.engine.latent.LayerView;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.golden.Golden;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

/** Pictures, files and what is remembered. */
class LocalLatentLabTest extends LatentLabTestBase {
    @Test
    void modelsAreListedKnownAndRememberedUntilTheyAreTakenOff() throws Exception {
        assertThat(lab.models()).extracting(ModelEntry::id).contains(model);
        LatentFacts facts = get(lab.facts(model));
        assertThat(facts.rows()).isEqualTo(2 * Integer.numberOfTrailingZeros(facts.resolution()) - 2);
        assertThat(facts.layers()).extracting(LatentFacts.Layer::row).contains(0, facts.rows() - 1);
        studio.close();
        start();
        assertThat(lab.models()).extracting(ModelEntry::id).contains(model);
        lab.removeModel(model);
        assertThat(lab.models()).extracting(ModelEntry::id).doesNotContain(model);
    }

    @Test
    void ownRunsAreExploredByTheirNewestSnapshot() throws Exception {
        RunDirectory run = TinyRun.styleGan2(temp);
        studio.close();
        start();
        for (int i = 0; i < 1000 && lab.models().stream().noneMatch(ModelEntry::ownRun); i++) {
            Thread.sleep(10);
        }
        ModelEntry own = lab.models().get(0);
        assertThat(own.ownRun()).isTrue();
        assertThat(own.location()).isEqualTo(run.path());
        assertThat(own.step()).isEqualTo(2);
        int[] picture = pixels(LatentState.of(own.id(), 1));
        assertThat(pixels(LatentState.of(run.network(2).toString(), 1))).isEqualTo(picture);
    }

    @Test
    void aFileThatIsNoModelIsRefusedInWords() throws Exception {
        Path text = Files.writeString(temp.resolve("broken.pkl"), "no pickle");
        assertThatThrownBy(() -> get(lab.addModel(text)))
                .cause()
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("broken.pkl");
        assertThatThrownBy(() -> render(LatentState.of("nowhere", 1)))
                .cause()
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aPictureComesAfterItsPreviewsAndOnlyChangedBlocksRunAgain() throws Exception {
        List<Rendered> previews = Collections.synchronizedList(new ArrayList<>());
        LatentState state = LatentState.of(model, 85);
        Rendered first = get(lab.render(state, previews::add));
        assertThat(first.preview()).isFalse();
        assertThat(first.blocksRun()).isEqualTo(first.blocks());
        assertThat(previews).isNotEmpty().allSatisfy(preview -> {
            assertThat(preview.preview()).isTrue();
            assertThat(preview.picture().width()).isLessThan(first.picture().width());
        });
        assertThat(render(state).blocksRun()).isZero();
        int last = get(lab.facts(model)).rows() - 1;
        LatentState mixed = state.with(new Mixing(List.of(LatentSource.seed(3)), List.of()).choose(last, last + 1, 1));
        assertThat(render(mixed).blocksRun()).isEqualTo(1);
        assertThat(render(mixed).picture().argb()).isNotEqualTo(first.picture().argb());
    }

    @Test
    void everyPartOfAStateCounts() throws Exception {
        LatentState plain = LatentState.of(model, 1);
        int[] before = pixels(plain);
        float[] away = new float[wDim()];
        away[0] = 3;
        Direction way = new Direction("d", "d", Direction.Method.OTHER, Code.of(away), 0, 2, 0);
        assertThat(pixels(LatentState.of(model, 2))).isNotEqualTo(before);
        assertThat(pixels(plain.with(new LatentSource.Lattice(1, 0.5, 0)))).isNotEqualTo(before);
        assertThat(pixels(plain.with(Truncation.of(0.2)))).isNotEqualTo(before);
        assertThat(pixels(plain.with(new Truncation(1, OptionalInt.empty(), List.of(0.0, 0.0)))))
                .isNotEqualTo(before);
        assertThat(pixels(plain.withDirections(List.of(new DirectionUse(way, 1)))))
                .isNotEqualTo(before);
        assertThat(pixels(plain.withDirections(List.of(new DirectionUse(way, 0)))))
                .isEqualTo(before);
        assertThat(pixels(plain.with(new LatentSource.Lattice(0, 1, 0)))).isEqualTo(before);
        assertThat(pixels(plain.with(new LatentSource.Lattice(101, 0, -1)))).isEqualTo(before);
        int[] random = pixels(plain.with(NoiseChoice.random(5)));
        assertThat(pixels(plain.with(NoiseChoice.random(5)))).isEqualTo(random);
    }

    @Test
    void aNewerRequestCancelsAnOlderOne() throws Exception {
        List<CompletableFuture<Rendered>> all = new ArrayList<>();
        for (int seed = 0; seed < 30; seed++) {
            all.add(lab.render(LatentState.of(model, seed), preview -> {}));
        }
        assertThat(get(all.get(29)).state()).isEqualTo(LatentState.of(model, 29));
        assertThat(all.subList(0, 29)).allMatch(CompletableFuture::isDone);
        assertThat(all.stream().filter(CompletableFuture::isCancelled)).isNotEmpty();
    }

    @Test
    void everythingThatMadeAPictureIsInItsFile() throws Exception {
        LatentState state = everything();
        Pixels picture = render(state.withClasses(List.of())).picture();
        Path file = get(lab.files().save(temp.resolve("a.png"), picture, state));
        Dropped back = get(lab.files().open(file));
        assertThat(back).isEqualTo(new Dropped.State(state));
        assertThat(PngFiles.read(file).argb()).isEqualTo(picture.argb());
        Path plain = temp.resolve("plain.png");
        PngFiles.write(plain, picture, java.util.Map.of());
        assertThat(get(lab.files().open(plain))).isInstanceOf(Dropped.Photo.class);
    }

    @Test
    void aFolderDoesNotGoIntoAPicture() throws Exception {
        String path = Golden.open("stylegan2/main").file("network-snapshot.pkl").toString();
        LatentState state = LatentState.of(path, 1);
        Path file = get(lab.files().save(temp.resolve("a.png"), render(state).picture(), state));
        assertThat(PngFiles.readText(file).get(LatentFiles.KEYWORD)).contains("\"model\":\"network-snapshot.pkl\"");
        LatentState back = ((Dropped.State) get(lab.files().open(file))).state();
        // and still it finds the model that was added
        assertThat(back.model()).isEqualTo(model);
        assertThat(pixels(back)).isEqualTo(pixels(state));
    }

    @Test
    void aFileIsClaimedByWhatIsInIt() throws Exception {
        LatentState state = LatentState.of(model, 1);
        Pixels picture = render(state).picture();
        Path plain = temp.resolve("plain.png");
        PngFiles.write(plain, picture, java.util.Map.of());
        Path cut = Files.write(temp.resolve("cut.png"), new byte[] {1, 2, 3});
        assertThat(get(lab.claims(get(lab.files().save(temp.resolve("a.png"), picture, state)))))
                .isTrue();
        assertThat(get(lab.claims(plain))).isFalse();
        assertThat(get(lab.claims(cut))).isFalse();
        assertThat(get(lab.claims(temp.resolve("gone.png")))).isFalse();
        assertThat(get(lab.claims(Golden.open("stylegan2/main").file("network-snapshot.pkl"))))
                .isTrue();
        assertThat(get(lab.claims(Golden.open("gan").file("generator.pth")))).isFalse();
    }

    @Test
    void wGoesOutAndInAsNvidiasProjectorHasIt() throws Exception {
        LatentState state = LatentState.of(model, 6).with(Truncation.of(0.5));
        Path file = get(lab.files().saveW(temp.resolve("projected_w.npz"), state));
        Dropped.Found found = (Dropped.Found) get(lab.files().open(file));
        LatentFacts facts = get(lab.facts(model));
        assertThat(found.source().code().rows()).isEqualTo(facts.rows());
        assertThat(pixels(LatentState.of(model, found.source()))).isEqualTo(pixels(state));
        LatentState wrong = LatentState.of(model, new LatentSource.Given("other", Code.of(1, 2, 3)));
        assertThatThrownBy(() -> render(wrong)).cause().hasMessageContaining("another model");
    }

    @Test
    void layersAreShownInPages() throws Exception {
        LatentState state = LatentState.of(model, 1);
        LatentFacts.Layer layer = get(lab.facts(model)).layers().get(1);
        int size = Math.max(1, layer.channels() / 2);
        LayerView first = get(lab.layer(new LayerRequest(state, layer.name(), LayerRequest.Order.STRONGEST, 0, size)));
        assertThat(first.pages()).isEqualTo((layer.channels() + size - 1) / size);
        assertThat(first.channels()).hasSize(size);
        assertThat(first.channels())
                .extracting(channel -> channel.stats().std())
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(first.spectrum()).hasSize(layer.resolution() / 2 + 1);
        assertThat(first.channels().get(0).picture().width()).isEqualTo(layer.resolution());
        assertThatThrownBy(() -> get(lab.layer(new LayerRequest(state, "b4.conv9", LayerRequest.Order.NUMBER, 0, 4))))
                .cause()
                .hasMessageContaining("b4.conv9");
    }

    @Test
    void theHistoryOutlivesTheProgram() throws Exception {
        Rendered made = render(LatentState.of(model, 1));
        Remembered first = lab.memory().remember(made.state(), made.picture());
        lab.memory().remember(everything(), made.picture());
        lab.memory().favourite(first.id(), true);
        studio.close();
        start();
        for (int i = 0; i < 1000 && lab.memory().list().isEmpty(); i++) {
            Thread.sleep(10);
        }
        List<Remembered> back = lab.memory().list();
        assertThat(back).extracting(Remembered::state).containsExactly(everything(), made.state());
        assertThat(back.get(1).favourite()).isTrue();
        assertThat(back.get(1).thumbnail().argb()).hasSizeGreaterThan(0);
        lab.memory().forget(back.get(0).id());
        assertThat(lab.memory().list()).hasSize(1);
    }

    @Test
    void failuresOfJobsSayWhy() {
        DirectionRequest beyond = new DirectionRequest(model, Direction.Method.SEFA, 1, 50, 60);
        assertThatThrownBy(() -> get(lab.directions().find(beyond).result()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessageContaining("only");
    }
}
