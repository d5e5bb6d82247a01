package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.gan.Update;
import studio.ganvas.tensor.Scope;

/**
 * Resuming the StyleGAN family, whose steps depend on more than weights and moments: growth, lazy regularisation, mean
 * path length, augmentation probability. What a killed program leaves is a run that ends between two snapshots.
 */
class StyleResumeTest {
    private static final Map<String, Object> SCHEDULE =
            Map.of("steps", 10, "snapshotEvery", 4, "picturesEvery", 5, "samples", 2, "seed", 7);

    @TempDir
    Path temp;

    private RunDirectory train(RunPlan plan, String name, int steps) throws IOException {
        RunDirectory directory = RunDirectory.create(
                temp.resolve(name), "tiny", plan.system().info().id());
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.begin(directory, plan, TinyData.batches(plan))) {
            for (int i = 0; i < steps; i++) {
                run.step(Update.BOTH);
            }
        }
        return directory;
    }

    private static void finish(RunPlan plan, RunDirectory directory) throws IOException {
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.resume(directory, plan, TinyData.batches(plan))) {
            while (!run.finished()) {
                run.step(Update.BOTH);
            }
        }
    }

    private static List<Map<String, Double>> lines(RunDirectory directory) throws IOException {
        List<Map<String, Double>> lines = new ArrayList<>();
        StatsLog.read(directory.stats(), line -> {
            Map<String, Double> values = new HashMap<>(line.values());
            values.remove("sec_per_kimg");
            lines.add(values);
        });
        return lines;
    }

    /** Breaks off after each of these numbers of steps, once, and compares all that an unbroken run writes. */
    private List<Map<String, Double>> compare(String system, Map<String, Object> options, int... breaks)
            throws IOException {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 11);
        RunPlan plan = TinyData.plan(system, pictures, options, SCHEDULE);
        RunDirectory whole = train(plan, "whole", 10);
        for (int steps : breaks) {
            RunDirectory broken = train(plan, "broken" + steps, steps);
            finish(plan, broken);
            assertThat(lines(broken))
                    .as("broken after %d", steps)
                    .isEqualTo(lines(whole))
                    .hasSize(10);
            assertThat(broken.network(10)).hasSameBinaryContentAs(whole.network(10));
            assertThat(broken.trainingState(10)).hasSameBinaryContentAs(whole.trainingState(10));
            assertThat(broken.fakes(10)).hasSameBinaryContentAs(whole.fakes(10));
        }
        return lines(whole);
    }

    @Test
    void growingGoesOnInTheMiddleOfAFade() throws IOException {
        Map<String, Object> options = new HashMap<>(
                Map.of("imageSize", "16", "firstSize", "4", "zDim", 6, "mappingLayers", 2, "channelMax", 6));
        options.putAll(
                Map.of("channelBase", 128, "batchSize", 2, "mostBatch", 4, "fadeKimg", 0.012, "settleKimg", 0.006));
        List<Map<String, Double>> lines = compare("stylegan", options, 3, 6);

        // 2 steps of 4 pictures settle 4 pixels; then 3 fade in and 2 settle 8, and so on
        assertThat(lines.stream().map(line -> line.get("resolution")))
                .containsExactly(4.0, 4.0, 8.0, 8.0, 8.0, 8.0, 8.0, 16.0, 16.0, 16.0);
        assertThat(lines.get(3).get("alpha")).as("in the middle of a fade").isBetween(0.1, 0.9);
        assertThat(lines.get(5).get("alpha")).isEqualTo(1);
        assertThat(lines.get(8).get("alpha")).as("in the middle of a fade").isBetween(0.1, 0.9);
    }

    @Test
    void styleGan2KeepsItsPhasesAveragesAndProbability() throws IOException {
        Map<String, Object> options = new HashMap<>(Map.of(
                "imageSize", "16", "zDim", 6, "wDim", 6, "mappingLayers", 2, "channelMax", 6, "channelBase", 128));
        options.putAll(Map.of("batchSize", 4, "microBatch", 2, "mbstdGroup", 2, "plInterval", 3, "r1Interval", 4));
        // the target is below any mean sign, so the probability grows
        options.putAll(
                Map.of("adaKimg", 1, "adaTarget", 0, "augmentP", 0.2, "emaRampUp", 0.05, "augmentPipe", "color"));
        List<Map<String, Double>> lines = compare("stylegan2", options, 6);

        assertThat(lines.get(9).get("pl_mean")).isNotEqualTo(lines.get(1).get("pl_mean"));
        assertThat(lines.stream().map(line -> line.get("augment_p")).distinct().count())
                .as("the probability moves")
                .isGreaterThan(1);
        assertThat(lines.get(5)).containsKey("D_loss").doesNotContainKey("r1_penalty");
        assertThat(lines.get(8)).containsKey("r1_penalty");
    }

    /** The batch and the size of a growing run stay the same for long; no guard may take that for a collapse. */
    @Test
    void aStageMayLastLongerThanAGuardIsPatient() throws IOException {
        Map<String, Object> options = Map.of(
                "imageSize", "16", "zDim", 6, "mappingLayers", 2, "channelMax", 4, "channelBase", 64, "batchSize", 16);
        RunPlan plan = TinyData.plan(
                "stylegan",
                TinyData.pictures(temp.resolve("pictures"), 16),
                options,
                Map.of("steps", 40, "samples", 2));
        RunDirectory directory = RunDirectory.create(temp.resolve("long"), "tiny", "stylegan");
        try (TrainingRun run = TrainingRun.begin(directory, plan, TinyData.batches(plan))) {
            for (int i = 0; i < 30; i++) {
                assertThat(run.step(Update.BOTH).diverged())
                        .as("step %d", i + 1)
                        .isEmpty();
            }
        }
    }
}
