package studio.ganvas.gan.stylegan1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleNoise;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.golden.FullWidthGoldenTest;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** Outputs of the official port's networks at several stages of growth. */
class StyleGan1GoldenTest extends TensorTestBase {
    private StyleGan1Fixture fixture;
    private Golden golden;
    private Map<String, StateDict> weights;
    private Generator g;

    @BeforeEach
    void openFixture() {
        fixture = StyleGan1Fixture.open();
        golden = fixture.golden();
        weights = fixture.checkpoint(fixture.trained());
        g = new Generator(fixture.spec());
        g.load(store, weights.get("g_running"));
        g.train(false);
    }

    /** The recorded maps, as many pictures of them as there are. */
    private Rendering recorded(long pictures) {
        return Rendering.of((StyleNoise) place -> Optional.of(golden.tensor("noise" + place.map()))
                .map(map -> map.narrow(0, 0, Math.min(pictures, map.size(0)))));
    }

    private Tensor z(String name, String tensor) {
        Tensor all = golden.tensor(name);
        return all.narrow(0, 0, golden.tensor(tensor).size(0));
    }

    @Test
    void stylesAndTheirMeanAgree() {
        golden.check("style", g.w(golden.tensor("z")));
        golden.check("mean_style", g.w(golden.tensor("z_mean")).mean(true, 0));
    }

    @Test
    void picturesAndScoresAgreeAtEveryStage() {
        Map<String, Stage> points = fixture.points("img.");
        assertThat(points).hasSizeGreaterThan(2);
        Discriminator d = new Discriminator(fixture.spec());
        d.load(store, weights.get("discriminator"));
        points.forEach((name, stage) -> {
            Tensor z = z("z", "img." + name);
            StyleGenerator at = new StyleView(g, stage);
            golden.check("img." + name, at.synthesise(at.rows(g.w(z)), recorded(z.size(0))));
            golden.check("D." + name, d.forward(golden.tensor("D_images.s" + stage.size()), stage));
        });
    }

    @Test
    void aSinglePictureIsScoredWithoutDeviation() {
        Discriminator d = new Discriminator(fixture.spec());
        d.load(store, weights.get("discriminator"));
        Stage stage = fixture.points("img.").values().iterator().next();
        Tensor first = golden.tensor("D_images.s" + stage.size()).narrow(0, 0, 1);
        golden.check("D.single", d.forward(first, stage));
    }

    @Test
    void truncatedAndMixedPicturesAgree() {
        Matcher stated = Pattern.compile("step (\\d+) alpha (-?[0-9.]+), mean_style, style_weight ([0-9.]+)")
                .matcher(golden.meaning("img.trunc"));
        assertThat(stated.find()).as(golden.meaning("img.trunc")).isTrue();
        Stage stage = new Stage(Integer.parseInt(stated.group(1)), Double.parseDouble(stated.group(2)));
        double psi = Double.parseDouble(stated.group(3));
        StyleGenerator at = new StyleView(g, stage);
        Tensor mean = golden.tensor("mean_style");
        Tensor ws = at.rows(g.w(z("z", "img.trunc")));
        Tensor other = at.rows(g.w(z("z2", "img.trunc")));
        Rendering noise = recorded(ws.size(0));
        golden.check("img.trunc", at.synthesise(mean.lerp(ws, psi), noise));

        // without a word on alpha it is the port's default: nothing fades
        StyleGenerator whole = new StyleView(g, new Stage(stage.size(), -1));
        Pattern range = Pattern.compile("img\\.mix_(\\d+)_(\\d+)(_trunc)?");
        List<String> mixtures = golden.io().names().stream()
                .filter(name -> range.matcher(name).matches())
                .toList();
        assertThat(mixtures).hasSizeGreaterThan(1);
        for (String name : mixtures) {
            Matcher blocks = range.matcher(name);
            assertThat(blocks.matches()).isTrue();
            int from = 2 * Integer.parseInt(blocks.group(1));
            int to = Math.min(at.numWs(), 2 * Integer.parseInt(blocks.group(2)) + 2);
            Tensor mixed = Ops.cat(1, ws.narrow(1, 0, from), other.narrow(1, from, to), ws.narrow(1, to, at.numWs()));
            golden.check(name, whole.synthesise(blocks.group(3) == null ? mixed : mean.lerp(mixed, psi), noise));
        }
    }

