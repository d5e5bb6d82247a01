package studio.ganvas.engine.local;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.EngineStatus;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.metric.Metrics;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.Stylist;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.tensor.Torch;

/**
 * The studio of this machine. It is there at once; the native engine comes up in the background. When the process is told
 * to end (SIGTERM, Ctrl+C, {@code System.exit}) it closes itself, so a running training is saved.
 */
public final class LocalStudio implements Studio {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStudio.class);
    private static final int DATA_THREADS = 2;
    private static final long CLOSING_SECONDS = 20;
    /** What a shell reports of a process that was told to end. */
    private static final int TERMINATED = 143;

    private final ComputeThread compute = new ComputeThread();
    private final DataThreads io = new DataThreads(DATA_THREADS);
    private final JobBoard jobs = new JobBoard();
    private final LocalDatasets datasets;
    private final LocalRuns runs;
    private final LocalModels models;
    private final LocalStylist stylist;
    private final LocalMetrics metrics;
    private final LocalLatentLab latent;
    private final LocalInsight insight;
    private final LocalShowcase showcase;
    private final Thread atExit = new Thread(this::endWithProcess, "ganvas-exit");
    private boolean closed;
    private volatile EngineStatus status = new EngineStatus(EngineStatus.State.STARTING, "", "", 0);

    public LocalStudio(Places places) {
        datasets = new LocalDatasets(places, io, jobs);
        runs = new LocalRuns(places.runs(), compute, io, datasets, jobs);
        StarterModels starters = new StarterModels(places.assets());
        models = new LocalModels(places.home(), starters, runs, compute, io);
        stylist = new LocalStylist(places.home(), models, compute, io, jobs);
        metrics = new LocalMetrics(places, datasets, compute, io, jobs);
        runs.onSnapshot(metrics::snapshotTaken);
        latent = new LocalLatentLab(places.home(), starters, runs, compute, io, jobs);
        insight = new LocalInsight(models, stylist, compute, io);
        showcase = new LocalShowcase(models, latent, stylist, datasets, io);
        compute.call(this::startEngine);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    private void endWithProcess() {
        close();
        if (!compute.ended()) {
            // leaving the ordinary way would tear PyTorch down under the step that is still being computed, and crash
            LOG.warn("The step in hand takes too long; the process ends without it. The last snapshot is safe.");
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    private EngineStatus startEngine() {
        try {
            String device = Torch.describe();
            status = new EngineStatus(EngineStatus.State.READY, device, "", 0);
        } catch (RuntimeException | Error e) {
            LOG.error("PyTorch could not be started", e);
            status = new EngineStatus(
                    EngineStatus.State.FAILED,
                    "",
                    "PyTorch could not be started, so nothing can be trained or generated. " + reason(e),
                    0);
        }
        return status;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public List<SystemInfo> systems() {
        return GanSystems.all().stream().map(system -> system.info()).toList();
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
    public Models models() {
        return models;
    }

    @Override
    public Stylist stylist() {
        return stylist;
    }

    @Override
    public Insight insight() {
        return insight;
    }

    @Override
    public LatentLab latent() {
        return latent;
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public Showcase showcase() {
        return showcase;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public EngineStatus status() {
        EngineStatus now = status;
        return new EngineStatus(now.state(), now.device(), now.message(), ProcessMemory.resident());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        runs.stopAll();
        stylist.stop();
        metrics.stop();
        latent.stop();
        insight.stop();
        boolean ended = compute.close(CLOSING_SECONDS);
        io.close();
        datasets.close();
        if (ended && Thread.currentThread() != atExit) {
            forgetExit();
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ignored) {
            // the process is ending already
        }
    }
}
