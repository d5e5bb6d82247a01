package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.NoiseMode;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.gan.style.StyleNoise;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

class StyleGeneratorTest extends TensorTestBase {
    private StyleGenerator g;
    private Tensor ws;

    @BeforeEach
    void makeNetwork() {
        Generator network = new Generator(GeneratorSpec.of(MappingSpec.of(8, 0, 6, 2), 16, 3, new Widths(64, 8)));
        network.initialize(store, new Rng(1).at(0, "G"));
        network.parameters().forEach((name, value) -> {
            if (name.endsWith("noise_strength")) {
                value.requiresGrad(false);
                value.set(Tensor.full(0.3));
            }
        });
        network.train(false);
        g = network;
        ws = g.rows(g.w(new Rng(2).at(0, "z").normal(2, 8), Optional.empty()));
    }

    private float[] picture(StyleNoise noise) {
        return g.synthesise(ws, Rendering.of(noise)).toFloats();
    }

    @Test
    void layersAreListedAsTheyRunAndWatched() {
        assertThat(g.layers().stream().map(StyleLayer::name))
                .containsExactly(
                        "b4.conv1",
                        "b4.torgb",
                        "b8.conv0",
                        "b8.conv1",
                        "b8.torgb",
                        "b16.conv0",
                        "b16.conv1",
                        "b16.torgb");
        assertThat(g.layers().stream().map(StyleLayer::row)).containsExactly(0, 1, 1, 2, 3, 3, 4, 5);
        Map<String, long[]> seen = new LinkedHashMap<>();
        g.synthesise(ws, Rendering.of(NoiseMode.CONST).watchedBy((name, result) -> seen.put(name, result.shape())));
        assertThat(seen.keySet())
                .containsExactlyElementsOf(
                        g.layers().stream().map(StyleLayer::name).toList());
        g.layers().forEach(layer -> {
            assertThat(seen.get(layer.name()))
                    .containsExactly(2, layer.channels(), layer.resolution(), layer.resolution());
            assertThat(g.affine(layer).size(1)).isEqualTo(6);
        });
    }

    @Test
    void seededNoiseIsTheSameForEveryPictureAndFromAnyBlockOn() {
        float[] once = picture(StyleNoise.seeded(5));
        assertThat(picture(StyleNoise.seeded(5))).containsExactly(once);
        assertThat(picture(StyleNoise.seeded(6))).isNotEqualTo(once);
        assertThat(g.synthesise(
                                ws.narrow(0, 1, 2),
                                Rendering.of(StyleNoise.seeded(5)).withFused(false))
                        .toFloats())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(java.util.Arrays.copyOfRange(once, once.length / 2, once.length));
        Rendering other = Rendering.of(StyleNoise.seeded(9));
        Features start = g.block(0, Optional.empty(), ws, other);
        Features next = g.block(1, Optional.of(start), ws, Rendering.of(StyleNoise.seeded(5)));
        Features again = g.block(1, Optional.of(start), ws, Rendering.of(StyleNoise.seeded(5)));
        assertThat(again.x().toFloats()).containsExactly(next.x().toFloats());
    }

    @Test
    void strengthsScaleTheNoiseOfTheirLayers() {
        List<Double> none = Collections.nCopies(g.numWs(), 0.0);
        assertThat(picture(StyleNoise.STORED.times(none))).containsExactly(picture(StyleNoise.NONE));
        assertThat(picture(StyleNoise.STORED.times(List.of(1.0)))).containsExactly(picture(StyleNoise.STORED));
        List<Double> last = new ArrayList<>(Collections.nCopies(g.numWs(), 1.0));
        last.set(4, 2.0);
        Map<String, float[]> plain = results(StyleNoise.STORED);
        Map<String, float[]> changed = results(StyleNoise.STORED.times(last));
        plain.forEach((name, values) -> {
            boolean same = !List.of("b16.conv1", "b16.torgb").contains(name);
            assertThat(java.util.Arrays.equals(changed.get(name), values))
                    .as(name)
                    .isEqualTo(same);
        });
    }

    private Map<String, float[]> results(StyleNoise noise) {
        Map<String, float[]> seen = new LinkedHashMap<>();
        g.synthesise(ws, Rendering.of(noise).watchedBy((name, result) -> seen.put(name, result.toFloats())));
        return seen;
    }

    @Test
    void onePsiForEveryLayerIsTheSameAsOnePsi() {
        g.average().set(Tensor.full(0.5, 6));
        float[] whole = g.truncate(ws, 0.7, OptionalInt.of(4)).toFloats();
        float[] each = g.truncate(ws, List.of(0.7, 0.7, 0.7, 0.7, 1.0, 1.0)).toFloats();
        assertThat(each).usingComparatorWithPrecision(1e-6f).containsExactly(whole);
    }
}
