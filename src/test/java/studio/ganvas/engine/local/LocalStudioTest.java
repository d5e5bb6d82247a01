package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.Update;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyData;

class LocalStudioTest {
    private static final long LONG = 1_000_000;

    @TempDir
    Path temp;

    private LocalStudio studio;
    private DatasetEntry data;

    @BeforeEach
    void open() throws Exception {
        studio = new LocalStudio(places());
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        data = studio.datasets().add(pictures).get(20, TimeUnit.SECONDS);
    }

    private Places places() {
        return new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets"));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private RunEntry start(long steps) throws Exception {
        return studio.runs()
                .start(new RunRequest(
                        "dcgan",
                        data.id(),
                        TinyData.TINY_DCGAN,
                        Map.of("steps", steps, "picturesEvery", 5, "snapshotEvery", 10, "samples", 4)))
                .get(20, TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for a minute in vain").isLessThan(end);
            Thread.sleep(5);
        }
    }

    private RunState state(String id) {
        return studio.runs().list().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private long steps(String id) {
        return studio.runs().list().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow()
                .steps();
    }

    @Test
    void startersAreInTheLibraryAndSayWhatCanLearnFromThem() throws Exception {
        List<String> names =
                studio.datasets().list().stream().map(DatasetEntry::name).toList();
        assertThat(names).contains("emoji-pairs-64", "fluent3d-64", "lineart-to-colour-64", "pictures");

        DatasetContents emoji = studio.datasets().open("emoji-pairs-64").get(30, TimeUnit.SECONDS);
        assertThat(emoji.pictures()).hasSize(2052);
        assertThat(emoji.classes()).hasSize(6);
        assertThat(emoji.kinds())
                .containsExactlyInAnyOrder(DataKind.IMAGES, DataKind.LABELLED, DataKind.DOMAINS, DataKind.PAIRS);
    }

    @Test
    void aRunCanBePausedSteppedStoppedAndResumedToItsEnd() throws Exception {
        RunEntry run = start(60);
        try (RunFeed feed = studio.runs().feed(run.id())) {
            await(() -> steps(run.id()) >= 12);
            studio.runs().pause(run.id());
            await(() -> state(run.id()) == RunState.PAUSED);
            long held = steps(run.id());
            feed.drain();
            studio.runs().step(run.id(), Update.GENERATOR);
            await(() -> steps(run.id()) == held + 1);

            RunPulse pulse = feed.drain();
            assertThat(pulse.fresh().steps()).containsExactly(held + 1);
            assertThat(pulse.fresh().names()).contains("G_loss", "D_loss");
            int discriminator = pulse.fresh().names().indexOf("D_loss");
            assertThat(pulse.fresh().columns()[discriminator][0]).isNaN();
            assertThat(state(run.id())).isEqualTo(RunState.PAUSED);

            studio.runs().stop(run.id());
            await(() -> state(run.id()) == RunState.STOPPED);
            assertThat(new RunDirectory(run.directory()).snapshots()).contains(held + 1);

            studio.runs().resume(run.id()).get(20, TimeUnit.SECONDS);
            await(() -> state(run.id()) == RunState.FINISHED);
            RunPulse rest = feed.drain();
            assertThat(rest.restarted()).isTrue();
            assertThat(rest.fresh().steps()).hasSize(60);
            assertThat(rest.samples()).isNotEmpty();
        }
    }

    @Test
    void aSecondRunWaitsForTheFirst() throws Exception {
        RunEntry first = start(LONG);
        RunEntry second = start(3);
        await(() -> steps(first.id()) > 3);
        assertThat(state(second.id())).isEqualTo(RunState.WAITING);

        studio.runs().stop(first.id());
        await(() -> state(second.id()) == RunState.FINISHED);
        assertThat(state(first.id())).isEqualTo(RunState.STOPPED);
    }

    @Test
    void closingSavesTheLiveRunAndTheNextStudioListsIt() throws Exception {
        RunEntry run = start(LONG);
        await(() -> steps(run.id()) > 2);
        studio.close();
        studio = new LocalStudio(places());

        assertThat(state(run.id())).isEqualTo(RunState.STOPPED);
        assertThat(new RunDirectory(run.directory()).snapshots()).contains(steps(run.id()));
        assertThat(studio.runs().interrupted()).isEmpty();
    }

    @Test
    void aRunThatACrashCutShortIsOfferedOnce() throws Exception {
        RunEntry run = start(5);
        await(() -> state(run.id()) == RunState.FINISHED);
        studio.close();
        new RunStateFile(RunState.RUNNING, 0, "", Instant.now(), false).write(new RunDirectory(run.directory()));
        studio = new LocalStudio(places());

        assertThat(studio.runs().interrupted()).hasValueSatisfying(found -> {
            assertThat(found.id()).isEqualTo(run.id());
            assertThat(found.message()).contains("ended unexpectedly");
            assertThat(found.steps()).as("of its last snapshot").isEqualTo(5);
        });
        assertThat(state(run.id())).isEqualTo(RunState.INTERRUPTED);
        studio.close();
        studio = new LocalStudio(places());
        assertThat(studio.runs().interrupted()).isEmpty();
        assertThat(state(run.id())).isEqualTo(RunState.INTERRUPTED);
    }

    @Test
    void anEstimateCountsParametersAndMemory() throws Exception {
        Estimate estimate = studio.runs()
                .estimate(new RunRequest("dcgan", "fluent3d-64", Map.of(), Map.of()))
                .get(60, TimeUnit.SECONDS);

        // DCGAN of pytorch/examples at 64 pixels in colour
        assertThat(estimate.parametersG()).isEqualTo(3_576_704);
        assertThat(estimate.parametersD()).isEqualTo(2_765_568);
        assertThat(estimate.memoryBytes()).isGreaterThan(16 * (3_576_704L + 2_765_568L));
    }

    @Test
    void badRequestsFailWithWordsForPeople() {
        assertThatThrownBy(() -> studio.runs()
                        .start(new RunRequest("cgan", "fluent3d-64", Map.of(), Map.of()))
                        .get(20, TimeUnit.SECONDS))
                .hasMessageContaining("needs pictures sorted into at least two classes");
        assertThatThrownBy(() -> studio.runs()
                        .start(new RunRequest("dcgan", data.id(), Map.of("batchSize", -3), Map.of()))
                        .get(20, TimeUnit.SECONDS))
                .hasMessageContaining("must be a whole number from");
        assertThatThrownBy(() -> studio.datasets()
                        .add(Files.createDirectories(temp.resolve("empty")))
                        .get(20, TimeUnit.SECONDS))
                .hasMessageContaining("no pictures");
        assertThat(studio.runs().list()).isEmpty();
    }

    @Test
    void thumbnailsAndReportsComeFromTheLibrary() throws Exception {
        assertThat(studio.datasets()
                        .thumbnail(data.id(), 0, 16)
                        .get(20, TimeUnit.SECONDS)
                        .width())
                .isEqualTo(16);
        assertThat(studio.datasets().report(data.id()).get(20, TimeUnit.SECONDS).sizes())
                .containsEntry("32×32", 12);
        assertThat(studio.jobs().list())
                .anySatisfy(job -> assertThat(job.state()).isEqualTo(JobInfo.State.DONE));
    }
}
