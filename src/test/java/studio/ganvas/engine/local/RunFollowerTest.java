package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

/** A run that another machine writes and a copy brings here piece by piece. */
class RunFollowerTest {
    @TempDir
    Path temp;

    private RunDirectory directory;
    private final RunHistory history = new RunHistory();
    private final RunHistory.Cursor cursor = new RunHistory.Cursor();
    private RunFollower follower;

    @BeforeEach
    void make() throws IOException {
        directory = new RunDirectory(Files.createDirectories(temp.resolve("runs/00000-far-dcgan")));
        follower = new RunFollower(directory, history);
    }

    private static String line(long step) {
        return "{\"step\":" + step + ",\"G_loss\":" + step + ".5,\"timestamp\":" + (1000 + step) + "}\n";
    }

    private RunHistory.News look() {
        follower.look();
        return history.since(cursor);
    }

    @Test
    void halfLinesAndHalfPicturesWaitUntilTheyAreWhole() throws IOException {
        assertThat(look().stats().size()).isZero();
        Files.writeString(directory.stats(), line(1) + line(2) + line(3).substring(0, 10));
        byte[] png = PngFiles.encode(new Pixels(4, 4, new int[16]), Map.of());
        Files.write(directory.fakes(0), png);
        Files.write(directory.fakes(2), Arrays.copyOf(png, png.length - 5));

        RunHistory.News first = look();
        assertThat(first.stats().steps()).containsExactly(1, 2);
        assertThat(first.sheets()).extracting(sheet -> sheet.step()).containsExactly(0L);

        Files.writeString(directory.stats(), line(3).substring(10), StandardOpenOption.APPEND);
        Files.write(directory.fakes(2), png);
        RunHistory.News second = look();
        assertThat(second.restarted()).isFalse();
        assertThat(second.stats().steps()).containsExactly(3);
        assertThat(second.sheets()).extracting(sheet -> sheet.step()).containsExactly(2L);
        assertThat(look().stats().size()).isZero();
    }

    @Test
    void aCopyThatReplacesTheFileGoesOnAndARollBackBeginsAnew() throws IOException {
        Files.writeString(directory.stats(), line(1) + line(2));
        look();
        Path fresh = Files.writeString(temp.resolve("fresh"), line(1) + line(2) + line(3));
        Files.move(fresh, directory.stats(), StandardCopyOption.REPLACE_EXISTING);
        RunHistory.News longer = look();
        assertThat(longer.restarted()).isFalse();
        assertThat(longer.stats().steps()).containsExactly(3);

        // rolled back to step 1 over there, and already further than before when it is copied
        String other = line(2).replace("2.5", "7.5");
        Files.writeString(directory.stats(), line(1) + other + line(3) + line(4) + line(5));
        RunHistory.News anew = look();
        assertThat(anew.restarted()).isTrue();
        assertThat(anew.stats().steps()).containsExactly(1, 2, 3, 4, 5);
        assertThat(anew.stats().columns()[0]).startsWith(1.5, 7.5);

        Files.writeString(directory.stats(), line(1));
        assertThat(look().stats().steps()).containsExactly(1);
    }

    @Test
    void rubbishIsPassedOver() throws IOException {
        Files.write(directory.stats(), new byte[] {0, (byte) 0xFF, '{', '\n'});
        Files.writeString(directory.stats(), line(1), StandardOpenOption.APPEND);
        assertThat(look().stats().steps()).containsExactly(1);
    }

    @Test
    void theStudioFollowsARunThatAnotherMachineWrites() throws Exception {
        RunDirectory whole;
        try (var scope = studio.ganvas.tensor.Scope.open()) {
            whole = TinyRun.pix2pix(temp.resolve("source"));
        }
        Path far = Files.createDirectories(temp.resolve("drive/00007-far-pix2pix"));
        RunDirectory copy = new RunDirectory(far);
        Files.writeString(copy.options(), Files.readString(whole.options()).substring(0, 40));
        try (LocalStudio studio =
                new LocalStudio(new Places(temp.resolve("home"), temp.resolve("drive"), Path.of("assets")))) {
            assertThat(studio.runs().list()).as("half options are no run yet").isEmpty();
            Files.copy(whole.options(), copy.options(), StandardCopyOption.REPLACE_EXISTING);
            new RunStateFile(RunState.RUNNING, 0, "", Instant.now(), false, "node-17", 0).write(copy);
            await(() -> !studio.runs().list().isEmpty());
            RunEntry run = studio.runs().list().get(0);
            assertThat(run.state()).isEqualTo(RunState.ELSEWHERE);
            assertThat(run.message()).contains("node-17");
            assertThat(run.lastSeen()).isPresent();

            try (RunFeed feed = studio.runs().feed(run.id())) {
                Files.copy(whole.stats(), copy.stats());
                Files.copy(whole.fakes(2), copy.fakes(2));
                long[] steps = {0, 0};
                await(() -> {
                    RunPulse pulse = feed.drain();
                    steps[0] += pulse.fresh().size();
                    steps[1] += pulse.samples().size();
                    return steps[0] == 2 && steps[1] == 1 && pulse.run().steps() == 2;
                });
                studio.runs().pause(run.id());
                studio.runs().stop(run.id());
                assertThat(Files.readString(copy.state())).as("read only").contains("node-17", "RUNNING");

                new RunStateFile(RunState.FINISHED, 2, "", Instant.now(), false, "node-17", 0).write(copy);
                await(() -> feed.drain().run().state() == RunState.FINISHED);
            }
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void aRunOfThisMachineWithoutItsProgramIsInterruptedNotElsewhere() throws IOException {
        Files.writeString(directory.options(), "{}");
        new RunStateFile(RunState.RUNNING, 3, "", Instant.now(), false).write(directory);
        assertThat(RunStateFile.read(directory).state()).isEqualTo(RunState.INTERRUPTED);
        new RunStateFile(RunState.WAITING, 3, "", Instant.now(), false).write(directory);
        assertThat(RunStateFile.read(directory).state()).isEqualTo(RunState.WAITING);
        new RunStateFile(RunState.PAUSED, 3, "", Instant.now(), false, "another", 0).write(directory);
        assertThat(RunStateFile.read(directory).state()).isEqualTo(RunState.ELSEWHERE);
    }
}
