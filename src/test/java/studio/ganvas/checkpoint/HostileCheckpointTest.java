package studio.ganvas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.ganvas.checkpoint.TestFiles.resource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, lie about themselves or attack the reader are refused in words. */
class HostileCheckpointTest {
    private static final long[] TWO = {2};
    private static final long[] ONE = {1};

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "subprocess, Popen",
        "builtins, eval",
        "__builtin__, getattr",
        "importlib, import_module",
        "torch.hub, load",
        "operator, attrgetter",
        "functools, partial"
    })
    void codeThatWouldRunIsNamedAndRefusedInEveryContainer(String module, String name) throws IOException {
        byte[] attack =
                PickleBytes.protocol(2).call(module, name, "touch /tmp/owned").stop();
        Path zip = folder.resolve("attack.pt");
        PickleBytes.torchZip(zip, attack, false);
        byte[] embedded = PickleBytes.protocol(2)
                .global("torch.storage", "_load_from_bytes")
                .bytes(PickleBytes.legacy(attack, 1, PickleBytes.floats(1)))
                .op(0x85, 'R')
                .stop();

        for (Path file : new Path[] {
            zip,
            file(attack),
            file(PickleBytes.legacy(attack, 1, PickleBytes.floats(1))),
            file(embedded),
            file(PickleBytes.protocol(4).text(module).text(name).op(0x93).stop()),
            file(PickleBytes.protocol(2)
                    .op('(')
                    .raw("i" + module + "\n" + name + "\n")
                    .stop())
        }) {
            refused(file, "wants to run code (" + module + "." + name + ")", "never runs code");
        }
    }

    @Test
    void codeHiddenInAllowedNamesIsRefused() throws IOException {
        refused(
                file(PickleBytes.protocol(2)
                        .global("torch._tensor", "_rebuild_from_type_v2")
                        .op('(')
                        .global("torch", "device")
                        .op('N', ')', 'N', 't', 'R')
                        .stop()),
                "wrong place");
        refused(
                file(PickleBytes.protocol(2)
                        .global("models.unet", "Generator")
                        .op(')', 0x81)
                        .stop()),
                "models.unet.Generator",
                "state_dict()");
        refused(
                file(PickleBytes.protocol(2)
                        .global("dnnlib.tflib.tfutil", "run")
                        .op(')', 0x81)
                        .stop()),
                "TensorFlow",
                "dnnlib.tflib.tfutil.run");
        refused(file("cos\nsystem\n(S'ls'\ntR.".getBytes(StandardCharsets.US_ASCII)), "text pickle", "never runs code");
    }

    @Test
    void filesOfOtherProgramsAreRefusedInPlainWords() throws IOException {
        refused(resource("whole-model.pt"), "whole Python model", "torch.save(model.state_dict()");
        refused(resource("torchscript.pt"), "TorchScript", "state_dict()");
        refused(resource("sparse.pt"), "feature of PyTorch", "_rebuild_sparse_tensor");
        refused(resource("complex.pt"), "feature of PyTorch", "ComplexFloatStorage");
        refused(resource("stylegan3.pkl"), "StyleGAN3");
        refused(resource("objects.npy"), "Python objects", "never does");
        refused(
                text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 381673535\n"),
                "Git LFS",
                "git lfs pull");
        refused(text("<!DOCTYPE html><html><title>Google Drive - Virus scan warning</title>"), "web page", "browser");
        refused(text("\n\n<html><body>Not found</body></html>"), "web page");
        refused(text("model_checkpoint_path: \"model.ckpt-200\""), "TensorFlow");
        refused(text("hello there, this is a readme"), "text file", "hello there");
        refused(file(new byte[0]), "empty");
        refused(folder, "is a folder");
        refused(folder.resolve("absent.pt"), "does not exist");
        refused(file(new byte[] {8, 7, 0x12, 7, 'p', 'y', 't', 'o', 'r', 'c', 'h'}), "ONNX");
        refused(file("\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1)), "HDF5");
        refused(file(new byte[] {(byte) 0xc3, 1, 2, 3, 4, 5}), "not a checkpoint that Ganvas knows");
        byte[] tar = new byte[600];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        refused(file(tar), "tar archive", "PyTorch 0.1");
        byte[] index = new byte[64];
        ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN).putLong(56, 0xdb4775248b80fb57L);
        refused(file(index), "TensorFlow checkpoint");
        Path pictures = folder.resolve("pictures.zip");
        PickleBytes.zip(pictures, Map.of("a/1.png", new byte[9]), true);
        refused(pictures, "holds no checkpoint", "dataset");
    }

    @Test
    void bombsAreRefusedBeforeTheyUnpack() throws IOException {
        byte[] zeros = new byte[64 << 20];
        byte[] pickle = PickleBytes.protocol(2)
                .tensor("FloatStorage", "0", zeros.length / 4, 0, TWO, ONE)
                .stop();
        Path zip = folder.resolve("bomb.pt");
        PickleBytes.torchZip(zip, pickle, true, zeros);
        refused(zip, "zip bomb");

        Path npz = folder.resolve("bomb.npz");
        PickleBytes.zip(npz, Map.of("a.npy", zeros), true);
        refused(npz, "zip bomb");

        Path gz = folder.resolve("bomb.pt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(zeros);
        }
        refused(gz, "compression bomb");
    }

    @Test
    void zipsThatListTheSameBytesManyTimesAreRefused() throws IOException {
        byte[] one = new byte[4000];
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", PickleBytes.protocol(2).op('}').stop());
        entries.put("archive/data/0", one);
        Path zip = folder.resolve("overlap.pt");
        PickleBytes.zip(zip, entries, false);
        byte[] bytes = Files.readAllBytes(zip);
        int central = lastIndexOf(bytes, new byte[] {'P', 'K', 1, 2});
        ByteBuffer patched = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        patched.putInt(central + 20, 1 << 30);
        patched.putInt(central + 24, 1 << 30);
        refused(file(bytes), "zip");
    }

    static Object[][] impossibleTensors() {
        long huge = 1L << 62;
        return new Object[][] {
            {-1, 0, TWO, ONE},
            {huge, 0, TWO, ONE},
            {1L << 40, 0, new long[] {1L << 40}, ONE},
            {2, 0, new long[] {-2}, ONE},
            {2, 0, new long[] {-1, -2}, new long[] {1, 1}},
            {2, 0, new long[] {3}, ONE},
            {2, 1, TWO, ONE},
            {2, -1, TWO, ONE},
            {2, huge, TWO, ONE},
            {2, 0, TWO, new long[] {2}},
            {2, 0, TWO, new long[] {-1}},
            {2, 0, TWO, new long[] {huge}},
            {2, 0, new long[] {huge, huge}, new long[] {0, 0}},
            {2, 0, new long[] {1 << 30, 8}, new long[] {0, 0}},
            {2, 0, TWO, new long[] {1, 1}},
            {2, 0, new long[33], new long[33]},
        };
    }

    @ParameterizedTest
    @MethodSource("impossibleTensors")
    void sizesThatTheStoredBytesDoNotHoldAreRefused(long length, long offset, long[] shape, long[] stride)
            throws IOException {
        byte[] pickle = PickleBytes.protocol(2)
                .tensor("FloatStorage", "0", length, offset, shape, stride)
                .stop();
        Path zip = folder.resolve("sizes.pt");
        PickleBytes.torchZip(zip, pickle, false, PickleBytes.floats(1, 2));

        refused(zip, "damaged");
        refused(file(PickleBytes.legacy(pickle, length, PickleBytes.floats(1, 2))), "");
        refused(file(PickleBytes.legacy(pickle, 2, PickleBytes.floats(1, 2))), "damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HalfStorage", "DoubleStorage", "ByteStorage", "LongStorage"})
    void aWrongElementTypeIsRefused(String storageClass) throws IOException {
        byte[] pickle = PickleBytes.protocol(2)
                .tensor(storageClass, "0", 2, 0, TWO, ONE)
                .stop();
        Path zip = folder.resolve("dtype.pt");
        PickleBytes.torchZip(zip, pickle, false, PickleBytes.floats(1, 2));

        refused(zip, "damaged", "need", "stored");
    }

    @Test
    void missingStoragesAreRefused() throws IOException {
        byte[] pickle = PickleBytes.protocol(2)
                .tensor("FloatStorage", "7", 2, 0, TWO, ONE)
                .stop();
        Path zip = folder.resolve("missing.pt");
        PickleBytes.torchZip(zip, pickle, false, PickleBytes.floats(1, 2));
        refused(zip, "missing");
        refused(file(PickleBytes.legacy(pickle, 2, PickleBytes.floats(1, 2))), "wrong place");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | need",
                "{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,8]}} | need",
                "{'a':{'dtype':'F4','shape':[2],'data_offsets':[0,8]}} | numbers of type F4",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | damaged",
                "{'a':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]}} | mislead",
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,8]}} | impossible shape",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}} | whole numbers",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,800]}} | cut short",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | gap",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | gap",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | cut short",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | overlaps",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | header cannot be read",
                "{'a':{'shape':[2]}} | incomplete",
                "{'a':[[[[[[[[[[[1]]]]]]]]]]]} | header cannot be read",
                "{'a':  | header cannot be read"
            })
    void contradictorySafetensorsHeadersAreRefused(String header, String reason) throws IOException {
        refused(safetensors(header.replace('\'', '"'), header.length()), reason);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 33, 5000, 1})
    void safetensorsHeadersOfImpossibleLengthAreRefused(long length) throws IOException {
        refused(safetensors("{}      ", length), "safetensors", "damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(1000000000000, 1000000000000, 1000000000000) | impossible shape",
                "(1000000000,) | need",
                "(99999999999999999999,) | impossible shape",
                "(-5,) | does not read",
                "(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) | damaged"
            })
    void contradictoryNumpyHeadersAreRefused(String shape, String reason) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
        byte[] npy = new PickleBytes()
                .raw("\u0093NUMPY")
                .op(1, 0, header.length(), 0)
                .raw(header)
                .i32(0)
                .unfinished();
        refused(file(npy), reason);
    }

    @Test
    void structuresThatWouldExhaustTheReaderAreRefused() throws IOException {
        PickleBytes deep = PickleBytes.protocol(2);
        for (int i = 0; i < 100_000; i++) {
            deep.op(']');
        }
        for (int i = 0; i < 99_999; i++) {
            deep.op('a');
        }
        refused(file(deep.stop()), "levels deep");

        refused(file(PickleBytes.protocol(2).op(']', 'q', 0, 'h', 0, 'a').stop()), "contains itself");

        PickleBytes laughs = PickleBytes.protocol(2).op(']', 'q', 0);
        for (int level = 1; level < 60; level++) {
            laughs.op(']', 'q', level, '(', 'h', level - 1, 'h', level - 1, 'h', level - 1, 'e');
        }
        refused(file(laughs.stop()), "unfolds");

        PickleBytes busy = PickleBytes.protocol(2);
        for (int i = 0; i < 1_100_000; i++) {
            busy.op('N', '0');
        }
        refused(file(busy.op('N').stop()), "steps");

        refused(file(PickleBytes.protocol(2).op('X').i32(-1).raw("abc").stop()), "cut short");
        refused(file(PickleBytes.protocol(4).op(0x8d).i64(Long.MAX_VALUE).stop()), "cut short");
        refused(file(PickleBytes.protocol(4).op(0x8e).i64(-5).stop()), "cut short");
        refused(file(PickleBytes.protocol(2).op(0x8b).i32(1 << 30).stop()), "damaged");
        refused(file(PickleBytes.protocol(2).op('h', 9).stop()), "leads nowhere");
        refused(file(PickleBytes.protocol(2).op('}', '}', 'N', 's').stop()), "no name");
        refused(file(PickleBytes.protocol(2).op('t').stop()), "never began");
        refused(file(PickleBytes.protocol(9).op('N').stop()), "version 9");
    }

    @Test
    void endlessNamesOfSharedModulesAreRefused() throws IOException {
        String longName = "n".repeat(1000);
        PickleBytes chain = PickleBytes.protocol(2).op('N', 'q', 0);
        for (int level = 1; level < 14; level++) {
            chain.global("argparse", "Namespace").op(')', 0x81, '}', '(');
            chain.text("_parameters").op('}').text("_modules").op('}', '(');
            chain.text(longName).op('h', level - 1).text(longName + "b").op('h', level - 1);
            chain.op('u', 'u', 'b', 'q', level);
        }
        refused(file(chain.stop()), "endless");
    }

    @Test
    void everyTruncationOfEveryFileIsRefusedOrStillWhole() throws IOException {
        for (Path whole : TestFiles.all()) {
            byte[] bytes = Files.readAllBytes(whole);
            if (isRefused(whole)) {
                continue;
            }
            for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 97)) {
                Path cut = file(Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> TestFiles.readFully(cut))
                        .as("%s cut to %d bytes", whole.getFileName(), length)
                        .isInstanceOf(CheckpointException.class);
            }
        }
    }

    private static boolean isRefused(Path file) {
        try {
            TestFiles.readFully(file);
            return false;
        } catch (CheckpointException e) {
            return true;
        }
    }

    private static int lastIndexOf(byte[] bytes, byte[] part) {
        for (int i = bytes.length - part.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Not in there");
    }

    private Path safetensors(String json, long length) throws IOException {
        return file(new PickleBytes().i64(length).raw(json).i64(0).unfinished());
    }

    private Path text(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "hostile", ".bin"), bytes);
    }

    private static void refused(Path file, String... words) {
        assertThatThrownBy(() -> TestFiles.readFully(file))
                .isInstanceOf(CheckpointException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("Exception"));
    }
}
