package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Picture;
import studio.ganvas.data.Resample;
import studio.ganvas.data.tool.ClassLabels;
import studio.ganvas.data.tool.FolderCopy;
import studio.ganvas.data.tool.Frames;
import studio.ganvas.data.tool.Shape;
import studio.ganvas.data.tool.StyleGanZip;
import studio.ganvas.data.tool.ToolProgress;
import studio.ganvas.data.tool.ToolReport;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.ToolRequest;
import studio.ganvas.image.Pixels;

/** The tools on this machine, one at a time: each has threads of its own. */
final class LocalTools implements DatasetTools, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalTools.class);

    private final LocalDatasets datasets;
    private final JobBoard board;
    private final DataThreads thread = new DataThreads(1);

    LocalTools(LocalDatasets datasets, JobBoard board) {
        this.datasets = datasets;
        this.board = board;
    }

    @Override
    public Running run(ToolRequest request) {
        CompletableFuture<Made> made = new CompletableFuture<>();
        JobBoard.Job job = board.add("Making " + request.out().getFileName(), false, () -> made.cancel(false));
        thread.call(() -> {
            if (made.isDone()) {
                job.state(JobInfo.State.CANCELLED);
                return null;
            }
            job.state(JobInfo.State.RUNNING);
            work(request, job, made);
            return null;
        });
        return new Running(job.id(), made);
    }

    private void work(ToolRequest request, JobBoard.Job job, CompletableFuture<Made> made) {
        try {
            ToolReport report = make(request, new Progress(job, made));
            job.state(JobInfo.State.DONE);
            made.complete(new Made(
                    report.out(),
                    report.written(),
                    report.leftOut().stream()
                            .map(each -> new DatasetReport.Problem(each.name(), each.reason()))
                            .toList()));
        } catch (CancellationException e) {
            job.state(JobInfo.State.CANCELLED);
            made.cancel(false);
        } catch (IOException | RuntimeException | Error e) {
            LOG.info("{} was not made", request.out(), e);
            job.state(JobInfo.State.FAILED);
            job.detail(String.valueOf(e.getMessage()));
            made.completeExceptionally(
                    e instanceof StudioException ? e : new StudioException(sentence(request.out(), e), e));
        }
    }

    private static String sentence(Path out, Throwable e) {
        String why = String.valueOf(e.getMessage());
        return out.getFileName() + " was not made. " + why + (why.endsWith(".") ? "" : ".");
    }

    private ToolReport make(ToolRequest request, ToolProgress progress) throws IOException {
        if (request instanceof ToolRequest.Frames frames) {
            return Frames.write(
                    frames.video(),
                    frames.every(),
                    frames.most(),
                    frames.shape().map(LocalTools::shape),
                    frames.out(),
                    progress);
        }
        try (Dataset dataset = datasets.openData(datasetOf(request))) {
            if (request instanceof ToolRequest.Zip zip) {
                return StyleGanZip.make(dataset, shape(zip.shape()), zip.grey(), zip.out(), progress);
            } else if (request instanceof ToolRequest.Resize resize) {
                return FolderCopy.resized(dataset, shape(resize.shape()), resize.out(), progress);
            } else if (request instanceof ToolRequest.Split split) {
                return FolderCopy.split(dataset, split.test(), split.seed(), split.out(), progress);
            } else if (request instanceof ToolRequest.Mirror mirror) {
                return FolderCopy.mirrored(dataset, mirror.out(), progress);
            } else if (request instanceof ToolRequest.Labels labels) {
                return ClassLabels.write(dataset, labels.out(), progress);
            }
            return FolderCopy.plain(dataset, request.out(), progress);
        }
    }

    private static String datasetOf(ToolRequest request) {
        if (request instanceof ToolRequest.Zip zip) {
            return zip.datasetId();
        } else if (request instanceof ToolRequest.Resize resize) {
            return resize.datasetId();
        } else if (request instanceof ToolRequest.Split split) {
            return split.datasetId();
        } else if (request instanceof ToolRequest.Mirror mirror) {
            return mirror.datasetId();
        } else if (request instanceof ToolRequest.Labels labels) {
            return labels.datasetId();
        } else if (request instanceof ToolRequest.Copy copy) {
            return copy.datasetId();
        }
        throw new IllegalArgumentException("No dataset in " + request);
    }

    private static Shape shape(ToolRequest.Shape shape) {
        return new Shape(
                shape.width(),
                shape.height(),
                Shape.Fit.valueOf(shape.fit().name()),
                Resample.Filter.valueOf(shape.filter().name()));
    }

    @Override
    public CompletableFuture<Pixels> preview(String datasetId, int index, ToolRequest.Shape shape) {
        return datasets.picture(datasetId, index, (dataset, item) -> {
            Picture picture = dataset.read(item);
            return shape(shape).apply(picture).toPixels();
        });
    }

    @Override
    public void close() {
        thread.close();
    }

    /** Tells the job, with time left from the speed so far. */
    private static final class Progress implements ToolProgress {
        private final JobBoard.Job job;
        private final CompletableFuture<?> wanted;
        private final long begin = System.nanoTime();

        Progress(JobBoard.Job job, CompletableFuture<?> wanted) {
            this.job = job;
            this.wanted = wanted;
        }

        @Override
        public void at(long done, long total) {
            double part = total == 0 ? -1 : (double) done / total;
            double seconds = (System.nanoTime() - begin) / 1e9;
            Optional<Duration> left = part > 0
                    ? Optional.of(Duration.ofMillis((long) (1000 * seconds / part * (1 - part))))
                    : Optional.empty();
            job.progress(part, String.format(Locale.ROOT, "%,d of %,d pictures", done, total), left);
        }

        @Override
        public boolean cancelled() {
            return wanted.isDone();
        }
    }
}
