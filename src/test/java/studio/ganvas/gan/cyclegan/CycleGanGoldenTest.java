package studio.ganvas.gan.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.junyanz.JunyanzFixture;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.RecordedDraws;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;

class CycleGanGoldenTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());
    private static final List<String> OF_GENERATORS = List.of("G_A", "G_B", "cycle_A", "cycle_B", "idt_A", "idt_B");
    private static final Map<String, String> NAMES = Stream.of(
                    "D_A", "G_A", "cycle_A", "idt_A", "D_B", "G_B", "cycle_B", "idt_B", "G_total")
            .collect(Collectors.toMap(Function.identity(), Function.identity()));

    static Stream<String> fixtures() {
        return Golden.variants("cyclegan").stream();
    }

    private JunyanzFixture open(String fixture) {
        return new JunyanzFixture(Golden.open(fixture), store);
    }

    private static Layer network(JunyanzFixture fixture, String name) {
        JsonNode config = fixture.config();
        return switch (name) {
            case "G_B" -> fixture.generator(name, true);
            case "D_A" -> fixture.discriminator(name, config.path("output_nc").asInt());
            case "D_B" -> fixture.discriminator(name, config.path("input_nc").asInt());
            default -> fixture.generator(name, false);
        };
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void forwardsAgree(String name) {
        JunyanzFixture fixture = open(name);
        int checked = 0;
        for (String network : List.of("G", "G_A", "G_B")) {
            checked += fixture.checkForwards(network, "x", () -> network(fixture, network));
        }
        for (String network : List.of("D_A", "D_B")) {
            checked += fixture.checkForwards(network, "xd", () -> network(fixture, network));
        }
        assertThat(checked).isPositive();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamTrainingStepsAgree(String name) {
        train(new JunyanzFixture(Golden.open(name).inFloat64(), store));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamLossesAgreeInFloat32(String name) {
        train(open(name));
    }

    private void train(JunyanzFixture fixture) {
        Assumptions.assumeTrue(fixture.steps() > 0, "This fixture has no training");
        Golden golden = fixture.golden();
        JsonNode config = fixture.config();
        Map<String, Module> networks = new LinkedHashMap<>();
        CycleGan.NETWORKS.forEach(each -> networks.put(each, network(fixture, each)));
        CycleGan system = new CycleGan();
        Options options = fixture.options(
                system.info().options(),
                Map.of(
                        CycleGan.LAMBDA_A, config.path("lambda_A").asDouble(),
                        CycleGan.LAMBDA_B, config.path("lambda_B").asDouble(),
                        CycleGan.LAMBDA_IDENTITY, config.path("lambda_identity").asDouble(),
                        CycleGan.POOL_SIZE, config.path("pool_size").asInt()));
        GanTraining training = system.training(options, FACTS, networks, store);
        for (int step = 0; step < fixture.steps(); step++) {
            Map<String, Double> losses = new LinkedHashMap<>(
                    training.step(fixture.batch(step), Update.BOTH, new RecordedDraws(golden, List.of())));
            losses.put(
                    "G_total", OF_GENERATORS.stream().mapToDouble(losses::get).sum());
            golden.checkLosses(step, losses, NAMES);
        }
        if (!golden.isFloat64()) {
            return;
        }
        networks.forEach(golden::checkAfter);
        Layer genA = (Layer) networks.get("G_A");
        genA.train(false);
        golden.check("after.G_A.eval", genA.forward(golden.tensor("x")));
    }
}
