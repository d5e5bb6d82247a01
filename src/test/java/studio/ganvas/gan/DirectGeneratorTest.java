package studio.ganvas.gan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.gan.style.StylePictures;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Matrices;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

/** Generators without styles, seen as if they had one: nothing about their pictures may change. */
class DirectGeneratorTest extends TensorTestBase {
    private static final DataFacts CLASSES = new DataFacts(List.of("cats", "dogs", "hens"));
    private static final long[] LABELS = {2, 0};

    static Stream<Arguments> systems() {
        return Stream.of(
                Arguments.of("gan", Map.of("imageSize", 16, "channels", "3", "hiddenG1", 16)),
                Arguments.of("cgan", Map.of("imageSize", 16, "channels", "1", "hiddenG1", 16)),
                Arguments.of("dcgan", Map.of("imageSize", "32", "channels", "3", "zDim", 400, "ngf", 2, "ndf", 8)),
                Arguments.of(
                        "dcgan",
                        Map.of(
                                "variant",
                                "pytorch-gan",
                                "imageSize",
                                "32",
                                "channels",
                                "1",
                                "zDim",
                                400,
                                "ngf",
                                2,
                                "ndf",
                                8)));
    }

    private Module network;

    private StyleGenerator open(String id, Map<String, Object> values) {
        GanSystem system = GanSystems.byId(id);
        Options options = Options.of(system.info().options(), values);
        Map<String, Module> networks = system.networks(options, CLASSES);
        network = networks.get("G");
        network.initialize(store, new Rng(3).at(0, "weights"));
        network.train(false);
        return system.styles(options, CLASSES, networks).orElseThrow();
    }

    private Tensor itself(Tensor z) {
        return network instanceof Cgan.Generator conditional
                ? conditional.forward(z, Tensor.of(LABELS, 2))
                : ((Layer) network).forward(z);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void stagesMakeTheSamePicture(String id, Map<String, Object> values) {
        StyleGenerator g = open(id, values);
        Tensor z = new Rng(1).at(0, "z").normal(2, g.zDim());
        Tensor whole = itself(z);
        Tensor staged = new StylePictures(g).generate(z, Optional.of(Tensor.of(LABELS, 2)));
        assertThat(staged.toFloats()).containsExactly(whole.toFloats());
        assertThat(staged.shape()).containsExactly(2, g.channels(), g.resolution(), g.resolution());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void layersAreAsTheySay(String id, Map<String, Object> values) {
        StyleGenerator g = open(id, values);
        Optional<Tensor> classes =
                g.classes() == 0 ? Optional.empty() : Optional.of(Ops.oneHot(Tensor.of(LABELS, 2), g.classes()));
        Tensor w = g.w(new Rng(1).at(0, "z").normal(2, g.zDim()), classes);
        assertThat(w.shape()).containsExactly(2, g.wDim());
        List<String> seen = new ArrayList<>();
        g.synthesise(g.rows(w), Rendering.CONST_NOISE.watchedBy((name, x) -> {
            StyleLayer layer = g.layers().get(seen.size());
            seen.add(name);
            assertThat(layer.name()).isEqualTo(name);
            assertThat(x.shape()).containsExactly(2, layer.channels(), layer.resolution(), layer.resolution());
            assertThat(network.parameters().keySet()).anyMatch(parameter -> parameter.startsWith(name + "."));
        }));
        assertThat(seen).hasSize(g.layers().size()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void theEntryIsTheFirstLayersLinearMap(String id, Map<String, Object> values) {
        StyleGenerator g = open(id, values);
        Tensor a = g.affine(g.layers().get(0));
        assertThat(a.size(1)).isEqualTo(g.wDim());
        // z is longer than the map is high here, so there are ways that it does not feel
        Tensor w = new Rng(1).at(0, "w").normal(1, g.wDim());
        Tensor before = g.synthesise(g.rows(w), Rendering.CONST_NOISE);
        double unfelt = change(g, w, leastFelt(a), before);
        double felt = change(g, w, a.narrow(0, 0, 1), before);
        assertThat(felt).isPositive();
        assertThat(unfelt).isLessThan(1e-3 * felt);
    }

    private static double change(StyleGenerator g, Tensor w, Tensor way, Tensor before) {
        Tensor unit = way.div(way.square().sum(true, 0, 1).sqrt());
        Tensor after = g.synthesise(g.rows(w.add(unit)), Rendering.CONST_NOISE);
        return after.sub(before).abs().amax(false, 0, 1, 2, 3).item();
    }

    private static Tensor leastFelt(Tensor a) {
        Matrices.Eigen ascending =
                Matrices.symmetricEigen(Ops.matmul(a.transpose(0, 1), a).toFloat64());
        return ascending.vectors().narrow(1, 0, 1).reshape(1, a.size(1)).toFloat32();
    }
}
