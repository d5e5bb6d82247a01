package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.StatsLog;
import studio.ganvas.train.TinyData;

/** A run whose losses run away, with the real engine: it stops, or goes back by itself as often as it may. */
class RollBackTest {
    private static final int STEPS = 60;
    /** Far too high: the networks are ruined at once. */
    private static final double RATE = 1;

    @TempDir
    Path temp;

    private LocalStudio studio;
    private Path pictures;

    @BeforeEach
    void open() throws Exception {
        pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private RunEntry trained(int rollBacks) throws Exception {
        Map<String, Object> options = new HashMap<>(TinyData.TINY_DCGAN);
        options.put("lr", RATE);
        Map<String, Object> schedule = new HashMap<>(Map.of("steps", STEPS, "snapshotEvery", 20, "samples", 4));
        schedule.putAll(Map.of("rollBacks", rollBacks, "rollBackRate", 0.01));
        String id = studio.runs()
                .start(new RunRequest("dcgan", pictures.toString(), options, schedule))
                .get(30, TimeUnit.SECONDS)
                .id();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            RunEntry run = studio.runs().list().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            if (!run.state().live()) {
                return run;
            }
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void withoutLeaveItStopsAndSaysWhy() throws Exception {
        RunEntry run = trained(0);
        assertThat(run.state()).isEqualTo(RunState.DIVERGED);
        assertThat(run.message()).contains("Roll back").contains("loss");
        assertThat(run.steps()).isLessThan(STEPS);
    }

    @Test
    void withLeaveItGoesBackByItselfAtALowerRateUntilItHolds() throws Exception {
        RunEntry run = trained(4);
        assertThat(run.state()).as(run.message()).isEqualTo(RunState.FINISHED);
        RunDirectory directory = new RunDirectory(run.directory());
        RunPlan plan = RunPlan.fromJson(Files.readString(directory.options()));
        assertThat(plan.detours()).isNotEmpty().hasSizeLessThanOrEqualTo(4);
        assertThat(plan.rate(STEPS)).isLessThan(1);
        assertThat(plan.detours().get(0).fromStep())
                .as("the snapshot in the midst of the trouble is of no use")
                .isZero();
        assertThat(Files.readString(directory.log())).contains("Rolling back by itself, 1 of at most 4 times");
        List<Long> steps = new ArrayList<>();
        StatsLog.read(directory.stats(), line -> {
            steps.add(line.step());
            assertThat(line.values().values()).allMatch(Double::isFinite);
        });
        assertThat(steps).isEqualTo(LongStream.rangeClosed(1, STEPS).boxed().toList());
    }
}
