package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.AttentionRequest;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.engine.stylize.Opened;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.RhoLayer;
import studio.ganvas.engine.stylize.RhoReport;
import studio.ganvas.engine.stylize.RhoSetting;
import studio.ganvas.engine.stylize.RoundTrip;
import studio.ganvas.engine.stylize.RoundTripRequest;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StripRequest;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.ColourMap;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

/** With a real, tiny U-GAT-IT that was trained for two steps. */
class LocalInsightTest {
    @TempDir
    Path temp;

    private LocalStudio studio;
    private RunDirectory run;

    @BeforeEach
    void open() throws Exception {
        run = TinyRun.ugatit(temp);
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("none"), Path.of("assets")));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private String model() {
        return run.path().toString();
    }

    private static Pixels photo(int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | (i % width * 255 / width) << 16 | (i / width * 255 / height) << 8 | 0x40;
        }
        return new Pixels(width, height, argb);
    }

    private Stylized stylize(Pixels photo, SizeMode mode, RhoSetting... rho) throws Exception {
        return get(
                studio.stylist().stylize(new StylizeRequest(model(), "AtoB", photo, mode, List.of(rho)), done -> {}));
    }

    private Attention attention(String network, Pixels picture, SizeMode mode) throws Exception {
        return get(studio.insight().attention(new AttentionRequest(model(), network, picture, mode)));
    }

    @Test
    void theSixNetworksAreNamedBeforeAnyDiscriminatorIsLoaded() throws Exception {
        ModelFacts facts = get(studio.models().facts(model()));
        assertThat(facts.lookers())
                .containsExactly(
                        new Looker("genA2B", Looker.Kind.GENERATOR, "AtoB"),
                        new Looker("genB2A", Looker.Kind.GENERATOR, "BtoA"),
                        new Looker("disGA", Looker.Kind.GLOBAL, "A"),
                        new Looker("disGB", Looker.Kind.GLOBAL, "B"),
                        new Looker("disLA", Looker.Kind.LOCAL, "A"),
                        new Looker("disLB", Looker.Kind.LOCAL, "B"));
    }

    @Test
    void aTranslationBringsTheGeneratorsAttentionAlong() throws Exception {
        for (SizeMode mode : SizeMode.values()) {
            Pixels photo = photo(50, 37);
            Attention along = stylize(photo, mode).attention().orElseThrow();
            Attention asked = attention("genA2B", photo, mode);
            assertThat(along.map().values())
                    .as(mode.name())
                    .isEqualTo(asked.map().values());
            assertThat(along.gap()).isEqualTo(asked.gap());
            assertThat(along.gmp()).isEqualTo(asked.gmp());
            assertThat(along.answer()).isEmpty();
        }
        Attention whole = attention("genA2B", photo(50, 37), SizeMode.WHOLE);
        assertThat(whole.map().width()).isEqualTo(13);
        assertThat(whole.map().height()).isEqualTo(10);
        assertThat(whole.map().normalized().values()).contains(0f, 1f);
    }

    @Test
    void everyNetworkCanBeAskedInEveryWay() throws Exception {
        Pixels photo = photo(64, 48);
        for (String network : List.of("genB2A", "disGA", "disGB", "disLA", "disLB")) {
            for (SizeMode mode : SizeMode.values()) {
                Attention seen = attention(network, photo, mode);
                assertThat(seen.map().values()).isNotEmpty();
                assertThat(seen.answer().isPresent()).isEqualTo(network.startsWith("dis"));
            }
        }
        assertThat(attention("disGA", photo, SizeMode.WHOLE).gap())
                .isNotEqualTo(attention("disGB", photo, SizeMode.WHOLE).gap());
    }

    @Test
    void theMapOfManyTilesIsPutTogetherWithoutGaps() throws Exception {
        Attention tiled = attention("genA2B", photo(700, 40), SizeMode.TILES);
        assertThat(tiled.tiles()).isEqualTo(2);
        assertThat(tiled.map().width()).isEqualTo(175);
        Attention whole = attention("genA2B", photo(700, 40), SizeMode.WHOLE);
        assertThat(tiled.map().values()[5 * 175 + 87])
                .as("between the tiles")
                .isCloseTo(whole.map().values()[5 * 175 + 87], within(0.5f * range(whole)));
    }

    private static float range(Attention attention) {
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (float value : attention.map().values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }

    @Test
    void theNewestQuestionWins() throws Exception {
        var questions = Stream.of(300, 301, 302)
                .map(width -> studio.insight()
                        .attention(new AttentionRequest(model(), "genA2B", photo(width, 300), SizeMode.WHOLE)))
                .toList();
        assertThat(get(questions.get(2)).map().width()).isEqualTo(76);
        assertThat(questions.subList(0, 2)).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void everyRhoIsReportedWithItsHistory() throws Exception {
        RhoReport report = get(studio.insight().rho(model(), "BtoA"));
        assertThat(report.network()).isEqualTo("genB2A");
        assertThat(report.layers())
                .extracting(RhoLayer::name)
                .containsExactly("UpBlock1_1.norm1", "UpBlock1_1.norm2", "UpBlock2.3", "UpBlock2.8");
        RhoLayer first = report.layers().get(0);
        assertThat(first.adaptive()).isTrue();
        assertThat(first.values()).hasSize(16);
        assertThat(first.mean()).isCloseTo(0.9, within(0.01));
        assertThat(first.steps()).containsExactly(1L);
        assertThat(first.means().get(0)).isCloseTo(0.9, within(0.01));
        assertThat(report.layers().get(3).adaptive()).isFalse();
    }

    @Test
    void anotherRhoIsAnotherPictureAndTheLearntOneComesBack() throws Exception {
        Pixels photo = photo(40, 32);
        int[] learnt = stylize(photo, SizeMode.WHOLE).picture().argb();
        Stylized changed = stylize(photo, SizeMode.WHOLE, new RhoSetting(0, 4, 0));
        assertThat(changed.picture().argb()).isNotEqualTo(learnt);
        assertThat(stylize(photo, SizeMode.WHOLE).picture().argb()).isEqualTo(learnt);
        assertThatThrownBy(() -> stylize(photo, SizeMode.WHOLE, new RhoSetting(3, 5, 0)))
                .hasRootCauseMessage("This model has only 4 layers with a ρ. Reset ρ to go on.");
    }

    @Test
    void neighbouringLayersOfOneValueAreOneSpan() {
        var layers = new TreeMap<>(java.util.Map.of(0, 0.5, 1, 0.5, 2, 0.25, 4, 0.25));
        assertThat(RhoSetting.of(layers))
                .containsExactly(new RhoSetting(0, 2, 0.5), new RhoSetting(2, 3, 0.25), new RhoSetting(4, 5, 0.25));
    }

    @Test
    void theStripHasSevenSquarePanelsAndFollowsRho() throws Exception {
        Pixels photo = photo(70, 50);
        Pixels strip = get(studio.insight().strip(new StripRequest(model(), "AtoB", photo, List.of())));
        assertThat(strip.width()).isEqualTo(32);
        assertThat(strip.height()).isEqualTo(7 * 32);
        Pixels forced =
                get(studio.insight().strip(new StripRequest(model(), "AtoB", photo, List.of(new RhoSetting(0, 4, 0)))));
        assertThat(panel(forced, 2)).as("the generator back is as learnt").isEqualTo(panel(strip, 2));
        assertThat(panel(forced, 4)).isNotEqualTo(panel(strip, 4));
        Set<Integer> jet = IntStream.range(0, 256).mapToObj(ColourMap.JET::argb).collect(Collectors.toSet());
        assertThat(Arrays.stream(panel(strip, 3)).allMatch(jet::contains)).isTrue();
        assertThat(Arrays.stream(panel(strip, 4)).allMatch(jet::contains)).isFalse();
    }

    private static int[] panel(Pixels strip, int index) {
        int size = strip.width() * strip.width();
        return Arrays.copyOfRange(strip.argb(), index * size, (index + 1) * size);
    }

    @Test
    void modelsWithoutAttentionSaySo() throws Exception {
        String plain = TinyRun.pix2pix(temp.resolve("plain")).path().toString();
        assertThat(get(studio.models().facts(plain)).lookers()).isEmpty();
        assertThatThrownBy(() -> get(studio.insight().rho(plain, "AtoB")))
                .hasRootCauseMessage("This model shows neither attention nor ρ. U-GAT-IT models do.");
        assertThatThrownBy(() -> get(studio.insight().strip(new StripRequest(plain, "AtoB", photo(9, 9), List.of()))))
                .hasStackTraceContaining("has no attention maps");
    }

    private RoundTrip trip(String model, Pixels photo) throws Exception {
        return get(studio.insight().roundTrip(new RoundTripRequest(model, "AtoB", photo)));
    }

    private static double difference(Pixels a, Pixels b) {
        return IntStream.range(0, 3 * a.argb().length)
                        .map(i -> Math.abs(
                                (a.argb()[i / 3] >> 8 * (i % 3) & 0xFF) - (b.argb()[i / 3] >> 8 * (i % 3) & 0xFF)))
                        .average()
                        .orElseThrow()
                / 127.5;
    }

    @Test
    void thereAndBackAreThePicturesOfTheOfficialStrip() throws Exception {
        Pixels photo = photo(50, 37);
        RoundTrip trip = trip(model(), photo);
        Pixels strip = get(studio.insight().strip(new StripRequest(model(), "AtoB", photo, List.of())));
        assertThat(trip.photo().argb()).isEqualTo(panel(strip, 0));
        assertThat(trip.same().argb()).isEqualTo(panel(strip, 2));
        assertThat(trip.there().argb()).isEqualTo(panel(strip, 4));
        assertThat(trip.back().argb()).isEqualTo(panel(strip, 6));
        assertThat(trip.change()).isCloseTo(difference(trip.there(), trip.photo()), within(1 / 127.5));
        assertThat(trip.cycle()).isCloseTo(difference(trip.back(), trip.photo()), within(1 / 127.5));
        assertThat(trip.identity()).isCloseTo(difference(trip.same(), trip.photo()), within(1 / 127.5));
        assertThat(trip.code()).isEmpty();
    }

    @Test
    void domainsThatShareACodeShowIt() throws Exception {
        RoundTrip trip = trip(TinyRun.unit(temp.resolve("unit")).path().toString(), photo(32, 32));
        RoundTrip.Code code = trip.code().orElseThrow();
        assertThat(code.size()).as("16 channels, a quarter of the edge").isEqualTo(16 * 8 * 8);
        assertThat(code.own().argb()).isNotEqualTo(trip.there().argb());
        assertThat(code.reconstruction()).isCloseTo(difference(code.own(), trip.photo()), within(1 / 127.5));
        assertThat(code.energy()).isPositive();
        assertThat(code.gap()).isPositive();
    }

    @Test
    void aModelOfOneWayCantComeBack() throws Exception {
        String plain = TinyRun.pix2pix(temp.resolve("plain")).path().toString();
        assertThatThrownBy(() -> trip(plain, photo(9, 9))).hasStackTraceContaining("needs both generators");
    }

    @Test
    void theOfficialFileOfSixNetworksIsLookedIntoToo() throws Exception {
        String file = Path.of(System.getProperty("golden.dir"))
                .resolve("ugatit/light/golden_params_latest.pt")
                .toString();
        assertThat(get(studio.models().facts(file)).lookers()).hasSize(6);
        Attention judged =
                get(studio.insight().attention(new AttentionRequest(file, "disLB", photo(96, 96), SizeMode.WHOLE)));
        assertThat(judged.answer()).isPresent();
    }

    @Test
    void settingsOfAttentionAndRhoAreInThePng() throws Exception {
        Path original = temp.resolve("beach.png");
        PngFiles.write(original, photo(40, 30), java.util.Map.of());
        Photo photo = ((Opened.Plain) get(studio.stylist().open(original))).photo();
        StylizeSettings settings = new StylizeSettings(
                "m",
                "tiny",
                "AtoB",
                SizeMode.RESIZE,
                0.4,
                photo.name(),
                photo.print(),
                List.of(new RhoSetting(0, 2, 0.25), new RhoSetting(3, 4, 1)),
                new AttentionSettings(true, "disLB", true, true, 0.7, ColourMap.JET));
        Path saved = temp.resolve("result.png");
        get(studio.stylist().save(saved, photo(40, 30), settings));
        assertThat(((Opened.Restored) get(studio.stylist().open(saved))).settings())
                .isEqualTo(settings);
    }
}
