package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.FeatureFile;
import studio.ganvas.engine.metric.MetricHistory;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.engine.metric.MetricReport;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.engine.metric.Metrics;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.metric.ResidualFeatures;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyData;
import studio.ganvas.train.TinyRun;

/** Measurements end to end, with untrained features and networks that train in a second. */
class LocalMetricsTest {
    @TempDir
    private Path temp;

    private LocalStudio studio;

    @BeforeEach
    void open() throws Exception {
        Path features = temp.resolve("assets/features/" + FeatureNetworks.OWN);
        Files.createDirectories(features);
        try (TensorStore store = new TensorStore();
                Scope scope = Scope.open()) {
            ResidualFeatures network = new ResidualFeatures(3);
            network.initialize(store, new Rng(1).at(0, "test"));
            Safetensors.write(features.resolve("features.safetensors"), network.stateDict(), Map.of());
        }
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), temp.resolve("assets")));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private MetricReport measure(MetricRequest request) throws Exception {
        return studio.metrics().compute(request).report().get(90, TimeUnit.SECONDS);
    }

    private static MetricRequest sets(Path real, Path fake, int pictures, MetricKind... kinds) {
        return new MetricRequest(
                new MetricRequest.OfPictures(fake),
                Optional.of(real.toString()),
                List.of(kinds),
                pictures,
                Optional.empty(),
                Optional.empty());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Test
    void aSetIsNoDistanceFromItselfAndSomeFromAnother() throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 24);
        MetricReport same = measure(sets(pictures, pictures, 24, MetricKind.FID, MetricKind.PR, MetricKind.LPIPS));
        assertThat(same.results().get("fid")).isLessThan(1e-6);
        assertThat(same.results()).containsEntry("precision", 1.0).containsEntry("recall", 1.0);
        assertThat(same.results().get("lpips_diversity")).isPositive();
        assertThat(same.notes()).anyMatch(note -> note.contains("fewer pictures (24)"));
        Path pairs = TinyData.pairs(temp.resolve("pairs"), 12);
        MetricReport other =
                measure(sets(pairs.resolve("trainA"), pairs.resolve("trainB"), 24, MetricKind.FID, MetricKind.KID));
        assertThat(other.results().get("fid")).isGreaterThan(1e-4);
        assertThat(other.results().get("kid")).isPositive();
        assertThat(other.results()).doesNotContainKey("kid_std");
        assertThat(other.real()).isEqualTo(12);
    }

    @Test
    void featuresOfRealPicturesAreKeptUntilThePicturesChange() throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 8);
        measure(sets(pictures, pictures, 8, MetricKind.FID));
        Path kept = temp.resolve("home/features");
        await(() -> count(kept) == 1);
        measure(sets(pictures, pictures, 8, MetricKind.FID));
        assertThat(count(kept)).isEqualTo(1);
        Files.delete(pictures.resolve("round/0.png"));
        measure(sets(pictures, pictures, 8, MetricKind.FID));
        await(() -> count(kept) == 2);
    }

    private static int count(Path folder) {
        String[] files = folder.toFile().list((in, name) -> name.endsWith(".safetensors"));
        return files == null ? 0 : files.length;
    }

    @Test
    void aRunMeasuresItsSnapshotsAndKeepsTheBest() throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        String data = studio.datasets().add(pictures).get(30, TimeUnit.SECONDS).id();
        RunEntry run = studio.runs()
                .start(new RunRequest(
                        "dcgan",
                        data,
                        TinyData.TINY_DCGAN,
                        Map.of(
                                "steps",
                                6,
                                "snapshotEvery",
                                1,
                                "picturesEvery",
                                6,
                                "samples",
                                4,
                                "keepSnapshots",
                                2,
                                "metricEvery",
                                2,
                                "metrics",
                                "fid,kid",
                                "metricPictures",
                                12)))
                .get(30, TimeUnit.SECONDS);
        await(() -> studio.runs().list().get(0).state() == RunState.FINISHED
                && !studio.metrics().busy(run.directory()));
        MetricHistory history = studio.metrics().history(run.directory()).get(10, TimeUnit.SECONDS);
        assertThat(history.rows()).isNotEmpty();
        assertThat(history.rows().get(history.rows().size() - 1).step()).isEqualTo(6);
        assertThat(history.rows().get(0).results()).containsKeys("fid", "kid");
        MetricHistory.Best best = history.best().orElseThrow();
        assertThat(best.metric()).isEqualTo("fid");
        // steps 1 to 4 have been dropped but for the best
        assertThat(new RunDirectory(run.directory()).snapshots())
                .contains(5L, 6L)
                .hasSizeLessThanOrEqualTo(3);
        MetricReport now = measure(new MetricRequest(
                new MetricRequest.OfRun(run.directory(), OptionalLong.empty()),
                Optional.empty(),
                List.of(MetricKind.PPL, MetricKind.NEIGHBOURS, MetricKind.IS),
                12,
                Optional.empty(),
                Optional.empty()));
        assertThat(now.results()).containsKeys("ppl_z", "nearest_ratio", "is");
        assertThat(now.results().get("ppl_z")).isPositive();
        assertThat(now.sheet().orElseThrow()).isRegularFile();
    }

    @Test
    void translationsAreMeasuredAgainstBothDomainsAndTheTruth() throws Exception {
        RunDirectory run;
        try (Scope scope = Scope.open()) {
            run = TinyRun.pix2pix(temp);
        }
        MetricReport report = measure(new MetricRequest(
                new MetricRequest.OfRun(run.path(), OptionalLong.empty()),
                Optional.empty(),
                List.of(MetricKind.KID, MetricKind.FID, MetricKind.LPIPS),
                10,
                Optional.empty(),
                Optional.empty()));
        assertThat(report.results())
                .containsKeys("kid_AtoB", "mean_kid_AtoB", "kid", "fid_AtoB", "l1_AtoB", "lpips_truth_AtoB", "l1");
        assertThat(report.results().get("l1")).isBetween(0.0, 2.0);
        assertThat(studio.metrics()
                        .history(run.path())
                        .get(10, TimeUnit.SECONDS)
                        .rows())
                .hasSize(1);
    }

    @Test
    void aScriptIsLoadedOnlyAfterAnAgreement() throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 8);
        Path script = Path.of("src/test/resources/scripts/inception.pt");
        MetricRequest request = new MetricRequest(
                new MetricRequest.OfPictures(pictures),
                Optional.of(pictures.toString()),
                List.of(MetricKind.KID, MetricKind.IS),
                8,
                Optional.of(script),
                Optional.empty());
        assertThatThrownBy(() -> measure(request))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("is a program");
        FeatureFile found = studio.metrics().inspect(script).get(10, TimeUnit.SECONDS);
        assertThat(found.trusted()).isFalse();
        studio.metrics().trust(found).get(10, TimeUnit.SECONDS);
        assertThat(measure(request).results()).containsKeys("kid", "is");
    }

    @Test
    void oneThatWaitsCanBeCancelledAndTroubleIsInWords() throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 8);
        Metrics.Job first = studio.metrics().compute(sets(pictures, pictures, 8, MetricKind.FID));
        studio.jobs().pause(first.id());
        Metrics.Job second = studio.metrics().compute(sets(pictures, pictures, 8, MetricKind.FID));
        studio.jobs().cancel(second.id());
        await(() -> second.report().isDone());
        assertThatThrownBy(() -> second.report().join()).isInstanceOf(CancellationException.class);
        assertThat(first.report()).isNotDone();
        studio.jobs().resume(first.id());
        assertThat(first.report().get(60, TimeUnit.SECONDS).results()).containsKey("fid");
        assertThatThrownBy(() -> measure(sets(pictures, temp.resolve("nowhere"), 8, MetricKind.FID)))
                .cause()
                .hasMessageContaining("does not exist");
        assertThat(studio.jobs().list().get(0).state()).isEqualTo(JobInfo.State.FAILED);
    }
}
