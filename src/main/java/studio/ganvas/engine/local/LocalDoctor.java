package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Edit;
import studio.ganvas.data.doctor.Checkup;
import studio.ganvas.data.doctor.Fix;
import studio.ganvas.data.doctor.Looks;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.FaultKind;
import studio.ganvas.engine.dataset.Finding;

/** The doctor of this machine's datasets. One checkup a dataset serves both diagnosis and report. */
final class LocalDoctor implements DatasetDoctor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDoctor.class);
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors());
    /** Comparing takes about so much of the time. */
    private static final double LOOKING = 0.9;

    private final LocalDatasets datasets;
    private final EditHistory history;
    private final DataThreads io;
    private final JobBoard board;
    private final Map<String, CompletableFuture<Checked>> checked = new ConcurrentHashMap<>();
    /** How many pictures the run will keep aside that a dataset is looked at for. */
    private final Map<String, Integer> asides = new ConcurrentHashMap<>();

    /** A checkup's outcome, and the same for those who ask. */
    record Checked(studio.ganvas.data.doctor.Diagnosis found, Diagnosis told) {}

    LocalDoctor(LocalDatasets datasets, EditHistory history, DataThreads io, JobBoard board) {
        this.datasets = datasets;
        this.history = history;
        this.io = io;
        this.board = board;
    }

    /** The checkup of the dataset, begun when there is none. */
    CompletableFuture<Checked> checkup(String id) {
        CompletableFuture<Checked> shared = checked.computeIfAbsent(id, any -> {
            CompletableFuture<Checked> outcome = new CompletableFuture<>();
            datasets.shared(id)
                    .thenAccept(dataset -> begin(id, dataset, asides.getOrDefault(id, 0), outcome))
                    .exceptionally(failure -> {
                        outcome.completeExceptionally(cause(failure));
                        return null;
                    });
            return outcome;
        });
        shared.whenComplete((done, failure) -> {
            if (failure != null) {
                checked.remove(id, shared);
            }
        });
        return shared;
    }

    /** What is known of the dataset no longer holds. */
    void forget(String id) {
        Optional.ofNullable(checked.remove(id)).ifPresent(running -> running.cancel(false));
    }

    private void begin(String id, Dataset whole, int aside, CompletableFuture<Checked> outcome) {
        Dataset dataset = divided(whole, aside);
        Path place = datasets.entry(id).location();
        JobBoard.Job job = board.add("Looking at " + dataset.name(), false, () -> outcome.cancel(false));
        job.state(JobInfo.State.RUNNING);
        Path file = history.folder(place).resolve("looks.bin");
        io.call(() -> Looks.read(file)).thenAccept(looks -> {
            Checkup checkup = Checkup.start(dataset, looks, THREADS, new Report(job));
            outcome.whenComplete((done, failure) -> checkup.cancel());
            checkup.result().whenComplete((all, failure) -> {
                var found = failure == null && aside > 0 ? withoutMoves(all) : all;
                // a cancelled checkup has looked at something too
                io.call(() -> {
                            looks.write(file);
                            return file;
                        })
                        .exceptionally(trouble -> {
                            LOG.info("What was seen of {} can't be kept: {}", place, trouble.toString());
                            return file;
                        });
                end(job, dataset, outcome, failure);
                if (failure == null) {
                    outcome.complete(new Checked(found, told(id, found, dataset, history.steps(place))));
                }
            });
        });
    }

    private static Dataset divided(Dataset dataset, int aside) {
        try {
            return aside == 0 ? dataset : dataset.withHeldOut(aside);
        } catch (IllegalArgumentException e) {
            throw new StudioException(e.getMessage(), e);
        }
    }

    /** What a run keeps aside is chosen by name: nothing can be moved there. */
    private static studio.ganvas.data.doctor.Diagnosis withoutMoves(studio.ganvas.data.doctor.Diagnosis found) {
        List<studio.ganvas.data.doctor.Finding> findings = found.findings().stream()
                .map(each -> new studio.ganvas.data.doctor.Finding(
                        each.kind(),
                        each.items(),
                        each.name(),
                        each.words(),
                        each.fixes().stream()
                                .filter(fix -> fix.way() != Fix.Way.MOVE)
                                .toList()))
                .toList();
        return new studio.ganvas.data.doctor.Diagnosis(findings, found.notes(), found.statistics());
    }

    private static void end(JobBoard.Job job, Dataset dataset, CompletableFuture<Checked> outcome, Throwable failure) {
        boolean cancelled = cause(failure) instanceof CancellationException;
        job.state(failure == null ? JobInfo.State.DONE : cancelled ? JobInfo.State.CANCELLED : JobInfo.State.FAILED);
        if (cancelled) {
            outcome.cancel(false);
        } else if (failure != null) {
            outcome.completeExceptionally(new StudioException(
                    "The pictures of " + dataset.name() + " could not be looked at.", cause(failure)));
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Progress with time left from the speed so far. */
    private static final class Report implements Checkup.Progress {
        private final JobBoard.Job job;
        private final long begin = System.nanoTime();

        Report(JobBoard.Job job) {
            this.job = job;
        }

        @Override
        public void at(Checkup.Stage stage, int done, int total) {
            double part = total == 0 ? 1 : (double) done / total;
            if (stage == Checkup.Stage.LOOKING) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                Optional<Duration> left =
                        Optional.of(Duration.ofSeconds((long) (seconds / (part * LOOKING) * (1 - part * LOOKING))));
                job.progress(part * LOOKING, String.format(Locale.ROOT, "%,d of %,d pictures", done, total), left);
            } else {
                job.progress(
                        LOOKING + part * (1 - LOOKING),
                        String.format(Locale.ROOT, "comparing %,d pictures with each other", total),
                        Optional.empty());
            }
        }
    }

    private static Diagnosis told(String id, studio.ganvas.data.doctor.Diagnosis found, Dataset dataset, int undoable) {
        List<Finding> findings = new ArrayList<>();
        for (studio.ganvas.data.doctor.Finding each : found.findings()) {
            findings.add(new Finding(
                    findings.size(),
                    FaultKind.valueOf(each.kind().name()),
                    each.items(),
                    each.name(),
                    each.words(),
                    each.fixes().stream()
                            .map(fix -> new Finding.Fix(
                                    Finding.Way.valueOf(fix.way().name()),
                                    fix.edits().isEmpty()
                                            ? each.name()
                                            : fix.edits().get(0).name(),
                                    fix.safe()))
                            .toList()));
        }
        return new Diagnosis(id, findings, found.notes(), dataset.items().size(), undoable);
    }

    @Override
    public CompletableFuture<Diagnosis> examine(String id, int aside) {
        if (asides.getOrDefault(id, 0) != aside) {
            forget(id);
            asides.put(id, aside);
        }
        return linked(checkup(id), Checked::told);
    }

    /** A future of its own that, when it is cancelled, cancels the checkup. */
    <T> CompletableFuture<T> linked(CompletableFuture<Checked> from, java.util.function.Function<Checked, T> map) {
        CompletableFuture<T> mine = from.thenApply(map);
        mine.whenComplete((done, failure) -> {
            if (mine.isCancelled()) {
                from.cancel(false);
            }
        });
        return mine;
    }

    /** What was found when the diagnosis was told; a stale one is refused. */
    private studio.ganvas.data.doctor.Diagnosis found(Diagnosis diagnosis) {
        return Optional.ofNullable(checked.get(diagnosis.datasetId()))
                .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .filter(known -> known.told().equals(diagnosis))
                .map(Checked::found)
                .orElseThrow(() -> new StudioException(
                        "The dataset has changed since the doctor looked at it. Look at it again first."));
    }

    @Override
    public CompletableFuture<DatasetContents> apply(Diagnosis diagnosis, List<Repair> repairs) {
        String id = diagnosis.datasetId();
        return io.call(() -> {
                    studio.ganvas.data.doctor.Diagnosis found = found(diagnosis);
                    List<Edit> edits = repairs.stream()
                            .map(repair -> found.findings()
                                    .get(repair.finding().number())
                                    .fixes()
                                    .get(repair.fix()))
                            .flatMap(fix -> fix.edits().stream())
                            .distinct()
                            .toList();
                    history.push(datasets.entry(id).location(), edits);
                    return id;
                })
                .thenCompose(datasets::reopen);
    }

    @Override
    public CompletableFuture<DatasetContents> undo(String id) {
        return io.call(() -> {
                    history.pop(datasets.entry(id).location());
                    return id;
                })
                .thenCompose(datasets::reopen);
    }

    @Override
    public CompletableFuture<Path> export(Diagnosis diagnosis, Path file) {
        return io.call(() -> {
            try {
                DiagnosisFile.write(diagnosis, file);
            } catch (IOException e) {
                throw new StudioException(file + " can't be written: " + e.getMessage(), e);
            }
            return file;
        });
    }
}
