package studio.ganvas.gan.ugatit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.AttentiveTranslator.Attended;
import studio.ganvas.gan.AttentiveTranslator.Judged;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** Every fixture in the folder {@code ugatit}. */
class UgatitGoldenTest extends TensorTestBase {
    private static final String FILE = "golden_params_latest.pt";
    private static final DataFacts FACTS = new DataFacts(List.of());

    static List<String> fixtures() {
        return Golden.variants("ugatit");
    }

    private record Loaded(Golden golden, Options options, Map<String, Module> networks) {
        Generator g(String name) {
            return (Generator) networks.get(name);
        }

        Discriminator d(String name) {
            return (Discriminator) networks.get(name);
        }

        void train(boolean on) {
            networks.values().forEach(network -> network.train(on));
        }
    }

    private Loaded load(Golden golden) {
        JsonNode config = golden.config();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(CommonOptions.IMAGE_SIZE, config.path("img_size").asInt());
        values.put(CommonOptions.CHANNELS, config.path("img_ch").asText());
        values.put(Ugatit.LIGHT, config.path("light").asBoolean());
        values.put(Ugatit.CH, config.path("ch").asInt());
        values.put(Ugatit.BLOCKS, config.path("n_res").asInt());
        values.put(Ugatit.ITERATIONS, config.path("iteration").asInt());
        values.put(Ugatit.DECAY, config.path("decay_flag").asBoolean());
        values.put(CommonOptions.LR, config.path("lr").asDouble());
        values.put(Ugatit.WEIGHT_DECAY, config.path("weight_decay").asDouble());
        values.put(Ugatit.ADV_WEIGHT, config.path("adv_weight").asDouble());
        values.put(Ugatit.CYCLE_WEIGHT, config.path("cycle_weight").asDouble());
        values.put(Ugatit.IDENTITY_WEIGHT, config.path("identity_weight").asDouble());
        values.put(Ugatit.CAM_WEIGHT, config.path("cam_weight").asDouble());
        Ugatit system = new Ugatit();
        Options options = Options.of(system.info().options(), values);
        Map<String, Module> networks = system.networks(options, FACTS);
        Map<String, StateDict> saved = golden.checkpoints(FILE);
        assertThat(saved).containsOnlyKeys(networks.keySet());
        networks.forEach((name, network) -> {
            golden.load(saved.get(name), network, store);
            assertThat(network.stateDict().names())
                    .as("order of " + name)
                    .containsExactlyElementsOf(saved.get(name).names());
        });
        return new Loaded(golden, options, networks);
    }

    private static void check(Golden golden, String prefix, Attended seen) {
        checkIfThere(golden, prefix + "out", seen.picture());
        checkIfThere(golden, prefix + "cam_logit", seen.logits());
        checkIfThere(golden, prefix + "heatmap", seen.heatMap().unsqueeze(1));
    }

    private static void check(Golden golden, String prefix, Judged seen) {
        checkIfThere(golden, prefix + "out", seen.answers());
        checkIfThere(golden, prefix + "cam_logit", seen.logits());
        checkIfThere(golden, prefix + "heatmap", seen.heatMap().unsqueeze(1));
    }

    private static void checkIfThere(Golden golden, String name, Tensor actual) {
        if (golden.has(name)) {
            golden.check(name, actual);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void evaluationForwardsAgree(String fixture) {
        Loaded loaded = load(Golden.open(fixture));
        loaded.train(false);
        Tensor x = loaded.golden().tensor("x");
        for (String name : Ugatit.GENERATORS) {
            check(loaded.golden(), name + ".", loaded.g(name).forward(x));
        }
        for (String name : Ugatit.DISCRIMINATORS) {
            check(loaded.golden(), name + ".", loaded.d(name).forward(x));
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void trainingCallsOfADiscriminatorAgree(String fixture) {
        Golden golden = Golden.open(fixture);
        Loaded loaded = load(golden);
        Discriminator d = loaded.d("disLA");
        Tensor x = golden.tensor("x");
        check(golden, "disLA.train_call1.", d.forward(x));
        check(golden, "disLA.train_call2.", d.forward(x));
        d.buffers().forEach((name, buffer) -> checkIfThere(golden, "disLA.train_call2." + name, buffer));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamTrainingStepsAgree(String fixture) {
        Golden golden = Golden.open(fixture).inFloat64();
        Loaded loaded = train(golden);
        loaded.networks().forEach((name, network) -> {
            golden.checkAfter(name, network);
            network.parameters().forEach((key, value) -> checkIfThere(golden, "after." + name + "." + key, value));
            network.buffers().forEach((key, value) -> checkIfThere(golden, "after." + name + "." + key, value));
        });
        loaded.train(false);
        Tensor x = golden.tensor("x");
        Ugatit.GENERATORS.forEach(
                name -> check(golden, "after." + name + ".", loaded.g(name).forward(x)));
        Ugatit.DISCRIMINATORS.forEach(
                name -> check(golden, "after." + name + ".", loaded.d(name).forward(x)));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamLossesAgreeInFloat32(String fixture) {
        train(Golden.open(fixture));
    }

    private Loaded train(Golden golden) {
        Loaded loaded = load(golden);
        GanTraining training = new Ugatit().training(loaded.options(), FACTS, loaded.networks(), store);
        Tensor realA = pictures(golden, "train.real_A");
        Tensor realB = pictures(golden, "train.real_B");
        for (int i = 0; i < realA.size(0); i++) {
            Map<String, Tensor> pictures = Map.of("A", realA.select(0, i), "B", realB.select(0, i));
            TrainBatch batch = new TrainBatch(pictures, Optional.empty());
            checkLosses(golden, i, training.step(batch, Update.BOTH, new Rng(0).at(i, "step")));
        }
        return loaded;
    }

    private static Tensor pictures(Golden golden, String name) {
        Tensor bytes = Tensor.of(golden.host(name));
        bytes = golden.isFloat64() ? bytes.toFloat64() : bytes.toFloat32();
        return bytes.div(255).sub(0.5).div(0.5);
    }

    private static void checkLosses(Golden golden, int step, Map<String, Double> actual) {
        JsonNode expected = golden.expectations().path("losses_per_iteration").path(step);
        assertThat(expected.size()).isGreaterThan(20);
        expected.properties().forEach(entry -> {
            double want = entry.getValue().asDouble();
            if (entry.getKey().equals("lr_after_schedule")) {
                assertThat(actual.get("lr")).isCloseTo(want, within(1e-6 * want + 1e-12));
            } else {
                assertThat(actual).containsKey(entry.getKey());
                Golden.checkLoss("step " + step + " " + entry.getKey(), actual.get(entry.getKey()), want);
            }
        });
    }
}
