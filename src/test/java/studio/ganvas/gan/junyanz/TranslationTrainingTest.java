package studio.ganvas.gan.junyanz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Translator;
import studio.ganvas.gan.Translator.Direction;
import studio.ganvas.gan.Update;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** What pix2pix and CycleGAN promise, tried at small widths. */
class TranslationTrainingTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());
    private static final Rng RNG = new Rng(5);
    private static final int SIZE = 32;
    private static final int BATCH = 2;

    /** A system with options, filled networks and its training. */
    private record Case(GanSystem system, Options options, Map<String, Module> networks, GanTraining training) {
        boolean cyclic() {
            return networks.containsKey("G_B");
        }
    }

    static Stream<Map<String, Object>> small() {
        return Stream.of(
                Map.of("system", "pix2pix", "netG", "unet_64", "imageSize", 64),
                Map.of(
                        "system",
                        "pix2pix",
                        "netG",
                        "resnet_6blocks",
                        "ganMode",
                        "wgangp",
                        "lambdaGp",
                        10,
                        "norm",
                        "none"),
                Map.of("system", "pix2pix", "netG", "resnet_6blocks", "norm", "instance", "netD", "pixel"),
                Map.of("system", "cyclegan", "netG", "resnet_6blocks", "poolSize", 3),
                Map.of("system", "cyclegan", "netG", "resnet_6blocks", "poolSize", 3, "norm", "batch", "dropout", true),
                Map.of(
                        "system",
                        "cyclegan",
                        "netG",
                        "resnet_6blocks",
                        "lambdaIdentity",
                        0,
                        "netD",
                        "n_layers",
                        "nLayersD",
                        2,
                        "ganMode",
                        "wgangp",
                        "lambdaGp",
                        10));
    }

    private static Case make(Map<String, Object> values, TensorStore store) {
        Map<String, Object> changes =
                new LinkedHashMap<>(Map.of("imageSize", SIZE, "ngf", 2, "ndf", 2, "decayStart", 2, "decaySteps", 4));
        changes.putAll(values);
        GanSystem system = GanSystems.byId((String) changes.remove("system"));
        Options options = Options.of(system.info().options(), changes);
        Map<String, Module> networks = system.networks(options, FACTS);
        networks.forEach((name, network) -> network.initialize(store, RNG.at(0, "initialize " + name)));
        return new Case(system, options, networks, system.training(options, FACTS, networks, store));
    }

    private static Tensor pictures(Case made, int step, String set) {
        int size = made.system().pictures(made.options()).size();
        return RNG.at(step, set).uniform(BATCH, 3, size, size).mul(2).sub(1);
    }

    private static TrainBatch batch(Case made, int step) {
        return new TrainBatch(Map.of("A", pictures(made, step, "A"), "B", pictures(made, step, "B")), Optional.empty());
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

    private static boolean moved(StateDict before, StateDict after, String network) {
        return before.sub(network + ".").entries().entrySet().stream().anyMatch(entry -> !entry.getValue()
                .bytes()
                .equals(after.get(network + "." + entry.getKey()).orElseThrow().bytes()));
    }

    private static void assertMoved(Case made, StateDict before, String player) {
        StateDict after = weights(made);
        made.networks()
                .keySet()
                .forEach(name -> assertThat(moved(before, after, name)).as(name).isEqualTo(name.startsWith(player)));
    }

    @ParameterizedTest
    @MethodSource("small")
    void aStepReportsTheDeclaredLossesAndMovesAllNetworks(Map<String, Object> values) {
        Case made = make(values, store);
        StateDict before = weights(made);
        Map<String, Double> losses = step(made, 1, Update.BOTH);
        assertThat(losses.keySet())
                .containsExactlyInAnyOrderElementsOf(made.system().info().lossNames());
        assertThat(losses.values()).allMatch(Double::isFinite);
        assertMoved(made, before, "");
    }

    @ParameterizedTest
    @MethodSource("small")
    void updatingOnePlayerLeavesTheOtherWhollyAsItWas(Map<String, Object> values) {
        Case made = make(values, store);
        StateDict before = weights(made);
        step(made, 1, Update.GENERATOR);
        assertMoved(made, before, "G");
        StateDict between = weights(made);
        step(made, 2, Update.DISCRIMINATOR);
        assertMoved(made, between, "D");
    }

    @ParameterizedTest
    @MethodSource("small")
    void samplesHaveAllDeclaredPicturesAndLeaveNoTrace(Map<String, Object> values) {
        Case made = make(values, store);
        step(made, 1, Update.BOTH);
        StateDict before = weights(made);
        Samples first = made.training().samples(batch(made, 0), RNG.at(0, "samples"));
        Samples second = made.training().samples(batch(made, 0), RNG.at(0, "samples"));
        assertSame(weights(made), before);
        assertThat(List.copyOf(first.pictures().keySet()))
                .isEqualTo(made.system().info().pictureNames());
        first.pictures().forEach((name, picture) -> {
            assertThat(picture.shape())
                    .as(name)
                    .isEqualTo(pictures(made, 0, "A").shape());
            assertThat(picture.toFloats())
                    .as(name)
                    .isEqualTo(second.pictures().get(name).toFloats());
        });
        assertThat(first.pictures().get("real_A").toFloats())
                .isEqualTo(pictures(made, 0, "A").toFloats());
        assertThat(first.pictures().get("real_B").toFloats())
                .isEqualTo(pictures(made, 0, "B").toFloats());
    }

    @ParameterizedTest
    @MethodSource("small")
    void aTrainingContinuedFromItsStateGoesOnBitForBit(Map<String, Object> values) {
        Case unbroken = make(values, store);
        for (int step = 1; step <= 3; step++) {
            step(unbroken, step, Update.BOTH);
        }
        try (TensorStore other = new TensorStore()) {
            Case resumed = make(values, other);
            unbroken.networks()
                    .forEach((name, network) -> resumed.networks().get(name).load(other, network.stateDict()));
            resumed.training().load(unbroken.training().state());
            for (int step = 4; step <= 6; step++) {
                assertThat(step(resumed, step, Update.BOTH)).isEqualTo(step(unbroken, step, Update.BOTH));
            }
            assertSame(weights(resumed), weights(unbroken));
            assertSame(resumed.training().state(), unbroken.training().state());
        }
    }

    @Test
    void theStateIsReadAndPutBackWhereNoScopeIsOpen() {
        Case made = make(Map.of("system", "cyclegan", "netG", "resnet_6blocks", "poolSize", 3), store);
        step(made, 1, Update.BOTH);
        GanTraining training = made.training();
        StateDict state = CompletableFuture.supplyAsync(training::state).join();
        assertThat(state.names()).contains("fake_A_pool.pictures", "fake_B_pool.pictures");
        CompletableFuture.runAsync(() -> training.load(state)).join();
        assertSame(training.state(), state);
    }

    @ParameterizedTest
    @MethodSource("small")
    void afterTheFirstStepNothingIsAddedToTheStore(Map<String, Object> values) {
        Case made = make(values, store);
        step(made, 1, Update.BOTH);
        store.seal();
        int before = store.size();
        for (int step = 2; step < 5; step++) {
            step(made, step, Update.BOTH);
            made.training().samples(batch(made, 0), RNG.at(0, "samples"));
        }
        assertThat(store.size()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pix2pix", "cyclegan"})
    void theLearningRateFallsToZero(String system) {
        Case made = make(Map.of("system", system, "netG", "resnet_6blocks", "decayStart", 1, "decaySteps", 1), store);
        for (int step = 1; step <= 2; step++) {
            step(made, step, Update.BOTH);
        }
        Map<String, Tensor> g = made.networks().values().iterator().next().parameters();
        String last = g.keySet().stream().reduce((first, second) -> second).orElseThrow();
        float[] before = g.get(last).toFloats();
        step(made, 3, Update.BOTH);
        assertThat(g.get(last).toFloats())
                .as("full rate in step 1, half in step 2, none in step 3")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pix2pix", "cyclegan"})
    void theOtherDirectionIsTheSameWithTheSetsSwapped(String system) {
        Map<String, Object> values = Map.of("system", system, "netG", "resnet_6blocks");
        Map<String, Object> swapped = new LinkedHashMap<>(values);
        swapped.put("direction", Direction.B_TO_A);
        Case there = make(values, store);
        Case back = make(swapped, store);
        TrainBatch exchanged =
                new TrainBatch(Map.of("A", pictures(there, 1, "B"), "B", pictures(there, 1, "A")), Optional.empty());
        assertThat(back.training().step(exchanged, Update.BOTH, RNG.at(1, "step")))
                .isEqualTo(step(there, 1, Update.BOTH));
        assertThat(translator(back).directions().get(0).id()).isEqualTo(Direction.B_TO_A);
    }

    private static Translator translator(Case made) {
        return made.system().translator(made.options(), FACTS, made.networks()).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("small")
    void finishedGeneratorsTranslateEachPictureForItselfAndAnySize(Map<String, Object> values) {
        Case made = make(values, store);
        step(made, 1, Update.BOTH);
        StateDict before = weights(made);
        Translator translator = translator(made);
        assertThat(translator.directions().stream().map(Direction::id))
                .containsExactlyElementsOf(
                        made.cyclic() ? List.of(Direction.A_TO_B, Direction.B_TO_A) : List.of(Direction.A_TO_B));
        int side = translator.multipleOf();
        Tensor x = RNG.at(9, "x").uniform(3, 3, 2L * Math.max(side, 8), 3L * Math.max(side, 8));
        for (Direction direction : translator.directions()) {
            Tensor y = translator.translate(x, direction);
            assertThat(y.shape()).isEqualTo(x.shape());
            assertThat(y.toFloats())
                    .isEqualTo(translator.translate(x, direction).toFloats());
            Tensor alone = translator.translate(x.narrow(0, 2, 3), direction);
            assertThat(y.narrow(0, 2, 3).sub(alone).abs().mean().item()).isLessThan(1e-5);
        }
        assertSame(weights(made), before);
    }

    @Test
    void oneLoadedGeneratorIsEnough() {
        Case made = make(Map.of("system", "cyclegan", "netG", "resnet_6blocks"), store);
        Map<String, Module> onlyBack = Map.of("G_B", made.networks().get("G_B"));
        Translator translator =
                made.system().translator(made.options(), FACTS, onlyBack).orElseThrow();
        assertThat(translator.directions()).containsExactly(new Direction(Direction.B_TO_A, "G_B"));
        Tensor x = pictures(made, 0, "A");
        assertThatThrownBy(() -> translator.translate(x, new Direction(Direction.A_TO_B, "G_A")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not loaded");
        assertThat(made.system().translator(made.options(), FACTS, Map.of())).isEmpty();
    }

    @Test
    void dropoutVariesPicturesUnlessEvaluationModeIsAskedFor() {
        for (boolean eval : new boolean[] {false, true}) {
            Case made = make(
                    Map.of("system", "pix2pix", "netG", "resnet_6blocks", "norm", "instance", "eval", eval), store);
            Translator translator = translator(made);
            Direction direction = translator.directions().get(0);
            Tensor x = pictures(made, 0, "A");
            float[] one;
            float[] other;
            try (var draws = RNG.at(1, "noise").use()) {
                one = translator.translate(x, direction).toFloats();
            }
            try (var draws = RNG.at(2, "noise").use()) {
                other = translator.translate(x, direction).toFloats();
            }
            assertThat(java.util.Arrays.equals(one, other)).isEqualTo(eval);
        }
    }

    @Test
    void aGeneratorThatCannotMakeTheSizeIsRefusedWithWords() {
        GanSystem system = GanSystems.byId("pix2pix");
        Options options = Options.of(system.info().options(), Map.of("imageSize", 128));
        assertThatThrownBy(() -> system.networks(options, FACTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiple of 256, not 128");
    }
}
