package studio.ganvas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.ganvas.checkpoint.TestFiles.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

class CheckpointFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"views.pt", "views-legacy.pth"})
    void viewsOfStoragesBecomeRowMajor(String file) {
        try (Checkpoint checkpoint = Checkpoints.open(resource(file))) {
            StateDict views = checkpoint.stateDicts().get("");

            assertThat(views.get("whole").orElseThrow().toFloats()).hasSize(24).startsWith(0, 1, 2);
            assertThat(views.get("transposed").orElseThrow().shape()).containsExactly(6, 4);
            assertThat(views.get("transposed").orElseThrow().toFloats()).startsWith(0, 6, 12, 18, 1, 7);
            assertThat(views.get("offset").orElseThrow().toFloats()).containsExactly(5, 6, 7, 8);
            assertThat(views.get("column").orElseThrow().toFloats()).containsExactly(2, 8, 14, 20);
            assertThat(views.get("middle").orElseThrow().toFloats()).containsExactly(8, 9, 10, 14, 15, 16);
            assertThat(views.get("expanded").orElseThrow().toFloats()).containsExactly(3, 3, 3, 3);
            assertThat(views.get("channels_last").orElseThrow().toFloats())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            assertThat(views.get("scalar").orElseThrow().shape()).isEmpty();
            assertThat(views.get("scalar").orElseThrow().toFloats()).containsExactly(7.5f);
            assertThat(views.get("empty").orElseThrow().shape()).containsExactly(0, 3);
            assertThat(views.get("empty").orElseThrow().toFloats()).isEmpty();
            assertThat(views.get("parameter").orElseThrow().toFloats()).containsExactly(1, -2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"types.pt", "types-legacy.pth"})
    void everyElementTypeIsRead(String file) {
        try (Checkpoint checkpoint = Checkpoints.open(resource(file))) {
            StateDict types = checkpoint.stateDicts().get("");

            assertThat(types.entries().values())
                    .extracting(HostTensor::dtype)
                    .containsExactly(
                            DType.F64,
                            DType.F32,
                            DType.F16,
                            DType.BF16,
                            DType.I64,
                            DType.I32,
                            DType.I16,
                            DType.I8,
                            DType.U8,
                            DType.BOOL);
            types.entries().forEach((name, tensor) -> assertThat(tensor.toDoubles())
                    .as(name)
                    .containsExactly(0, 1, tensor.dtype() == DType.BOOL ? 1 : 2, name.equals("bool") ? 1 : 100));
        }
    }

    @Test
    void everythingThatATrainingScriptKeepsBesideItsWeightsIsRead() {
        try (Checkpoint checkpoint = Checkpoints.open(resource("training.pt"))) {
            Node root = checkpoint.root();

            assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.TORCH_ZIP);
            assertThat(root.at("epoch")).contains(new Node.Number(3L));
            assertThat(root.at("best")).contains(new Node.Number(0.25));
            assertThat(root.at("name")).contains(new Node.Text("tiny"));
            assertThat(root.at("done")).contains(new Node.Flag(true));
            assertThat(root.at("missing")).contains(new Node.None());
            assertThat(root.at("args", "lr")).contains(new Node.Number(0.1));
            assertThat(root.at("args", "size", "1")).contains(new Node.Number(2L));
            assertThat(root.at("args").map(node -> ((Node.Object) node).className()))
                    .contains("argparse.Namespace");
            assertThat(root.at("size", "1")).contains(new Node.Number(3L));
            assertThat(root.at("number")).contains(new Node.Number(1.5));
            assertThat(root.at("count")).contains(new Node.Number(7L));
            assertThat(root.at("flag")).contains(new Node.Flag(true));
            assertThat(floats(root, "array")).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(floats(root, "fortran")).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(floats(root, "bigendian")).containsExactly(0, 1, 2);
            assertThat(root.at("device")).contains(new Node.Text("cpu"));
            assertThat(root.at("dtype")).contains(new Node.Text("torch.float16"));
            assertThat(root.at("big")).contains(new Node.Number(BigInteger.TWO.pow(70)));
            assertThat(root.at("keys", "1")).contains(new Node.Text("one"));
            assertThat(root.at("keys", "(2, a)")).contains(new Node.Text("two"));
            assertThat(root.at("keys", "None")).contains(new Node.Text("none"));
            assertThat(root.at("items", "1", "0")).contains(new Node.Number(2.5));
            assertThat(root.at("seen", "0")).contains(new Node.Number(4L));
            assertThat(root.at("raw")).contains(new Node.Text("3 bytes"));
            assertThat(root.at("counts", "a")).contains(new Node.Number(2L));
            assertThat(root.at("default", "b")).contains(new Node.Number(1L));
            assertThat(root.at("optim", "param_groups", "0", "lr")).contains(new Node.Number(0.001));
        }
    }

    @Test
    void stateDictsAreFoundByTheirPathsAndOptimizersAreLeftOut() {
        try (Checkpoint checkpoint = Checkpoints.open(resource("training.pt"))) {
            Map<String, StateDict> found = checkpoint.stateDicts();

            assertThat(found.keySet()).containsExactly("net", "parallel", "six.a", "six.b");
            assertThat(found.get("net").names())
                    .containsExactly(
                            "0.weight",
                            "0.bias",
                            "1.weight",
                            "1.bias",
                            "1.running_mean",
                            "1.running_var",
                            "1.num_batches_tracked");
            assertThat(found.get("net")
                            .get("1.num_batches_tracked")
                            .orElseThrow()
                            .toLongs())
                    .containsExactly(1);
            assertThat(StateDicts.withoutModulePrefix(found.get("parallel")).names())
                    .isEqualTo(found.get("net").names());
        }
    }

    @Test
    void statisticsThatTheNetworkDoesNotHaveAreDroppedAndOtherSurplusNamesStay() {
        HostTensor one = HostTensor.of(new float[] {1}, 1);
        Map<String, HostTensor> entries = new LinkedHashMap<>();
        for (String name :
                List.of("a.weight", "a.running_mean", "a.running_var", "a.num_batches_tracked", "b.running_mean")) {
            entries.put(name, one);
        }

        StateDict tidy = StateDicts.withoutObsolete(new StateDict(entries), Set.of("b.running_mean"));

        assertThat(tidy.names()).containsExactly("a.weight", "b.running_mean");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void nvidiaSnapshotsOfEveryPickleProtocolGiveNetworksAndTheirOptions(int protocol) {
        try (Checkpoint checkpoint = Checkpoints.open(resource("network-p" + protocol + ".pkl"))) {
            assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.PICKLE);
            assertThat(checkpoint.stateDicts().keySet()).containsExactly("G", "G_ema");
            StateDict g = checkpoint.stateDicts().get("G_ema");
            assertThat(g.names()).containsExactly("scalar", "mapping.w_avg", "mapping.fc0.weight");
            assertThat(g.get("mapping.fc0.weight").orElseThrow().toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(checkpoint.root().at("G", "_init_kwargs", "z_dim")).contains(new Node.Number(3L));
            assertThat(checkpoint.root().at("G", "_init_kwargs", "mapping_kwargs", "num_layers"))
                    .contains(new Node.Number(1L));
            assertThat(checkpoint.root().at("G", "_modules", "mapping", "_modules", "fc0", "weight_gain"))
                    .contains(new Node.Number(0.5));
            assertThat(checkpoint.root().at("G").map(node -> ((Node.Object) node).className()))
                    .contains("Generator");
        }
    }

    @Test
    void numpyArchivesAreReadWithEveryOrder() {
        try (Checkpoint checkpoint = Checkpoints.open(resource("arrays.npz"))) {
            Node root = checkpoint.root();
            assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.NPZ);
            assertThat(floats(root, "f")).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(floats(root, "t")).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(floats(root, "b")).containsExactly(0, 1, 2);
            assertThat(floats(root, "h")).containsExactly(1.5f);
            assertThat(floats(root, "i")).containsExactly(5);
            assertThat(root.at("text")).contains(new Node.Text("héllo"));
        }
        assertThat(Npz.read(resource("compressed.npz")).get("f").orElseThrow().toFloats())
                .hasSize(400);
        try (Checkpoint checkpoint = Checkpoints.open(resource("single.npy"))) {
            assertThat(checkpoint.root()).isInstanceOfSatisfying(Node.Tensor.class, tensor -> assertThat(
                            tensor.value().toLongs())
                    .containsExactly(0, 1, 2, 3));
        }
    }

    @Test
    void oldTensorsOnTheGpuWithSharedStorageAreReadFromAHandMadeZip() throws IOException {
        Path file = folder.resolve("cuda.pth");
        byte[] pickle = PickleBytes.protocol(2)
                .op('}', '(')
                .text("v1")
                .global("torch._utils", "_rebuild_tensor")
                .op('(', '(')
                .text("storage")
                .global("torch.cuda", "FloatStorage")
                .text("0")
                .text("cuda:1")
                .number(4)
                .op('t', 'Q', 'K', 1)
                .longs(new long[] {2})
                .longs(new long[] {2})
                .op('t', 'R')
                .text("v2")
                .tensor("FloatStorage", "cuda:0", "0", 4, 0, new long[] {2, 2}, new long[] {2, 1})
                .op('u')
                .stop();
        PickleBytes.torchZip(file, pickle, false, PickleBytes.floats(1, 2, 3, 4));

        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            StateDict tensors = checkpoint.stateDicts().get("");
            assertThat(tensors.get("v1").orElseThrow().toFloats()).containsExactly(2, 4);
            assertThat(tensors.get("v2").orElseThrow().toFloats()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void compressedCheckpointsAreUnpackedAndTheTemporaryFileIsRemoved() throws IOException {
        Path packed = folder.resolve("views.pt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(resource("views.pt"), out);
        }

        try (Checkpoint checkpoint = Checkpoints.open(packed)) {
            assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.TORCH_ZIP);
            assertThat(checkpoint
                            .stateDicts()
                            .get("")
                            .get("offset")
                            .orElseThrow()
                            .toFloats())
                    .containsExactly(5, 6, 7, 8);
        }
    }

    @Test
    void theFormatIsJudgedByBytesNotByName() throws IOException {
        Path misnamed = folder.resolve("weights.safetensors");
        Files.copy(resource("views-legacy.pth"), misnamed);

        try (Checkpoint checkpoint = Checkpoints.open(misnamed)) {
            assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.TORCH_LEGACY);
        }
    }

    @Test
    void tensorsOfAClosedCheckpointSaySo() {
        HostTensor orphan;
        try (Checkpoint checkpoint = Checkpoints.open(resource("views.pt"))) {
            orphan = checkpoint.stateDicts().get("").get("whole").orElseThrow();
        }

        assertThatThrownBy(orphan::bytes)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("closed");
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyElementTypeSurvivesSafetensorsAndTorch(DType dtype) {
        StateDict weights = allTypes();
        Path safetensors = folder.resolve("w.safetensors");
        Path torch = folder.resolve("w.pt");

        Safetensors.write(safetensors, weights, Map.of("kimg", "12"));
        TorchZip.write(torch, weights);

        for (Path file : List.of(safetensors, torch)) {
            try (Checkpoint checkpoint = Checkpoints.open(file)) {
                HostTensor read =
                        checkpoint.stateDicts().get("").get(dtype.name()).orElseThrow();
                HostTensor written = weights.get(dtype.name()).orElseThrow();
                assertThat(read.dtype()).isEqualTo(dtype);
                assertThat(read.shape()).isEqualTo(written.shape());
                assertThat(read.bytes()).isEqualTo(written.bytes());
            }
        }
    }

    @Test
    void metadataAndOrderSurviveSafetensors() {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, allTypes(), Map.of("options", "{\"batch\": 4}"));

        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            assertThat(checkpoint.metadata()).containsExactly(Map.entry("options", "{\"batch\": 4}"));
            assertThat(checkpoint.stateDicts().get("").names())
                    .containsExactlyElementsOf(allTypes().names());
        }
    }

    @Test
    void safetensorsDataAreAlignedToTheirElements() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, allTypes(), Map.of());

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = (int) bytes.getLong();
        JsonNode header = new ObjectMapper().readTree(bytes.array(), 8, headerLength);

        assertThat(headerLength % 8).isZero();
        allTypes().entries().forEach((name, tensor) -> assertThat(
                        header.path(name).path("data_offsets").path(0).longValue()
                                % tensor.dtype().bytes())
                .as(name)
                .isZero());
    }

    @Test
    void arraysSurviveNpzAndBrainFloatsBecomeFloats() {
        Path file = folder.resolve("w.npz");
        Npz.write(file, allTypes());

        StateDict read = Npz.read(file);

        allTypes().entries().forEach((name, tensor) -> {
            HostTensor back = read.get(name).orElseThrow();
            assertThat(back.dtype()).isEqualTo(tensor.dtype() == DType.BF16 ? DType.F32 : tensor.dtype());
            assertThat(back.shape()).isEqualTo(tensor.shape());
            assertThat(back.toDoubles()).isEqualTo(tensor.toDoubles());
        });
    }

    @Test
    void aTreeSurvivesTorchZip() {
        Node tree = new Node.Dict(Map.of(
                "step", new Node.Number(-3L),
                "far", new Node.Number(1L << 40),
                "rate", new Node.Number(0.1),
                "name", new Node.Text("Änderung"),
                "on", new Node.Flag(true),
                "none", new Node.None(),
                "list", new Node.List(List.of(new Node.Number(1L), new Node.Text("x"))),
                "nested", new Node.Dict(Map.of("inner", new Node.Flag(false)))));
        Path file = folder.resolve("tree.pt");

        TorchZip.write(file, tree);

        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            assertThat(checkpoint.root()).isEqualTo(tree);
        }
    }

    @Test
    void sixNetworksAreWrittenUnderTheirNames() {
        Map<String, StateDict> networks = new LinkedHashMap<>();
        for (String name : List.of("genA2B", "genB2A", "disGA", "disGB", "disLA", "disLB")) {
            networks.put(name, new StateDict(Map.of("w", HostTensor.of(new float[] {name.length()}, 1))));
        }
        Path file = folder.resolve("params_latest.pt");

        TorchZip.write(file, networks);

        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            assertThat(checkpoint.stateDicts().keySet()).containsExactlyElementsOf(networks.keySet());
            assertThat(checkpoint
                            .stateDicts()
                            .get("genA2B")
                            .get("w")
                            .orElseThrow()
                            .toFloats())
                    .containsExactly(6);
        }
    }

    private static float[] floats(Node root, String name) {
        return ((Node.Tensor) root.at(name).orElseThrow()).value().toFloats();
    }

    private static StateDict allTypes() {
        Map<String, HostTensor> entries = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            ByteBuffer bytes = ByteBuffer.allocate(3 * dtype.bytes());
            for (int i = 0; i < bytes.capacity(); i++) {
                bytes.put(i, (byte) (dtype == DType.BOOL ? i % 2 : 17 * i % 60));
            }
            entries.put(dtype.name(), HostTensor.of(dtype, new long[] {3, 1}, bytes));
        }
        entries.put("scalar", HostTensor.of(new float[] {3}));
        entries.put("empty", HostTensor.of(new float[0], 0, 2));
        return new StateDict(entries);
    }
}
