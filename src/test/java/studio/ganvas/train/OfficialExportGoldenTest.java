package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.CheckpointFormat;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.OfficialFile;
import studio.ganvas.gan.Options;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;

/** What a snapshot becomes is what the official code wrote: the same files, keys in the same order, types, shapes, bytes. */
class OfficialExportGoldenTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());
    private static final long STEP = 7;

    @TempDir
    Path temp;

    static Stream<String> fixtures() {
        return Stream.of("cyclegan", "pix2pix", "ugatit", "unit").flatMap(system -> Golden.variants(system).stream());
    }

    /** The names that the fixture has for our files. */
    private static Path recorded(Golden golden, String system, String name) {
        JsonNode config = golden.config();
        return golden.file(
                switch (system) {
                    case "ugatit" -> "golden_params_latest.pt";
                    case "unit" ->
                        name.replace(
                                "_" + STEP + ".", "_" + config.path("epoch").asInt() + ".");
                    default -> name;
                });
    }

    private static RunPlan plan(GanSystem system, Map<String, ?> options) {
        return new RunPlan(
                system,
                Options.of(system.info().options(), options),
                Options.of(Schedule.options(), Map.of()),
                new RunPlan.DataRef("", "my pictures", "somewhere"),
                FACTS,
                List.of());
    }

    private Path snapshot(RunPlan plan, StateDict weights) {
        Path file = temp.resolve("network-snapshot-000007.safetensors");
        Safetensors.write(
                file,
                weights,
                Map.of("format", "pt", "ganvas.plan", plan.toJson(), "ganvas.step", Long.toString(STEP)));
        return file;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theFixturesWeightsComeOutAsItsOwnFiles(String fixture) {
        Golden golden = Golden.open(fixture);
        String id = fixture.replaceFirst("/.*", "");
        GanSystem system = GanSystems.byId(id);
        List<OfficialFile> files = system.officialFiles("my-pictures", STEP);
        if (files.stream().noneMatch(file -> Files.exists(recorded(golden, id, file.name())))) {
            // the fixtures of old formats are of a single generator under another name
            assertThat(golden.has("train.A")).isFalse();
            return;
        }
        StateDict weights = new StateDict(Map.of());
        for (OfficialFile file : files) {
            try (Checkpoint checkpoint = Checkpoints.open(recorded(golden, id, file.name()))) {
                for (Map.Entry<String, String> network : file.networks().entrySet()) {
                    StateDict saved = checkpoint.stateDicts().get(network.getKey());
                    weights = weights.and(Checkpoints.inMemory(saved).withPrefix(network.getValue() + "."));
                }
            }
        }
        Path folder = temp.resolve("official");
        List<Path> written = OfficialExport.write(snapshot(plan(system, Map.of()), weights), folder, false);

        assertThat(written)
                .containsExactlyElementsOf(
                        files.stream().map(file -> folder.resolve(file.name())).toList());
        written.forEach(
                file -> assertSame(file, recorded(golden, id, file.getFileName().toString())));
    }

    @Test
    void networksThatWereLeftOutHaveNoFile() {
        StateDict one = new StateDict(Map.of("G_A.model.1.bias", HostTensor.of(new float[] {1, 2}, 2)));
        Path folder = temp.resolve("official");
        assertThat(OfficialExport.write(snapshot(plan(GanSystems.byId("cyclegan"), Map.of()), one), folder, false))
                .containsExactly(folder.resolve("latest_net_G_A.pth"));
        assertThat(folder).isDirectoryContaining("glob:**G_A.pth").isDirectoryNotContaining("glob:**D_A.pth");
    }

    private static void assertSame(Path actual, Path expected) {
        try (Checkpoint mine = Checkpoints.open(actual);
                Checkpoint theirs = Checkpoints.open(expected)) {
            assertThat(mine.format()).isEqualTo(CheckpointFormat.TORCH_ZIP);
            assertThat(mine.stateDicts().keySet())
                    .containsExactlyElementsOf(theirs.stateDicts().keySet());
            theirs.stateDicts().forEach((path, state) -> {
                StateDict ours = mine.stateDicts().get(path);
                assertThat(ours.names()).as(actual + " " + path).containsExactlyElementsOf(state.names());
                state.entries().forEach((name, tensor) -> {
                    assertThat(ours.entries().get(name).dtype()).as(name).isEqualTo(tensor.dtype());
                    assertThat(ours.entries().get(name).shape()).as(name).isEqualTo(tensor.shape());
                    assertThat(ours.entries().get(name).bytes()).as(name).isEqualTo(tensor.bytes());
                });
            });
        }
    }

    /** Networks as a run has them, of the fixtures' depth and otherwise small. */
    static Stream<Map<String, Object>> runs() {
        return Stream.of(
                Map.of("fixture", "cyclegan/resnet6_instance", "netG", "resnet_6blocks", "ngf", 2, "ndf", 2),
                Map.of("fixture", "cyclegan/resnet6_batch", "netG", "resnet_6blocks", "norm", "batch", "ngf", 2),
                Map.of("fixture", "pix2pix/unet128_batch", "netG", "unet_128", "imageSize", 128, "ngf", 2, "ndf", 2),
                Map.of("fixture", "ugatit/light", "light", true, "ch", 2),
                Map.of("fixture", "ugatit/full", "light", false, "ch", 2),
                Map.of("fixture", "unit", "dim", 2, "ndf", 2));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aRunsNetworksHaveTheKeysAndTypesOfTheOfficialFiles(Map<String, Object> values) {
        Map<String, Object> changes = new LinkedHashMap<>(values);
        String fixture = (String) changes.remove("fixture");
        Golden golden = Golden.open(fixture);
        String id = fixture.replaceFirst("/.*", "");
        GanSystem system = GanSystems.byId(id);
        if (id.equals("ugatit")) {
            changes.put("imageSize", golden.config().path("img_size").asInt());
            changes.put("nRes", golden.config().path("n_res").asInt());
        }
        RunPlan plan = plan(system, changes);
        StateDict weights = new StateDict(Map.of());
        for (Map.Entry<String, Module> network :
                system.networks(plan.options(), FACTS).entrySet()) {
            network.getValue().initialize(store, new Rng(0).at(0, network.getKey()));
            weights = weights.and(network.getValue().stateDict().withPrefix(network.getKey() + "."));
        }
        for (Path file : OfficialExport.write(snapshot(plan, weights), temp.resolve("official"), false)) {
            Path official = recorded(golden, id, file.getFileName().toString());
            try (Checkpoint mine = Checkpoints.open(file);
                    Checkpoint theirs = Checkpoints.open(official)) {
                theirs.stateDicts().forEach((path, state) -> state.entries().forEach((name, tensor) -> {
                    StateDict ours = mine.stateDicts().get(path);
                    assertThat(ours.names()).containsExactlyElementsOf(state.names());
                    assertThat(ours.entries().get(name).dtype()).isEqualTo(tensor.dtype());
                    assertThat(ours.entries().get(name).shape()).hasSameSizeAs(tensor.shape());
                }));
            }
        }
    }

    @Test
    void theAuthorsUnitKeepsBothDomainsInOneFile() {
        GanSystem system = GanSystems.byId("unit-official");
        assertThat(system.officialFiles("x", 100_000))
                .extracting(OfficialFile::name)
                .containsExactly("gen_00100000.pt", "dis_00100000.pt");
        assertThat(system.officialFiles("x", 1).get(0).networks()).isEqualTo(Map.of("a", "gen_a", "b", "gen_b"));
    }

    @Test
    void anExistingFileStaysUnlessItMayBeReplaced() throws Exception {
        GanSystem system = GanSystems.byId("pix2pix");
        StateDict weights = new StateDict(Map.of("G.x", studio.ganvas.tensor.HostTensor.of(new float[] {1}, 1)))
                .and(new StateDict(Map.of("D.x", studio.ganvas.tensor.HostTensor.of(new float[] {2}, 1))));
        Path snapshot = snapshot(plan(system, Map.of()), weights);
        Path precious = Files.writeString(temp.resolve("latest_net_D.pth"), "precious");
        assertThatThrownBy(() -> OfficialExport.write(snapshot, temp, false))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("--overwrite");
        assertThat(precious).hasContent("precious");
        assertThat(temp.resolve("latest_net_G.pth")).doesNotExist();
        assertThat(OfficialExport.write(snapshot, temp, true)).hasSize(2);
    }

    @Test
    void aForeignFileIsRefusedWithASentence() {
        Path file = temp.resolve("foreign.safetensors");
        Safetensors.write(file, new StateDict(Map.of()), Map.of());
        assertThatThrownBy(() -> OfficialExport.write(file, temp, false))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("was not written by Ganvas");
    }
}
