package studio.ganvas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** The checkpoints that official code saved open with the names and shapes that their golden.json lists. */
class CheckpointGoldenTest {
    private static final Path GOLDEN = Path.of(System.getProperty("golden.dir"));

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.endsWith("golden.json"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void officialCheckpointsHaveTheExpectedNamesAndShapes(Path fixture) throws IOException {
        JsonNode golden =
                new ObjectMapper().readTree(fixture.resolve("golden.json").toFile());
        List<StateDict> networks = new ArrayList<>();
        for (JsonNode name : golden.path("files")) {
            Path file = fixture.resolve(name.textValue());
            boolean weights = file.toString().matches(".*\\.(pth|pt|pkl|gz|model)");
            if (weights && Files.exists(file)) {
                TestFiles.readFully(file);
                try (Checkpoint checkpoint = Checkpoints.open(file)) {
                    assertThat(checkpoint.stateDicts()).as(file.toString()).isNotEmpty();
                    networks.addAll(checkpoint.stateDicts().values());
                }
            }
        }
        JsonNode expectations = golden.path("expectations");
        for (Map.Entry<String, JsonNode> key : expectations.path("keys").properties()) {
            assertShape(networks, key.getKey(), longs(key.getValue()));
        }
        for (JsonNode after : List.of(
                expectations.path("params_after"), expectations.path("train").path("after"))) {
            for (JsonNode network : after) {
                for (Map.Entry<String, JsonNode> parameter : network.properties()) {
                    if (parameter.getValue().has("shape") && !networks.isEmpty()) {
                        assertShape(networks, parameter.getKey(), shape(parameter.getValue()));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void recordedTensorsHaveTheListedTypesAndShapes(Path fixture) throws IOException {
        Path io = fixture.resolve("io.safetensors");
        if (!Files.exists(io)) {
            return;
        }
        JsonNode golden =
                new ObjectMapper().readTree(fixture.resolve("golden.json").toFile());
        StateDict tensors = Safetensors.read(io);

        assertThat(golden.path("tensors").size()).isEqualTo(tensors.size());
        for (Map.Entry<String, JsonNode> entry : golden.path("tensors").properties()) {
            HostTensor tensor = tensors.get(entry.getKey()).orElseThrow();
            assertThat(tensor.shape()).as(entry.getKey()).isEqualTo(shape(entry.getValue()));
            JsonNode absmax = entry.getValue().path("absmax");
            if (absmax.isNumber()) {
                double largest =
                        Arrays.stream(tensor.toDoubles()).map(Math::abs).max().orElse(0);
                double expected = absmax.doubleValue();
                assertThat(largest).as(entry.getKey()).isBetween(expected * (1 - 1e-5), expected * (1 + 1e-5));
            }
        }
    }

    private static void assertShape(List<StateDict> networks, String name, long[] shape) {
        assertThat(networks.stream().map(network -> network.get(name)).flatMap(Optional::stream))
                .as("%s of shape %s", name, Arrays.toString(shape))
                .anyMatch(tensor -> Arrays.equals(tensor.shape(), shape));
    }

    private static long[] shape(JsonNode described) {
        return longs(described.path("shape"));
    }

    private static long[] longs(JsonNode numbers) {
        long[] longs = new long[numbers.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = numbers.get(i).longValue();
        }
        return longs;
    }
}