    @Test
    void theBareAverageIsTheSameGenerator() {
        Map.Entry<String, Stage> point =
                fixture.points("img.").entrySet().iterator().next();
        Generator bare = new Generator(fixture.spec());
        bare.load(store, fixture.checkpoint("010000.model").get(""));
        Tensor z = z("z", "img." + point.getKey());
        StyleGenerator at = new StyleView(bare, point.getValue());
        golden.check("img." + point.getKey(), at.synthesise(at.rows(bare.w(z)), recorded(z.size(0))));
    }

    @Test
    void blocksCanRunAgainFromAnyRowOn() {
        Stage stage = fixture.points("img.").values().iterator().next();
        StyleGenerator at = new StyleView(g, stage);
        Tensor ws = at.rows(g.w(golden.tensor("z")));
        Rendering noise = Rendering.CONST_NOISE;
        float[] whole = at.truncate(ws, 0.5, OptionalInt.of(2)).toFloats();
        assertThat(at.truncate(ws, List.of(0.5, 0.5, 1.0, 1.0, 1.0, 1.0).subList(0, at.numWs()))
                        .toFloats())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(whole);
        assertThat(at.synthesise(ws, noise).toFloats())
                .containsExactly(at.synthesise(ws, noise).toFloats());
        assertThat(at.average().shape()).containsExactly(at.wDim());
        assertThat(at.layers())
                .hasSize(at.numWs())
                .allMatch(layer -> at.affine(layer).size(0) == 2L * layer.channels());
    }

    @Test
    void networksOfPublishedWidthAgree() {
        Golden full = Golden.open("fullwidth");
        NetworkSpec spec = new NetworkSpec(512, 8, 1024, 3, new Widths(16384, 512), true, true);
        Stage stage = new Stage(3, 0.5);
        assertThat(full.expectations().path("stylegan1.G").path("note").asText())
                .startsWith("step 3, alpha 0.5");
        Generator wide = new Generator(spec);
        String saltG = full.expectations().path("stylegan1.G").path("salt").asText();
        fill(
                wide,
                FullWidthGoldenTest.weights(
                        full.expectations().path("stylegan1.G").path("fill"), saltG));
        assertThat(wide.parameterCount()).isEqualTo(26_219_115);
        Map<Integer, Tensor> maps = new HashMap<>();
        for (int i = 0; i <= stage.size(); i++) {
            int edge = 4 << i;
            maps.put(
                    i,
                    Tensor.of(
                            FullWidthGoldenTest.formula(saltG + "/input/noise" + i, edge * edge, 0, 1),
                            1,
                            1,
                            edge,
                            edge));
        }
        Tensor z = Tensor.of(FullWidthGoldenTest.formula(saltG + "/input/z", 512, 0, 1), 1, 512);
        StyleGenerator at = new StyleView(wide, stage);
        Rendering noise = Rendering.of((StyleNoise) place -> Optional.of(maps.get(place.map())));
        int stride = full.expectations()
                .path("stylegan1.G")
                .path("outputs")
                .path("y")
                .path("stride")
                .asInt();
        full.check("stylegan1.G.y", FullWidthGoldenTest.every(at.synthesise(at.rows(wide.w(z)), noise), stride));

        Discriminator d = new Discriminator(spec);
        String saltD = full.expectations().path("stylegan1.D").path("salt").asText();
        fill(
                d,
                FullWidthGoldenTest.weights(
                        full.expectations().path("stylegan1.D").path("fill"), saltD));
        assertThat(d.parameterCount()).isEqualTo(25_444_737);
        Tensor x = Tensor.of(FullWidthGoldenTest.formula(saltD + "/input/x", 2 * 3 * 32 * 32, 0, 1), 2, 3, 32, 32);
        full.check("stylegan1.D.y", d.forward(x, stage));
    }

    /** The formula gives parameters; filters keep their own values, and the studio's own counter is 0. */
    private void fill(Module network, StateDict parameters) {
        Map<String, HostTensor> filters = new HashMap<>();
        network.shapes().forEach((name, shape) -> {
            if (parameters.get(name).isEmpty() && !name.equals(Generator.SEEN)) {
                assertThat(name).matches(".*conv[12]\\.\\d\\.weight(_flip)?");
                Tensor taps = Tensor.of(new float[] {1, 2, 1, 2, 4, 2, 1, 2, 1}, 1, 1, 3, 3);
                filters.put(name, taps.div(16).expand(shape).contiguous().toHost());
            }
        });
        network.load(store, parameters.and(new StateDict(filters)));
        assertThat(network.parameters().keySet()).isEqualTo(parameters.names());
    }
}
