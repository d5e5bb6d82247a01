package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.StatBlock;
import studio.ganvas.ui.FakeRuns;

/** What of runs comes into view; no toolkit. */
class RunModelTest {
    /** Losses of a made-up run. */
    private static final int SERIES = 7;

    @TempDir
    private Path directory;

    private FakeRuns runs;
    private RunModel model;

    @BeforeEach
    void make() {
        runs = new FakeRuns(directory);
        model = new RunModel(runs);
    }

    @Test
    void curvesAndSamplesGrowWithTheRun() {
        String id = runs.add("dcgan", "data", 150, RunState.RUNNING, "");
        model.refresh();
        model.watch(model.all().get(0));
        assertThat(model.curves()).hasSize(SERIES).allMatch(curve -> curve.size() == 150);
        assertThat(model.samples()).hasSize(2);
        runs.advance(60);
        model.refresh();
        assertThat(model.curves())
                .allMatch(curve -> curve.size() == 210 && curve.run().equals(id));
        assertThat(model.samples()).hasSize(3);
        assertThat(model.entryProperty().get().orElseThrow().steps()).isEqualTo(210);
    }

    @Test
    void aRollBackForgetsWhatWasCutOff() throws Exception {
        String id = runs.add("dcgan", "data", 300, RunState.DIVERGED, "NaN");
        model.refresh();
        model.watch(model.all().get(0));
        runs.resume(id).get();
        model.refresh();
        assertThat(model.curves()).allMatch(curve -> curve.size() == 200);
        assertThat(model.samples()).extracting("step").containsExactly(0L, 100L, 200L);
    }

    @Test
    void otherRunsAreLaidOverAndTakenAway() {
        String first = runs.add("dcgan", "data", 50, RunState.STOPPED, "");
        runs.add("dcgan", "data", 20, RunState.STOPPED, "");
        model.refresh();
        model.watch(model.all().get(0));
        model.overlay(first, true);
        model.refresh();
        assertThat(model.curves()).hasSize(2 * SERIES);
        assertThat(model.curves().get(SERIES).run()).isEqualTo(first);
        model.overlay(first, false);
        assertThat(model.curves()).hasSize(SERIES);
    }

    @Test
    void aSeriesWithAValueEveryFewStepsStaysOneLine() {
        RunCurves curves = new RunCurves("run");
        double nan = Double.NaN;
        curves.add(new StatBlock(
                List.of("fid"),
                new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14},
                new double[][] {{9, nan, nan, 8, nan, nan, 7, nan, nan, nan, nan, nan, nan, nan}}));
        var fid = curves.series().get(0);
        assertThat(fid.size()).isEqualTo(4);
        assertThat(fid.step(1)).isEqualTo(4);
        assertThat(fid.raw().get(3))
                .as("the values stayed away for more than twice their stride")
                .isNaN();
    }
}
