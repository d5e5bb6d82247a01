package studio.ganvas.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.ganvas.engine.EngineStatus;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.gan.SystemInfo;

/** An engine that computes nothing and is always ready. */
public final class FakeStudio implements Studio {
    private final FakeDatasets datasets = new FakeDatasets();
    private final FakeModels models = new FakeModels();
    private final FakeStylist stylist = new FakeStylist();
    private final FakeMetrics metrics = new FakeMetrics();
    private final FakeInsight insight = new FakeInsight();
    private final FakeLatentLab latent = new FakeLatentLab();
    private final FakeShowcase showcase = new FakeShowcase(models, latent);
    private final FakeRuns runs;
    private volatile EngineStatus status =
            new EngineStatus(EngineStatus.State.READY, "CPU · 2 threads", "", 1_288L << 20);
    private boolean closed;

    /** @param directory where run directories go */
    public FakeStudio(Path directory) {
        this.runs = new FakeRuns(directory);
    }

    public void status(EngineStatus next) {
        status = next;
    }

    public boolean closed() {
        return closed;
    }

    public FakeRuns fakeRuns() {
        return runs;
    }

    public FakeDatasets fakeDatasets() {
        return datasets;
    }

    @Override
    public List<SystemInfo> systems() {
        return List.of(FakeSystems.CGAN, FakeSystems.DCGAN, FakeSystems.TRANSLATION);
    }

    @Override
    public DatasetLibrary datasets() {
        return datasets;
    }

    @Override
    public Runs runs() {
        return runs;
    }

    @Override
    public FakeModels models() {
        return models;
    }

    @Override
    public FakeStylist stylist() {
        return stylist;
    }

    @Override
    public FakeInsight insight() {
        return insight;
    }

    @Override
    public FakeLatentLab latent() {
        return latent;
    }

    @Override
    public FakeMetrics metrics() {
        return metrics;
    }

    @Override
    public FakeShowcase showcase() {
        return showcase;
    }

    @Override
    public Jobs jobs() {
        return new RunJobs();
    }

    @Override
    public EngineStatus status() {
        return status;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** One job a run, that of the folder, and those of the latent lab. */
    private final class RunJobs implements Jobs {
        @Override
        public List<JobInfo> list() {
            List<JobInfo> jobs = new ArrayList<>(stylist.jobs());
            jobs.addAll(latent.jobs());
            for (RunEntry run : runs.list()) {
                if (run.state().live() || run.state() == RunState.FINISHED) {
                    jobs.add(job(run));
                }
            }
            return jobs;
        }

        private JobInfo job(RunEntry run) {
            JobInfo.State state =
                    switch (run.state()) {
                        case RUNNING -> JobInfo.State.RUNNING;
                        case PAUSED -> JobInfo.State.PAUSED;
                        case FINISHED -> JobInfo.State.DONE;
                        default -> JobInfo.State.WAITING;
                    };
            return new JobInfo(
                    number(run),
                    "Training " + run.systemId() + " on " + run.datasetName(),
                    "step %,d of %,d".formatted(run.steps(), run.totalSteps()),
                    state,
                    run.steps() / (double) run.totalSteps(),
                    Optional.of(Duration.ofSeconds(run.totalSteps() - run.steps())),
                    true);
        }

        private long number(RunEntry run) {
            return Long.parseLong(run.id().substring(0, 5));
        }

        private String id(long number) {
            return runs.list().stream()
                    .filter(run -> number(run) == number)
                    .findFirst()
                    .orElseThrow()
                    .id();
        }

        @Override
        public void pause(long id) {
            runs.pause(id(id));
        }

        @Override
        public void resume(long id) {
            runs.unpause(id(id));
        }

        @Override
        public void cancel(long id) {
            if (stylist.jobs().stream().anyMatch(job -> job.id() == id)) {
                stylist.cancel();
            } else if (!latent.cancel(id)) {
                runs.stop(id(id));
            }
        }

        @Override
        public void clearEnded() {
            // The list follows the runs.
        }
    }
}
