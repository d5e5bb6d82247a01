package studio.ganvas.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in a program of its own, killed as by {@code kill -9} at random moments, gives the very same run. */
class KillAndResumeTest {
    private static final int STEPS = 72;
    private static final int KILLS = 4;
    private static final long SEED = System.nanoTime();
    private static final List<String> MEASURED = List.of("metricEvery=6", "metrics=kid", "metricPictures=12");

    @TempDir
    Path temp;

    @Test
    void aKilledRunResumesToTheSameLossesAndWeights() throws Exception {
        StringBuilder told = new StringBuilder("kill seed " + SEED + "\n");
        try {
            new KillHarness(temp, STEPS, KILLS, SEED, line -> told.append(line).append('\n'), MEASURED).run();
        } catch (AssertionError e) {
            Path output = temp.resolve("output.txt");
            String last = Files.exists(output) ? Files.readString(output) : "";
            throw new AssertionError(told + last + "\n" + e.getMessage(), e);
        }
    }
}
