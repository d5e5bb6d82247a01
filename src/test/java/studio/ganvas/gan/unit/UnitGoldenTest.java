package studio.ganvas.gan.unit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Translator.Direction;
import studio.ganvas.gan.Update;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.RecordedDraws;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

class UnitGoldenTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());

    static List<String> fixtures() {
        return Golden.variants("unit");
    }

    private record Loaded(Golden golden, Options options, Map<String, Module> networks) {
        Tensor run(String network, Tensor x) {
            return ((Layer) networks.get(network)).forward(x);
        }
    }

    private Loaded load(Golden golden) {
        JsonNode config = golden.config();
        Unit system = new Unit();
        Options options = Options.of(
                system.info().options(),
                Map.of(
                        CommonOptions.CHANNELS, config.path("channels").asText(),
                        UnitOptions.DIM, config.path("dim").asInt(),
                        Unit.HALVINGS, config.path("n_downsample").asInt(),
                        CommonOptions.LR, config.path("lr").asDouble(),
                        CommonOptions.BETA1, config.path("b1").asDouble(),
                        CommonOptions.BETA2, config.path("b2").asDouble()));
        int[] widths = IntStream.of(64, 128, 256, 512)
                .map(width -> golden.width("Discriminator", width))
                .toArray();
        Map<String, Module> networks = new LinkedHashMap<>(system.networks(options, FACTS));
        int channels = config.path("channels").asInt();
        List.of("D1", "D2").forEach(name -> networks.put(name, new UnitNetworks.Discriminator(channels, widths)));
        networks.forEach((name, network) -> {
            golden.load(name + "_" + config.path("epoch").asInt() + ".pth", network, store);
            assertThat(network.stateDict().names())
                    .containsExactlyElementsOf(
                            golden.checkpoint(name + "_" + config.path("epoch").asInt() + ".pth")
                                    .names());
        });
        return new Loaded(golden, options, networks);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void forwardsAgree(String fixture) {
        Golden golden = Golden.open(fixture);
        Loaded loaded = load(golden);
        Tensor x = golden.tensor("x");
        for (String i : List.of("1", "2")) {
            Tensor mu = loaded.run("E" + i, x);
            golden.check("mu" + i, mu);
            golden.check("z" + i, mu.add(golden.tensor("noise_E" + i)));
            golden.check("D" + i, loaded.run("D" + i, x));
        }
        golden.check("G1_z1", loaded.run("G1", golden.tensor("z1")));
        golden.check("G2_z1", loaded.run("G2", golden.tensor("z1")));
        golden.check(
                "G2_mu1",
                new Unit()
                        .translator(loaded.options(), FACTS, loaded.networks())
                        .orElseThrow()
                        .translate(x, new Direction(Direction.A_TO_B, "G2")));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamTrainingStepsAgree(String fixture) {
        Golden golden = Golden.open(fixture).inFloat64();
        train(golden).networks().forEach(golden::checkAfter);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamLossesAgreeInFloat32(String fixture) {
        train(Golden.open(fixture));
    }

    private Loaded train(Golden golden) {
        Loaded loaded = load(golden);
        GanTraining training = new Unit().training(loaded.options(), FACTS, loaded.networks(), store);
        RecordedDraws draws = RecordedDraws.inOrder(golden);
        Tensor x1 = golden.tensor("train.X1");
        Tensor x2 = golden.tensor("train.X2");
        for (int i = 0; i < x1.size(0); i++) {
            Map<String, Tensor> pictures = Map.of("A", x1.select(0, i), "B", x2.select(0, i));
            Map<String, Double> losses = training.step(new TrainBatch(pictures, Optional.empty()), Update.BOTH, draws);
            JsonNode expected =
                    golden.expectations().path("losses_per_iteration").path(i);
            assertThat(expected.size()).isEqualTo(13);
            int step = i;
            expected.properties()
                    .forEach(entry -> Golden.checkLoss(
                            "step " + step + " " + entry.getKey(),
                            losses.get(entry.getKey()),
                            entry.getValue().asDouble()));
        }
        assertThat(draws.isUsedUp()).isTrue();
        return loaded;
    }
}
