package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.engine.run.Calibration;
import studio.ganvas.engine.run.Continuation;
import studio.ganvas.engine.run.RunComparison;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunNotes;
import studio.ganvas.train.TinyData;

/** The queue, notes, deletion, comparison and calibration with the real engine. */
class RunQueueTest {
    private static final long LONG = 1_000_000;

    @TempDir
    Path temp;

    private LocalStudio studio;
    private Path pictures;

    @BeforeEach
    void open() throws Exception {
        pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        studio = reopened();
    }

    private LocalStudio reopened() {
        return new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private RunRequest request(long steps, long seed) {
        return new RunRequest(
                "dcgan",
                pictures.toString(),
                TinyData.TINY_DCGAN,
                Map.of("steps", steps, "seed", seed, "picturesEvery", 5, "snapshotEvery", 10, "samples", 4));
    }

    private String start(long steps, long seed) throws Exception {
        return studio.runs()
                .start(request(steps, seed))
                .get(30, TimeUnit.SECONDS)
                .id();
    }

    private RunEntry entry(String id) {
        return studio.runs().list().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void theQueueIsReorderedHeldAndLastsOverARestart() throws Exception {
        String first = start(LONG, 0);
        await(() -> entry(first).state() == RunState.RUNNING);
        String second = start(3, 1);
        String third = start(2, 2);
        String fourth = start(2, 3);
        assertThat(studio.runs().queue().waiting()).containsExactly(second, third, fourth);

        studio.runs().queue().move(fourth, -5);
        studio.runs().queue().move(second, 1);
        assertThat(studio.runs().queue().waiting()).containsExactly(fourth, third, second);
        studio.runs().stop(third);
        await(() -> entry(third).state() == RunState.STOPPED);
        assertThat(studio.runs().queue().waiting()).containsExactly(fourth, second);

        studio.close();
        studio = reopened();
        assertThat(entry(first).state()).isEqualTo(RunState.STOPPED);
        assertThat(entry(second).state()).isEqualTo(RunState.WAITING);
        await(() -> studio.runs().queue().waiting().equals(List.of(fourth, second)));
        assertThat(studio.runs().queue().held()).isTrue();

        // what is asked for now need not wait for what an earlier start left
        String fifth = start(2, 4);
        await(() -> entry(fifth).state() == RunState.FINISHED);
        assertThat(studio.runs().queue().waiting()).containsExactly(fourth, second);
        studio.runs().queue().hold(false);
        await(() -> entry(second).state() == RunState.FINISHED);
        assertThat(entry(fourth).state()).isEqualTo(RunState.FINISHED);
        assertThat(studio.runs().queue().waiting()).isEmpty();
    }

    @Test
    void notesLieInTheRunAndADeletedRunComesBackUntilTheEnd() throws Exception {
        String id = start(2, 0);
        await(() -> entry(id).state() == RunState.FINISHED);
        RunNote note = new RunNote("Round things", "Too slow?", List.of("discs", "small"), Set.of(2L));
        studio.runs().keeping().note(id, note).get(20, TimeUnit.SECONDS);
        assertThat(entry(id).note()).isEqualTo(note);
        assertThat(entry(id).name()).isEqualTo("Round things");
        RunDirectory directory = new RunDirectory(entry(id).directory());
        assertThat(RunNotes.read(directory).tags()).containsExactly("discs", "small");

        studio.runs().keeping().delete(id).get(20, TimeUnit.SECONDS);
        assertThat(studio.runs().list()).isEmpty();
        assertThat(directory.path()).doesNotExist();
        studio.runs().keeping().restore(id).get(20, TimeUnit.SECONDS);
        assertThat(entry(id).note()).isEqualTo(note);
        assertThat(directory.network(2)).exists();

        studio.runs().keeping().delete(id).get(20, TimeUnit.SECONDS);
        studio.close();
        studio = reopened();
        assertThat(studio.runs().list()).isEmpty();
        assertThat(temp.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void aRunThatTrainsIsNotDeleted() throws Exception {
        String id = start(LONG, 0);
        await(() -> entry(id).state() == RunState.RUNNING);
        assertThatThrownBy(() -> studio.runs().keeping().delete(id).get(20, TimeUnit.SECONDS))
                .hasMessageContaining("Stop it first");
        assertThat(entry(id).directory()).isDirectory();
    }

    @Test
    void aComparisonTellsWhatDiffersAndAFinishedRunGoesOnToAnotherGoal() throws Exception {
        String first = start(4, 0);
        String second = start(2, 9);
        await(() -> entry(second).state() == RunState.FINISHED);
        studio.runs()
                .resume(second, new Continuation(Map.of("steps", 4), java.util.Optional.empty(), 1))
                .get(20, TimeUnit.SECONDS);
        await(() -> entry(second).state() == RunState.FINISHED && entry(second).steps() == 4);

        RunComparison both =
                studio.runs().keeping().compare(List.of(first, second)).get(20, TimeUnit.SECONDS);

        assertThat(both.options()).extracting(RunComparison.Row::name).containsExactly("Seed");
        assertThat(both.options().get(0).values()).containsExactly("0", "9");
        assertThat(both.commonSteps()).isEqualTo(4);
        assertThat(both.losses()).extracting(RunComparison.Row::name).contains("G_loss", "D_loss");
        assertThat(both.losses().get(0).values()).doesNotContain("", "–").doesNotHaveDuplicates();
    }

    @Test
    void aCalibrationTimesRealStepsAndLeavesNothing() throws Exception {
        Calibration tried = studio.runs().calibrate(request(1000, 0)).get(90, TimeUnit.SECONDS);

        assertThat(tried.steps()).isBetween(3, 20);
        assertThat(tried.secondsPerStep()).isPositive();
        assertThat(tried.snapshotBytes()).isGreaterThan(1000);
        assertThat(tried.total().toMillis()).isGreaterThanOrEqualTo((long) (1000 * tried.secondsPerStep() * 1000) - 1);
        assertThat(studio.runs().list()).isEmpty();
        try (var left = Files.list(temp.resolve("runs"))) {
            assertThat(left).isEmpty();
        }
    }
}
