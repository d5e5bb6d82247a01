package studio.ganvas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** Tensors are read when they are asked for: what is written into the file after opening shows. */
class LazyReadingTest {
    private static final float[] OLD = {1.25f, -2.5f, 3.75f};
    private static final float[] NEW = {7, 8, 9};

    @TempDir
    Path folder;

    @Test
    void torchZip() throws IOException {
        Path file = folder.resolve("w.pt");
        TorchZip.write(file, weights());
        assertReadLate(file);
    }

    @Test
    void safetensors() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, weights(), Map.of());
        assertReadLate(file);
    }

    @Test
    void npz() throws IOException {
        Path file = folder.resolve("w.npz");
        byte[] header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }\n".getBytes();
        byte[] npy = new PickleBytes()
                .raw("\u0093NUMPY")
                .op(1, 0, header.length, 0)
                .raw(new String(header))
                .raw(latin(PickleBytes.floats(OLD)))
                .unfinished();
        PickleBytes.zip(file, Map.of("w.npy", npy), false);
        assertReadLate(file);
    }

    @Test
    void legacyTorch() throws IOException {
        Path file = folder.resolve("w.pth");
        byte[] pickle = PickleBytes.protocol(2)
                .op('}')
                .text("w")
                .tensor("FloatStorage", "0", 3, 0, new long[] {3}, new long[] {1})
                .op('s')
                .stop();
        Files.write(file, PickleBytes.legacy(pickle, 3, PickleBytes.floats(OLD)));
        assertReadLate(file);
    }

    private static void assertReadLate(Path file) throws IOException {
        try (Checkpoint checkpoint = Checkpoints.open(file);
                RandomAccessFile behindItsBack = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] bytes = Files.readAllBytes(file);
            behindItsBack.seek(indexOf(bytes, PickleBytes.floats(OLD)));
            behindItsBack.write(PickleBytes.floats(NEW));

            HostTensor tensor = checkpoint.stateDicts().get("").get("w").orElseThrow();
            assertThat(tensor.toFloats()).containsExactly(NEW);
        }
    }

    private static StateDict weights() {
        return new StateDict(Map.of("w", HostTensor.of(OLD, OLD.length)));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Not in there");
    }
}
