package studio.ganvas.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.style.StylePictures;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** What every system promises, tried on each of them at small widths. */
class TrainingTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of("cat", "dog", "bird"));
    private static final Rng RNG = new Rng(11);
    private static final int BATCH = 4;

    /** A system with options, filled networks and its training. */
    private record Case(GanSystem system, Options options, Map<String, Module> networks, GanTraining training) {}

    static Stream<Map<String, Object>> small() {
        return Stream.of(
                Map.of("system", "gan", "imageSize", 16, "channels", "3", "hiddenG4", 32, "hiddenD1", 32),
                Map.of("system", "cgan", "imageSize", 16, "channels", "3", "hiddenG4", 32, "hiddenD1", 32),
                Map.of("system", "dcgan", "imageSize", "32", "ngf", 4, "ndf", 4),
                Map.of("system", "dcgan", "imageSize", "64", "ngf", 2, "ndf", 2),
                Map.of("system", "dcgan", "imageSize", "128", "ngf", 1, "ndf", 1),
                Map.of("system", "dcgan", "imageSize", "32", "variant", "pytorch-gan", "ngf", 4, "ndf", 4),
                style(Map.of("emaRampUp", 0.05)),
                style(Map.of("conditional", true, "microBatch", 2, "mbstdGroup", 2, "augmentPipe", "bgcfnc")),
                style(Map.of("architectureG", "resnet", "architectureD", "orig", "augment", "off", "freezeD", 1)));
    }

    private static Map<String, Object> style(Map<String, Object> more) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("system", "stylegan2", "imageSize", "32"));
        values.putAll(Map.of("wDim", 8, "mappingLayers", 2, "channelBase", 64, "channelMax", 8, "augmentP", 0.5));
        values.putAll(more);
        return values;
    }

    private static Case make(Map<String, Object> values, TensorStore store) {
        Map<String, Object> changes = new LinkedHashMap<>(values);
        GanSystem system = GanSystems.byId((String) changes.remove("system"));
        changes.put(CommonOptions.Z_DIM, 8);
        Options options = Options.of(system.info().options(), changes);
        Map<String, Module> networks = system.networks(options, FACTS);
        networks.forEach((name, network) -> network.initialize(store, RNG.at(0, "initialize " + name)));
        return new Case(system, options, networks, system.training(options, FACTS, networks, store));
    }

    private static TrainBatch batch(Case made, int step) {
        PictureSpec spec = made.system().pictures(made.options());
        Tensor x = RNG.at(step, "pictures").uniform(BATCH, spec.channels(), spec.size(), spec.size());
        return new TrainBatch(Map.of("real", x.mul(2).sub(1)), Optional.of(Tensor.of(new long[] {0, 1, 2, 0}, BATCH)));
    }

    private static Map<String, Double> step(Case made, int step, Update update) {
        return made.training().step(batch(made, step), update, RNG.at(step, "step"));
    }

    private static StateDict weights(Case made) {
        StateDict all = new StateDict(Map.of());
        for (Map.Entry<String, Module> each : made.networks().entrySet()) {
            all = all.and(each.getValue().stateDict().withPrefix(each.getKey() + "."));
        }
        return all;
    }

    private static void assertSame(StateDict actual, StateDict expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        expected.entries().forEach((name, tensor) -> assertThat(
                        actual.get(name).map(HostTensor::bytes).orElseThrow())
                .as(name)
                .isEqualTo(tensor.bytes()));
    }

    @ParameterizedTest
    @MethodSource("small")
    void aStepReportsTheDeclaredLossesAndMovesBothPlayers(Map<String, Object> values) {
        Case made = make(values, store);
        StateDict before = weights(made);
        Map<String, Double> losses = step(made, 1, Update.BOTH);
        assertThat(losses.keySet())
                .containsExactlyInAnyOrderElementsOf(made.system().info().lossNames());
        assertThat(losses.values()).allMatch(Double::isFinite);
        StateDict after = weights(made);
        for (String player : made.system().info().networkNames()) {
            assertThat(moved(before.sub(player + "."), after.sub(player + ".")))
                    .as(player)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("noisy")
    void noiseOnTheInputOfTheDiscriminatorReachesRealPicturesAndFades(Map<String, Object> values) {
        Map<String, Object> loud = new LinkedHashMap<>(values);
        loud.putAll(InputNoise.values(2, 1));
        Case quiet = make(values, store);
        Case noisy = make(loud, store);
        assertThat(step(noisy, 1, Update.DISCRIMINATOR).get("D_x"))
                .isNotEqualTo(step(quiet, 1, Update.DISCRIMINATOR).get("D_x"));
        // the next step has none left: with the same weights it sees the same pictures
        quiet.networks().get("D").load(store, noisy.networks().get("D").stateDict());
        assertThat(step(noisy, 2, Update.DISCRIMINATOR).get("D_x"))
                .isEqualTo(step(quiet, 2, Update.DISCRIMINATOR).get("D_x"));
    }

    static Stream<Map<String, Object>> noisy() {
        return small().filter(values -> !values.get("system").equals("stylegan2"));
    }

    @Test
    void generatorsAreKnownBeforeTheirNetworksAreFilled() {
        List<String> makers = GanSystems.all().stream()
                .filter(system -> {
                    Options options = Options.of(system.info().options(), Map.of());
                    return system.styles(options, FACTS, system.networks(options, FACTS))
                            .isPresent();
                })
                .map(system -> system.info().id())
                .toList();
        assertThat(makers).containsExactlyInAnyOrder("gan", "cgan", "dcgan", "stylegan", "stylegan2");
    }

    private static boolean moved(StateDict before, StateDict after) {
        return before.names().stream().anyMatch(name -> !before.get(name)
                .orElseThrow()
                .bytes()
                .equals(after.get(name).orElseThrow().bytes()));
    }

    @ParameterizedTest
    @MethodSource("small")
    void updatingOnePlayerLeavesTheOtherWhollyAsItWas(Map<String, Object> values) {
        Case made = make(values, store);
        StateDict before = weights(made);
        step(made, 1, Update.GENERATOR);
        StateDict between = weights(made);
        assertSame(between.sub("D."), before.sub("D."));
        assertThat(moved(before.sub("G."), between.sub("G."))).isTrue();
        step(made, 2, Update.DISCRIMINATOR);
        assertSame(weights(made).sub("G."), between.sub("G."));
        assertThat(moved(between.sub("D."), weights(made).sub("D."))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("small")
    void samplesAreAlwaysOfTheSameLatentsAndLeaveNoTrace(Map<String, Object> values) {
        Case made = make(values, store);
        step(made, 1, Update.BOTH);
        StateDict before = weights(made);
        Samples first = made.training().samples(batch(made, 0), RNG.at(0, "samples"));
        Samples second = made.training().samples(batch(made, 0), RNG.at(0, "samples"));
        assertSame(weights(made), before);
        PictureSpec spec = made.system().pictures(made.options());
        Tensor fakes = first.pictures().get("fakes");
        assertThat(fakes.shape()).containsExactly(BATCH, spec.channels(), spec.size(), spec.size());
        assertThat(fakes.toFloats()).isEqualTo(second.pictures().get("fakes").toFloats());
        assertThat(fakes.abs().amax(false, 0, 1, 2, 3).item()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("small")
    void aTrainingContinuedFromItsStateGoesOnBitForBit(Map<String, Object> values) {
        Case unbroken = make(values, store);
        step(unbroken, 1, Update.BOTH);
        try (TensorStore other = new TensorStore()) {
            Case resumed = make(values, other);
            unbroken.networks()
                    .forEach((name, network) -> resumed.networks().get(name).load(other, network.stateDict()));
            resumed.training().load(unbroken.training().state());
            for (int step = 2; step < 4; step++) {
                assertThat(step(resumed, step, Update.BOTH)).isEqualTo(step(unbroken, step, Update.BOTH));
            }
            assertSame(weights(resumed), weights(unbroken));
            assertSame(resumed.training().state(), unbroken.training().state());
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void stepsLeakNothingIntoTheStore(Map<String, Object> values) {
        Case made = make(values, store);
        store.seal();
        int before = store.size();
        for (int step = 0; step < 3; step++) {
            step(made, step, Update.BOTH);
            made.training().samples(batch(made, 0), RNG.at(0, "samples"));
        }
        assertThat(store.size()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("small")
    void theGeneratorMakesPicturesOutsideTraining(Map<String, Object> values) {
        Case made = make(values, store);
        NoiseGenerator generator = made.system()
                .styles(made.options(), FACTS, made.networks())
                .map(StylePictures::new)
                .orElseThrow();
        assertThat(generator.zDim()).isEqualTo(8);
        Tensor z = RNG.at(0, "z").normal(2, 8);
        Tensor labels = Tensor.of(new long[] {1, 2}, 2);
        Tensor both = generator.generate(z, Optional.of(labels));
        Tensor one = generator.generate(z.narrow(0, 0, 1), Optional.of(labels.narrow(0, 0, 1)));
        assertThat(both.sub(one).abs().narrow(0, 0, 1).mean().item())
                .as("in evaluation a picture does not depend on its neighbours")
                .isLessThan(1e-5);
        assertThat(made.networks().get("G").training()).isTrue();
    }

    @Test
    void theConditionalSystemAsksForClasses() {
        GanSystem cgan = GanSystems.byId("cgan");
        Options options = Options.of(cgan.info().options(), Map.of());
        assertThatThrownBy(() -> cgan.networks(options, new DataFacts(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one folder for each class");
    }

    @Test
    void presetsAreValidAndIdsAreUnique() {
        List<GanSystem> all = GanSystems.all();
        assertThat(all).extracting(system -> system.info().id()).doesNotHaveDuplicates();
        for (GanSystem system : all) {
            SystemInfo info = system.info();
            assertThat(info.options()).extracting(Option::key).doesNotHaveDuplicates();
            assertThat(info.presets()).isNotEmpty();
            for (Preset preset : info.presets()) {
                Options options = Options.of(info.options(), preset.values());
                Map<String, Module> networks = system.networks(options, FACTS);
                assertThat(List.copyOf(networks.keySet())).isEqualTo(info.networkNames());
                networks.values()
                        .forEach(network -> assertThat(network.parameterCount()).isPositive());
            }
        }
    }

    @Test
    void anUnknownSystemIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> GanSystems.byId("stylegan9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dcgan");
    }
}
