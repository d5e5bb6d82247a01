package studio.ganvas.gan.junyanz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.Translator;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Layer;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

class GeneratorFileTest extends TensorTestBase {
    private static final Rng RNG = new Rng(3);

    /** Every generator that the options can ask for, and some that they can't. */
    static Stream<GeneratorSpec> specs() {
        return Stream.of(
                        "unet_32",
                        "unet_64",
                        "unet_128",
                        "unet_256",
                        "resnet_6blocks",
                        "resnet_9blocks",
                        "resnet_1blocks")
                .flatMap(netG -> Stream.of(Norm.values())
                        .flatMap(norm -> Stream.of(
                                GeneratorSpec.of(netG, 3, 1, 2, norm, true),
                                GeneratorSpec.of(netG, 1, 3, 3, norm, netG.startsWith("unet")))));
    }

    private Layer filled(GeneratorSpec spec) {
        Layer network = spec.build();
        network.initialize(store, RNG.at(0, "weights"));
        return network;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void namesAndShapesTellTheNetwork(GeneratorSpec spec) {
        assertThat(GeneratorFile.recognise(filled(spec).stateDict())).contains(spec);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void whatOldVersionsWroteIsTakenAway(GeneratorSpec spec) {
        Layer network = filled(spec);
        StateDict plain = network.stateDict();
        Map<String, HostTensor> old = new LinkedHashMap<>(plain.entries());
        if (spec.norm() == Norm.INSTANCE) {
            for (String norm : norms(spec)) {
                old.put(norm + ".running_mean", HostTensor.of(new float[] {1}, 1));
                old.put(norm + ".running_var", HostTensor.of(new float[] {1}, 1));
                old.put(norm + ".num_batches_tracked", HostTensor.of(new long[] {1}));
            }
        }
        StateDict file = new StateDict(old).withPrefix("module.");
        assertThat(GeneratorFile.clean(file).names()).isEqualTo(plain.names());
        assertThat(GeneratorFile.recognise(file)).contains(spec);
    }

    private static List<String> norms(GeneratorSpec spec) {
        return spec.kind() == GeneratorSpec.Kind.UNET
                ? List.of("model.model.1.model.2", "model.model.1.model.6")
                : List.of("model.2", "model.10.conv_block.2", "model.10.conv_block." + (spec.dropout() ? 7 : 6));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void batchNormsMayLackTheirCounters(GeneratorSpec spec) {
        Map<String, HostTensor> old =
                new LinkedHashMap<>(filled(spec).stateDict().entries());
        old.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
        StateDict file = new StateDict(old);
        assertThat(GeneratorFile.recognise(file)).contains(spec);
        assertThat(NetworkTranslator.of(file, "G", true, store)).isPresent();
    }

    @Test
    void weightsMoveBetweenNetworksWithAndWithoutDropout() {
        for (Norm norm : Norm.values()) {
            Layer with = filled(GeneratorSpec.of("resnet_6blocks", 3, 3, 2, norm, true));
            Layer without =
                    GeneratorSpec.of("resnet_6blocks", 3, 3, 2, norm, false).build();
            StateDict there = GeneratorFile.clean(with.stateDict(), without);
            without.load(store, there);
            assertThat(GeneratorFile.clean(there, with).names())
                    .isEqualTo(with.stateDict().names());
            with.train(false);
            without.train(false);
            Tensor x = RNG.at(1, "x").normal(1, 3, 16, 16);
            assertThat(without.forward(x).toFloats()).isEqualTo(with.forward(x).toFloats());
        }
    }

    @Test
    void otherFilesAreNotRecognised() {
        Layer d = new PatchDiscriminator(3, 4, Norm.INSTANCE, 3);
        d.initialize(store, RNG.at(0, "weights"));
        assertThat(GeneratorFile.recognise(d.stateDict())).isEmpty();
        assertThat(GeneratorFile.recognise(new StateDict(Map.of()))).isEmpty();
        for (String netG : Set.of("unet_64", "resnet_6blocks")) {
            StateDict whole =
                    filled(GeneratorSpec.of(netG, 3, 3, 2, Norm.BATCH, false)).stateDict();
            for (String name : whole.names()) {
                Map<String, HostTensor> fewer = new LinkedHashMap<>(whole.entries());
                fewer.remove(name);
                boolean needed = !name.endsWith("num_batches_tracked");
                assertThat(GeneratorFile.recognise(new StateDict(fewer)).isEmpty())
                        .as("refused without " + name)
                        .isEqualTo(needed);
            }
        }
    }

    @Test
    void aBareFileTranslates() {
        Layer network = filled(GeneratorSpec.of("resnet_6blocks", 1, 3, 2, Norm.INSTANCE, false));
        StateDict file = network.stateDict();
        Translator translator = NetworkTranslator.of(file, "G_B", false, store).orElseThrow();
        assertThat(translator.directions())
                .containsExactly(new Translator.Direction(Translator.Direction.B_TO_A, "G_B"));
        assertThat(translator.channels()).isEqualTo(1);
        assertThat(translator.multipleOf()).isEqualTo(4);
        Tensor x = RNG.at(1, "x").normal(2, 1, 12, 20);
        Tensor y = translator.translate(x, translator.directions().get(0));
        assertThat(y.shape()).containsExactly(2, 3, 12, 20);
        network.train(false);
        assertThat(y.toFloats()).isEqualTo(network.forward(x).toFloats());
    }
}
