package studio.ganvas.gan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.ugatit.UgatitFiles;
import studio.ganvas.gan.unit.UnitFiles;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;

/** Official files are recognised by names and shapes alone. */
class FilesGoldenTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());

    static List<String> ugatit() {
        return Golden.variants("ugatit");
    }

    static List<String> unit() {
        return Golden.variants("unit");
    }

    @ParameterizedTest
    @MethodSource("ugatit")
    void ugatitFilesTellTheirArchitecture(String fixture) {
        Golden golden = Golden.open(fixture);
        JsonNode config = golden.config();
        Map<String, StateDict> saved = golden.checkpoints("golden_params_latest.pt");
        Recognised found = UgatitFiles.recognise(saved).orElseThrow();
        assertThat(found.weights().keySet()).containsExactlyInAnyOrderElementsOf(saved.keySet());
        assertThat(found.options().flag("light")).isEqualTo(config.path("light").asBoolean());
        assertThat(found.options().integer("ch")).isEqualTo(config.path("ch").asInt());
        assertThat(found.options().integer("nRes"))
                .isEqualTo(config.path("n_res").asInt());
        if (!config.path("light").asBoolean()) {
            assertThat(found.options().integer("imageSize"))
                    .isEqualTo(config.path("img_size").asInt());
        }
        Map<String, Module> networks = found.system().networks(found.options(), FACTS);
        found.weights().forEach((name, weights) -> networks.get(name).load(store, weights));
    }

    @ParameterizedTest
    @MethodSource("ugatit")
    void oneGeneratorAloneIsEnough(String fixture) {
        StateDict g =
                Golden.open(fixture).checkpoints("golden_params_latest.pt").get("genB2A");
        assertThat(UgatitFiles.recognise(Map.of("genB2A", g.withPrefix("module.")))
                        .orElseThrow()
                        .weights())
                .containsOnlyKeys("genB2A");
        assertThat(UgatitFiles.recognise(Map.of("", g)).orElseThrow().weights()).containsOnlyKeys("genA2B");
    }

    @ParameterizedTest
    @MethodSource("unit")
    void pytorchGanFilesTellTheirArchitecture(String fixture) {
        Golden golden = Golden.open(fixture);
        Map<String, StateDict> saved = new LinkedHashMap<>();
        for (String name : List.of("E1", "E2", "G1", "G2", "D1", "D2")) {
            String file = name + "_" + golden.config().path("epoch").asInt() + ".pth";
            saved.put(file, golden.checkpoint(file));
        }
        Recognised found = UnitFiles.recognise(saved).orElseThrow();
        assertThat(found.system().info().id()).isEqualTo("unit");
        assertThat(found.weights().keySet()).contains("E1", "E2", "G1", "G2");
        assertThat(found.options().integer("dim"))
                .isEqualTo(golden.config().path("dim").asInt());
        assertThat(UgatitFiles.recognise(saved)).isEmpty();
    }

    @Test
    void theAuthorsFilesAreRecognisedWithTheStatisticsOfOldOnes() {
        GanSystem system = GanSystems.byId("unit-official");
        Options options = Options.of(system.info().options(), Map.of("dim", 2, "ndf", 3, "imageSize", 64));
        Map<String, Module> networks = system.networks(options, FACTS);
        networks.forEach((name, network) -> network.initialize(store, new Rng(0).at(0, name)));
        StateDict a = networks.get("gen_a").stateDict();
        assertThat(a.names())
                .contains(
                        "enc.model.0.conv.weight",
                        "enc.model.3.model.3.model.1.conv.bias",
                        "dec.model.0.model.0.model.0.conv.weight",
                        "dec.model.2.norm.gamma",
                        "dec.model.4.norm.beta",
                        "dec.model.5.conv.bias");
        assertThat(networks.get("dis_a").stateDict().names())
                .contains("cnns.0.0.conv.weight", "cnns.2.3.conv.bias", "cnns.1.4.weight");
        StateDict old = a.and(new StateDict(Map.of(
                "enc.model.0.norm.running_mean", a.get("enc.model.0.conv.bias").orElseThrow())));
        Recognised found = UnitFiles.recognise(Map.of("a", old, "b", a)).orElseThrow();
        assertThat(found.system().info().id()).isEqualTo("unit-official");
        assertThat(found.weights()).containsOnlyKeys("gen_a", "gen_b");
        assertThat(found.options().integer("dim")).isEqualTo(2);
    }

    @Test
    void publishedSizesAreThoseOfTheOfficialCode() {
        assertThat(count("ugatit", "full-256", "genA2B")).isEqualTo(278_959_808);
        assertThat(count("ugatit", "light-256", "genB2A")).isEqualTo(10_589_888);
        assertThat(count("ugatit", "light-256", "disGA")).isEqualTo(53_130_176);
        assertThat(count("ugatit", "light-256", "disLB")).isEqualTo(3_290_560);
        assertThat(count("unit-official", "published", "gen_a")).isEqualTo(11_140_483);
        assertThat(count("unit-official", "published", "dis_a")).isEqualTo(8_271_171);
    }

    private static long count(String systemId, String preset, String network) {
        GanSystem system = GanSystems.byId(systemId);
        Map<String, Object> values = system.info().presets().stream()
                .filter(each -> each.id().equals(preset))
                .findFirst()
                .orElseThrow()
                .values();
        return system.networks(Options.of(system.info().options(), values), FACTS)
                .get(network)
                .parameterCount();
    }
}
