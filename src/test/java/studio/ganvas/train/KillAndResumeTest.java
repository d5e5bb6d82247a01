package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in a program of its own, killed as by {@code kill -9} at random moments, gives the very same run. */
class KillAndResumeTest {
    private static final int STEPS = 120;
    private static final int KILLS = 4;
    private static final long SEED = System.nanoTime();

    @TempDir
    Path temp;

    @Test
    void aKilledRunResumesToTheSameLossesAndWeights() throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        RunDirectory whole = start(temp.resolve("whole"), pictures, Integer.MAX_VALUE);

        Random random = new Random(SEED);
        RunDirectory killed = start(temp.resolve("killed"), pictures, random.nextInt(40));
        for (int i = 1; i < KILLS; i++) {
            resume(killed, 1 + random.nextInt(40));
        }
        resume(killed, Integer.MAX_VALUE);

        assertThat(lines(killed))
                .as("kill seed %d", SEED)
                .isEqualTo(lines(whole))
                .hasSize(STEPS);
        assertThat(killed.network(STEPS)).hasSameBinaryContentAs(whole.network(STEPS));
        assertThat(killed.trainingState(STEPS)).hasSameBinaryContentAs(whole.trainingState(STEPS));
        assertThat(killed.fakes(STEPS)).hasSameBinaryContentAs(whole.fakes(STEPS));
    }

    private RunDirectory start(Path runs, Path pictures, int killAfter) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("train", "--system", "dcgan", "--outdir", runs.toString()));
        arguments.addAll(List.of("--data", pictures.toString()));
        TinyData.TINY_DCGAN.forEach((key, value) -> arguments.addAll(List.of("-o", key + "=" + value)));
        Map.of("steps", STEPS, "snapshotEvery", 9, "picturesEvery", 20, "samples", 4)
                .forEach((key, value) -> arguments.addAll(List.of("-o", key + "=" + value)));
        RunDirectory directory = new RunDirectory(runs.resolve("00000-pictures-dcgan"));
        runAndKill(directory, killAfter, arguments);
        return directory;
    }

    private void resume(RunDirectory directory, int killAfter) throws Exception {
        runAndKill(
                directory,
                killAfter,
                List.of(
                        "train",
                        "--resume",
                        directory.path().toString(),
                        "--outdir",
                        directory.path().getParent().toString()));
    }

    /** Kills the program once it has written {@code killAfter} more lines of statistics, at a random moment after. */
    private void runAndKill(RunDirectory directory, int killAfter, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dganvas.home=" + temp.resolve("home"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "studio.ganvas.app.Launcher"));
        command.addAll(arguments);
        Path output = temp.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long steps = 0;
            long last = -1;
            while (process.isAlive() && steps <= killAfter) {
                long now = size(directory);
                steps += now == last ? 0 : 1;
                last = now;
                Thread.sleep(3);
            }
            if (killAfter == Integer.MAX_VALUE) {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long size(RunDirectory directory) throws IOException {
        return Files.exists(directory.stats()) ? Files.size(directory.stats()) : -1;
    }

    private static List<String> lines(RunDirectory directory) throws IOException {
        List<String> lines = new ArrayList<>();
        StatsLog.read(directory.stats(), line -> {
            Map<String, Double> values = new TreeMap<>(line.values());
            values.remove("sec_per_kimg");
            lines.add(line.step() + " " + values);
        });
        return lines;
    }
}
