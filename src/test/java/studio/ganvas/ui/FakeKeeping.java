package studio.ganvas.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import studio.ganvas.engine.run.RunComparison;
import studio.ganvas.engine.run.RunComparison.Row;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunKeeping;
import studio.ganvas.engine.run.RunNote;

/** Keeps invented runs as records. */
public final class FakeKeeping implements RunKeeping {
    private final FakeRuns runs;
    private final Map<String, FakeRun> removed = new ConcurrentHashMap<>();

    FakeKeeping(FakeRuns runs) {
        this.runs = runs;
    }

    @Override
    public CompletableFuture<RunEntry> note(String id, RunNote note) {
        runs.run(id).note(note);
        runs.told();
        return CompletableFuture.completedFuture(runs.run(id).entry());
    }

    @Override
    public CompletableFuture<List<Long>> snapshots(String id) {
        return CompletableFuture.completedFuture(List.of(500L, 1000L, 1500L));
    }

    @Override
    public CompletableFuture<Void> delete(String id) {
        runs.take(id).ifPresent(run -> removed.put(id, run));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<RunEntry> restore(String id) {
        FakeRun run = removed.remove(id);
        runs.put(run);
        return CompletableFuture.completedFuture(run.entry());
    }

    @Override
    public CompletableFuture<RunComparison> compare(List<String> ids) {
        List<RunEntry> entries = ids.stream().map(id -> runs.run(id).entry()).toList();
        return CompletableFuture.completedFuture(new RunComparison(
                entries,
                List.of(
                        new Row(
                                "Learning rate",
                                ids.stream()
                                        .map(id -> "0.000" + ids.indexOf(id))
                                        .toList()),
                        new Row(
                                "Batch size",
                                ids.stream()
                                        .map(id -> "" + (16 << ids.indexOf(id)))
                                        .toList())),
                List.of(new Row(
                        "kid",
                        ids.stream()
                                .map(id -> ids.indexOf(id) == 0 ? "0.0213 at step 1,500" : "")
                                .toList())),
                List.of(new Row("G_loss", ids.stream().map(id -> "1.25").toList())),
                entries.stream().mapToLong(RunEntry::steps).min().orElse(0)));
    }

    @Override
    public CompletableFuture<Path> report(List<String> ids, Path file) {
        try {
            return CompletableFuture.completedFuture(Files.writeString(file, String.join("\n", ids)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletableFuture<Void> show(Path place) {
        return CompletableFuture.completedFuture(null);
    }
}
