package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.gan.Update;
import studio.ganvas.tensor.Scope;
import studio.ganvas.train.tensorboard.EventReader;

class TrainingRunTest {
    @TempDir
    Path temp;

    private RunPlan plan;

    @BeforeEach
    void makePictures() throws IOException {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        plan = TinyData.plan(
                pictures,
                TinyData.TINY_DCGAN,
                Map.of("steps", 10, "snapshotEvery", 4, "picturesEvery", 5, "samples", 4, "seed", 7));
    }

    private RunDirectory trainAll(String name, Update... updates) throws IOException {
        RunDirectory directory = RunDirectory.create(temp.resolve(name), "tiny", "dcgan");
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.begin(directory, plan, TinyData.batches(plan))) {
            for (Update update : updates) {
                run.step(update);
            }
        }
        return directory;
    }

    private void finish(RunDirectory directory) throws IOException {
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.resume(directory, plan, TinyData.batches(plan))) {
            while (!run.finished()) {
                run.step(Update.BOTH);
            }
        }
    }

    private static Update[] steps(int n) {
        Update[] updates = new Update[n];
        java.util.Arrays.fill(updates, Update.BOTH);
        return updates;
    }

    private static List<String> losses(RunDirectory directory) throws IOException {
        List<String> lines = new ArrayList<>();
        StatsLog.read(directory.stats(), line -> {
            line.values().remove("sec_per_kimg");
            lines.add(line.step() + " " + line.update() + " " + line.values());
        });
        return lines;
    }

    private static void assertSame(RunDirectory broken, RunDirectory whole) throws IOException {
        assertThat(losses(broken)).isEqualTo(losses(whole)).hasSize(10);
        assertThat(broken.network(10)).hasSameBinaryContentAs(whole.network(10));
        assertThat(broken.trainingState(10)).hasSameBinaryContentAs(whole.trainingState(10));
        assertThat(broken.fakes(10)).hasSameBinaryContentAs(whole.fakes(10));
    }

    @Test
    void writesTheConventionalFiles() throws IOException {
        RunDirectory directory = trainAll("whole", steps(10));

        assertThat(directory.path().getFileName()).hasToString("00000-tiny-dcgan");
        assertThat(List.of(
                        directory.options(),
                        directory.log(),
                        directory.reals(),
                        directory.fakes(0),
                        directory.fakes(5)))
                .allMatch(Files::isRegularFile);
        assertThat(directory.snapshots()).containsExactly(0L, 4L, 8L, 10L);
        assertThat(directory.sheets()).containsExactly(0L, 5L, 10L);
        assertThat(RunPlan.fromJson(Files.readString(directory.options()))).isEqualTo(plan);
    }

    @Test
    void resumeRepeatsTheStepsAfterTheSnapshotExactly() throws IOException {
        RunDirectory whole = trainAll("whole", steps(10));
        // closing without a snapshot leaves what a kill leaves: statistics and sheets beyond the last snapshot
        RunDirectory broken = trainAll("broken", steps(7));

        finish(broken);

        assertSame(broken, whole);
    }

    @Test
    void resumeRepeatsStepsThatChangedOneNetworkOnly() throws IOException {
        Update[] mixed = steps(10);
        mixed[4] = Update.GENERATOR;
        mixed[5] = Update.DISCRIMINATOR;
        RunDirectory whole = trainAll("whole", mixed);
        RunDirectory broken = trainAll("broken", java.util.Arrays.copyOf(mixed, 7));

        finish(broken);

        assertSame(broken, whole);
        assertThat(losses(broken).get(4)).contains("GENERATOR");
    }

    @Test
    void aDamagedNewestSnapshotFallsBackToTheOneBefore() throws IOException {
        RunDirectory whole = trainAll("whole", steps(10));
        RunDirectory broken = trainAll("broken", steps(9));
        byte[] network = Files.readAllBytes(broken.network(8));
        network[network.length - 5] ^= 1;
        Files.write(broken.network(8), network);

        finish(broken);

        assertSame(broken, whole);
    }

    @Test
    void aTornLastLineOfStatisticsIsIgnored() throws IOException {
        RunDirectory whole = trainAll("whole", steps(10));
        RunDirectory broken = trainAll("broken", steps(6));
        Files.writeString(broken.stats(), "{\"step\":7,\"G_lo", StandardOpenOption.APPEND);

        finish(broken);

        assertSame(broken, whole);
    }

    @Test
    void onlyTheSnapshotsThatThePlanKeepsStay() throws IOException {
        plan = plan.withSchedule(Map.of("snapshotEvery", 1, "keepSnapshots", 3));
        RunDirectory directory = trainAll("whole", steps(10));

        assertThat(directory.snapshots()).containsExactly(8L, 9L, 10L);
        assertThat(Files.exists(directory.network(7))).isFalse();
        assertThat(Files.exists(directory.trainingState(8))).isFalse();
        assertThat(Files.exists(directory.trainingState(9))).isTrue();
    }

    @Test
    void twoProgramsCannotTrainTheSameRun() throws IOException {
        RunDirectory directory = trainAll("whole", steps(2));
        try (Scope scope = Scope.open();
                TrainingRun first = TrainingRun.resume(directory, plan, TinyData.batches(plan))) {
            assertThat(TrainingRun.isBeingTrained(directory)).isTrue();
            assertThatThrownBy(() -> TrainingRun.resume(directory, plan, TinyData.batches(plan)))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("being trained already");
        }
        assertThat(TrainingRun.isBeingTrained(directory)).isFalse();
    }

    @Test
    void resumeRemovesWhatAKilledProgramLeft() throws IOException {
        RunDirectory broken = trainAll("broken", steps(6));
        Files.write(broken.trainingState(6), new byte[10]);
        Path half = Files.write(broken.path().resolve(".fakes000006.png.1f.ganvas-tmp"), new byte[3]);

        finish(broken);

        assertThat(broken.trainingState(6)).doesNotExist();
        assertThat(half).doesNotExist();
    }

    @Test
    void theSnapshotsKeepToTheirRoomOnTheDiskAndMarkedOnesStay() throws IOException {
        plan = plan.withSchedule(Map.of("snapshotEvery", 1, "keepSnapshots", 100));
        RunDirectory directory = RunDirectory.create(temp.resolve("budget"), "tiny", "dcgan");
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.begin(directory, plan, TinyData.batches(plan))) {
            for (int i = 0; i < 3; i++) {
                run.step(Update.BOTH);
            }
        }
        new RunNotes("", "", List.of(), java.util.Set.of(1L)).write(directory);
        long network = Files.size(directory.network(3));
        long state = Files.size(directory.trainingState(3));
        // the newest two with their states, and one more
        int megabytes = (int) ((3 * network + 2 * state + 999_999) / 1_000_000);
        plan = plan.withSchedule(Map.of("snapshotBudget", megabytes));
        int room = (int) ((megabytes * 1_000_000L - 2 * (network + state)) / network);

        finish(directory);

        List<Long> left = new ArrayList<>(directory.snapshots());
        assertThat(left).contains(1L, 9L, 10L).hasSize(1 + 2 + room);
        left.remove(1L);
        assertThat(left.get(0)).as("the oldest go first").isEqualTo(10L - left.size() + 1);
    }

    @Test
    void aDetourChangesTheRandomNumbersAndTheRate() throws IOException {
        RunDirectory whole = trainAll("whole", steps(10));
        RunDirectory rolled = trainAll("rolled", steps(6));
        RunPlan straight = plan;
        plan = new Snapshots(rolled).detour(plan, 0.5);
        assertThat(plan.detours()).containsExactly(new RunPlan.Detour(4, 1, 0.5));
        assertThat(plan.options(3).real("lr")).isEqualTo(straight.options().real("lr"));
        assertThat(plan.options(4).real("lr")).isEqualTo(straight.options().real("lr") / 2);
        assertThat(plan.withDetour(4, 0.5).rate(9)).isEqualTo(0.25);

        finish(rolled);

        assertThat(losses(rolled).subList(0, 4)).isEqualTo(losses(whole).subList(0, 4));
        assertThat(losses(rolled).get(5)).isNotEqualTo(losses(whole).get(5));
        assertThat(RunPlan.fromJson(Files.readString(rolled.options()))).isEqualTo(plan);
        assertThat(RunPlan.fromJson(Files.readString(rolled.options()).replaceAll(",\\s*\"rate\" : 0.5", ""))
                        .rate(9))
                .as("files of older versions")
                .isEqualTo(1);
    }

    /** The rate changes in the midst of a run where a damaged snapshot sends it back behind a detour. */
    @Test
    void aRunThatStartsBehindADetourGoesThroughItAsOneThatStartsAtIt() throws IOException {
        plan = plan.withSchedule(Map.of("steps", 10)).withDetour(4, 0.25);
        RunDirectory whole = trainAll("whole", steps(10));
        RunDirectory broken = trainAll("broken", steps(6));

        finish(broken);

        assertSame(broken, whole);
    }

    @Test
    void eventsAreThereOnceAfterAResumeAndForStepsFromBeforeTheyWereAskedFor() throws IOException {
        RunDirectory late = trainAll("late", steps(7));
        plan = plan.withSchedule(Map.of("tensorboard", true));
        RunDirectory whole = trainAll("whole", steps(10));
        RunDirectory broken = trainAll("broken", steps(7));

        finish(broken);
        finish(late);

        List<String> expected = scalars(whole);
        assertThat(expected).hasSizeGreaterThan(20).contains("1 G_loss " + gLoss(whole));
        assertThat(scalars(broken)).isEqualTo(expected);
        assertThat(scalars(late)).isEqualTo(expected);
        assertThat(EventReader.of(broken.events()).pictures())
                .isEqualTo(EventReader.of(whole.events()).pictures())
                .hasSize(3);
    }

    private static List<String> scalars(RunDirectory directory) throws IOException {
        return EventReader.of(directory.events()).scalars().stream()
                .filter(line -> !line.contains("sec_per_kimg"))
                .toList();
    }

    private static float gLoss(RunDirectory directory) throws IOException {
        List<Double> first = new ArrayList<>();
        StatsLog.read(directory.stats(), line -> first.add(line.values().get("G_loss")));
        return first.get(0).floatValue();
    }

    /** A file on which every write fails as on a full disk; only Linux has one. */
    @Test
    void aFullDiskSaysSoLosesNothingAndTheRunGoesOnExactlyOnceThereIsRoom() throws IOException {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
        RunDirectory whole = trainAll("whole", steps(10));
        RunDirectory broken = trainAll("broken", steps(6));
        Path aside = Files.move(broken.stats(), broken.path().resolve("aside"));
        Files.createSymbolicLink(broken.stats(), full);
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.resume(broken, plan, TinyData.batches(plan))) {
            assertThatThrownBy(() -> run.step(Update.BOTH))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("Make room on the disk")
                    .matches(studio.ganvas.checkpoint.AtomicFiles::diskIsFull);
        }
        Files.delete(broken.stats());
        Files.move(aside, broken.stats());

        finish(broken);

        assertSame(broken, whole);
    }
}
