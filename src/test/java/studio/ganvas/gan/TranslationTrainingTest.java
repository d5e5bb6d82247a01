package studio.ganvas.gan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** What every system of two domains promises, tried on each of them at small widths. */
class TranslationTrainingTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());
    private static final Rng RNG = new Rng(11);

    /** A system with options, filled networks and its training. */
    private record Case(GanSystem system, Options options, Map<String, Module> networks, GanTraining training) {
        List<String> generators() {
            return networks.keySet().stream()
                    .filter(name -> !name.toLowerCase(java.util.Locale.ROOT).startsWith("d"))
                    .toList();
        }

        List<String> discriminators() {
            List<String> others = new ArrayList<>(networks.keySet());
            others.removeAll(generators());
            return others;
        }
    }

    static Stream<Map<String, Object>> small() {
        return Stream.of(
                Map.of("system", "ugatit", "imageSize", 32, "ch", 2, "nRes", 1, "iterations", 4),
                Map.of("system", "ugatit", "imageSize", 64, "ch", 1, "nRes", 1, "channels", "1", "batchSize", 2),
                Map.of("system", "ugatit", "imageSize", 32, "ch", 2, "nRes", 1, "light", false),
                Map.of("system", "unit", "imageSize", 32, "dim", 2, "ndf", 2),
                Map.of("system", "unit-official", "imageSize", 64, "dim", 2, "ndf", 2));
    }

    private static Case make(Map<String, Object> values, TensorStore store) {
        Map<String, Object> changes = new LinkedHashMap<>(values);
        GanSystem system = GanSystems.byId((String) changes.remove("system"));
        Options options = Options.of(system.info().options(), changes);
        Map<String, Module> networks = system.networks(options, FACTS);
        networks.forEach((name, network) -> network.initialize(store, RNG.at(0, "initialize " + name)));
        return new Case(system, options, networks, system.training(options, FACTS, networks, store));
    }

    private static TrainBatch batch(Case made, int step, int n) {
        PictureSpec spec = made.system().pictures(made.options());
        Map<String, Tensor> pictures = new LinkedHashMap<>();
        for (String domain : List.of("A", "B")) {
            Tensor x = RNG.at(step, "pictures " + domain).uniform(n, spec.channels(), spec.size(), spec.size());
            pictures.put(domain, x.mul(2).sub(1));
        }
        return new TrainBatch(pictures, Optional.empty());
    }

    private static Map<String, Double> step(Case made, int step, Update update) {
        int n = made.options().integer(CommonOptions.BATCH_SIZE);
        return made.training().step(batch(made, step, n), update, RNG.at(step, "step"));
    }

    private static StateDict weights(Case made, List<String> names) {
        StateDict all = new StateDict(Map.of());
        for (String name : names) {
            all = all.and(made.networks().get(name).stateDict().withPrefix(name + "."));
        }
        return all;
    }

    private static StateDict weights(Case made) {
        return weights(made, List.copyOf(made.networks().keySet()));
    }

    private static void assertSame(StateDict actual, StateDict expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        expected.entries().forEach((name, tensor) -> assertThat(
                        actual.get(name).map(HostTensor::bytes).orElseThrow())
                .as(name)
                .isEqualTo(tensor.bytes()));
    }

    private static boolean moved(StateDict before, StateDict after) {
        return before.names().stream().anyMatch(name -> !before.get(name)
                .orElseThrow()
                .bytes()
                .equals(after.get(name).orElseThrow().bytes()));
    }

    @ParameterizedTest
    @MethodSource("small")
    void aStepReportsTheDeclaredLossesAndMovesEveryNetwork(Map<String, Object> values) {
        Case made = make(values, store);
        StateDict before = weights(made);
        Map<String, Double> losses = step(made, 1, Update.BOTH);
        assertThat(losses.keySet())
                .containsExactlyInAnyOrderElementsOf(made.system().info().lossNames());
        assertThat(losses.values()).allMatch(Double::isFinite);
        StateDict after = weights(made);
        for (String network : made.system().info().networkNames()) {
            assertThat(moved(before.sub(network + "."), after.sub(network + ".")))
                    .as(network)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void updatingOneSideLeavesTheOtherWhollyAsItWas(Map<String, Object> values) {
        Case made = make(values, store);
        StateDict judges = weights(made, made.discriminators());
        StateDict makers = weights(made, made.generators());
        step(made, 1, Update.GENERATOR);
        assertSame(weights(made, made.discriminators()), judges);
        StateDict makersThen = weights(made, made.generators());
        assertThat(moved(makers, makersThen)).isTrue();
        step(made, 2, Update.DISCRIMINATOR);
        assertSame(weights(made, made.generators()), makersThen);
        assertThat(moved(judges, weights(made, made.discriminators()))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("small")
    void samplesShowEveryDeclaredPictureAndLeaveNoTrace(Map<String, Object> values) {
        Case made = make(values, store);
        step(made, 1, Update.BOTH);
        StateDict before = weights(made);
        Samples first = made.training().samples(batch(made, 0, 2), RNG.at(0, "samples"));
        Samples second = made.training().samples(batch(made, 0, 2), RNG.at(0, "samples"));
        assertSame(weights(made), before);
        assertThat(List.copyOf(first.pictures().keySet()))
                .isEqualTo(made.system().info().pictureNames());
        PictureSpec spec = made.system().pictures(made.options());
        first.pictures().forEach((name, pictures) -> {
            assertThat(pictures.shape()).as(name).containsExactly(2, spec.channels(), spec.size(), spec.size());
            assertThat(pictures.abs().amax(false, 0, 1, 2, 3).item()).as(name).isLessThanOrEqualTo(1 + 1e-6);
            assertThat(pictures.toFloats())
                    .as(name)
                    .isEqualTo(second.pictures().get(name).toFloats());
        });
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
            for (int step = 2; step < 5; step++) {
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
            made.training().samples(batch(made, 0, 2), RNG.at(0, "samples"));
        }
        assertThat(store.size()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("small")
    void bothDirectionsTranslateAndTilesDoNotDependOnNeighbours(Map<String, Object> values) {
        Case made = make(values, store);
        Translator translator =
                made.system().translator(made.options(), FACTS, made.networks()).orElseThrow();
        assertThat(translator.directions())
                .extracting(Translator.Direction::id)
                .containsExactly(Translator.Direction.A_TO_B, Translator.Direction.B_TO_A);
        Tensor two = batch(made, 0, 2).pictures().get("A");
        for (Translator.Direction direction : translator.directions()) {
            Tensor both = translator.translate(two, direction);
            assertThat(both.shape()).isEqualTo(two.shape());
            Tensor one = translator.translate(two.narrow(0, 0, 1), direction);
            assertThat(both.narrow(0, 0, 1).sub(one).abs().mean().item()).isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void oneDirectionNeedsItsOwnNetworksOnly(Map<String, Object> values) {
        Case made = make(values, store);
        Map<String, Module> fresh = new LinkedHashMap<>(made.system().networks(made.options(), FACTS));
        List<String> needed =
                switch (made.system().info().id()) {
                    case "ugatit" -> List.of("genB2A");
                    case "unit" -> List.of("E2", "G1");
                    default -> List.of("gen_a", "gen_b");
                };
        needed.forEach(
                name -> fresh.get(name).load(store, made.networks().get(name).stateDict()));
        Translator translator =
                made.system().translator(made.options(), FACTS, fresh).orElseThrow();
        assertThat(translator.directions())
                .extracting(Translator.Direction::id)
                .contains(Translator.Direction.B_TO_A)
                .hasSize(needed.contains("gen_a") ? 2 : 1);
        fresh.keySet().retainAll(needed);
        assertThat(made.system()
                        .translator(made.options(), FACTS, fresh)
                        .orElseThrow()
                        .directions())
                .isEqualTo(translator.directions());
    }
}
