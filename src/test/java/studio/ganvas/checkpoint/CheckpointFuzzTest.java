package studio.ganvas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to the bytes of a file, it is read or refused; nothing else happens. */
class CheckpointFuzzTest {
    private static final int ROUNDS = 150;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("studio.ganvas.checkpoint.TestFiles#all")
    void damagedFilesAreReadOrRefused(Path original) throws IOException {
        byte[] whole = Files.readAllBytes(original);
        Random random = new Random(original.getFileName().toString().hashCode());
        Path damaged = folder.resolve("damaged.bin");
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = damage(whole, random);
            Files.write(damaged, bytes);
            try {
                TestFiles.readFully(damaged);
            } catch (CheckpointException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | Error e) {
                Path kept = Path.of(System.getProperty("java.io.tmpdir"), "fuzz-" + original.getFileName());
                Files.write(kept, bytes);
                throw new AssertionError("Round " + round + " of " + original.getFileName() + ", kept as " + kept, e);
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) 0xff;
                default -> {
                    int length = Math.min(random.nextInt(16), bytes.length - at);
                    System.arraycopy(whole, random.nextInt(whole.length - length + 1), bytes, at, length);
                }
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
    }
}
