package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.report.Comparer;
import studio.ganvas.engine.report.Reports;
import studio.ganvas.engine.run.RunComparison;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunKeeping;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunNotes;

/** Keeps runs as records. A run that is thrown away lies in {@code .deleted} beside the others until the program ends. */
final class LocalKeeping implements RunKeeping, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalKeeping.class);
    private static final String DELETED = ".deleted";

    private final LocalRuns runs;
    private final RunShelf shelf;
    private final DataThreads io;
    private final Map<String, Removed> removed = new ConcurrentHashMap<>();

    private record Removed(Path from, Path aside) {}

    LocalKeeping(LocalRuns runs, RunShelf shelf, DataThreads io) {
        this.runs = runs;
        this.shelf = shelf;
        this.io = io;
    }

    @Override
    public CompletableFuture<RunEntry> note(String id, RunNote note) {
        return io.call(() -> {
            RunDirectory directory = shelf.directory(id);
            new RunNotes(note.title().strip(), note.text().strip(), note.tags(), note.kept()).write(directory);
            RunEntry noted = runs.entry(directory).orElseThrow().noted(RunShelf.note(directory));
            shelf.put(noted);
            runs.changed();
            return noted;
        });
    }

    @Override
    public CompletableFuture<List<Long>> snapshots(String id) {
        return io.call(() -> shelf.directory(id).snapshots());
    }

    @Override
    public CompletableFuture<Void> delete(String id) {
        return io.call(() -> {
            RunDirectory directory = shelf.directory(id);
            if (runs.busy(id)) {
                throw new StudioException("This run is being trained or waits for its turn. Stop it first.");
            }
            boolean elsewhere = runs.entry(directory)
                    .filter(run -> run.state() == RunState.ELSEWHERE)
                    .isPresent();
            Path from = directory.path();
            if (elsewhere) {
                removed.put(id, new Removed(from, from));
            } else {
                Path aside = Files.createDirectories(from.resolveSibling(DELETED))
                        .resolve(id + "-" + Long.toHexString(System.nanoTime()));
                Files.move(from, aside, StandardCopyOption.ATOMIC_MOVE);
                // says when it was thrown away
                Files.setLastModifiedTime(aside, FileTime.from(Instant.now()));
                removed.put(id, new Removed(from, aside));
            }
            runs.forget(id);
            return null;
        });
    }

    @Override
    public CompletableFuture<RunEntry> restore(String id) {
        return io.call(() -> {
            Removed run = removed.get(id);
            if (run == null || !Files.isDirectory(run.aside())) {
                throw new StudioException("The run " + id + " can't be brought back any more.");
            }
            if (!run.aside().equals(run.from())) {
                if (Files.exists(run.from())) {
                    throw new StudioException("There is another run at " + run.from()
                            + " now. Move it away to bring the deleted one back.");
                }
                Files.move(run.aside(), run.from(), StandardCopyOption.ATOMIC_MOVE);
            }
            removed.remove(id);
            RunDirectory directory = new RunDirectory(run.from());
            shelf.add(directory);
            runs.changed();
            return runs.entry(directory).orElseThrow();
        });
    }

    @Override
    public CompletableFuture<RunComparison> compare(List<String> ids) {
        return io.call(() -> Comparer.compare(entries(ids)));
    }

    @Override
    public CompletableFuture<Path> report(List<String> ids, Path file) {
        return io.call(() -> Reports.write(entries(ids), file));
    }

    @Override
    public CompletableFuture<Void> show(Path place) {
        return io.call(() -> {
            String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            String opener = system.contains("win") ? "explorer" : system.contains("mac") ? "open" : "xdg-open";
            try {
                new ProcessBuilder(opener, place.toAbsolutePath().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new StudioException("This desktop can't open it for Ganvas. It lies at " + place + ".", e);
            }
            return null;
        });
    }

    private List<RunEntry> entries(List<String> ids) {
        return ids.stream()
                .map(id -> runs.entry(shelf.directory(id))
                        .orElseThrow(() -> new StudioException("The run " + id + " can't be read.")))
                .toList();
    }

    /** What was thrown away is gone for good from here on. */
    @Override
    public void close() {
        removed.values().stream()
                .filter(run -> !run.aside().equals(run.from()))
                .map(Removed::aside)
                .forEach(aside -> {
                    Folders.delete(aside);
                    removeIfEmpty(aside.getParent());
                });
        removed.clear();
    }

    /** Deletes what a program that was killed had thrown away, a day later. */
    static void removeLeftovers(Path root) {
        Path aside = root.resolve(DELETED);
        if (!Files.isDirectory(aside)) {
            return;
        }
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (Stream<Path> runs = Files.list(aside)) {
            for (Path run : runs.toList()) {
                if (Files.getLastModifiedTime(run).toInstant().isBefore(yesterday)) {
                    Folders.delete(run);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} can't be cleared", aside, e);
        }
        removeIfEmpty(aside);
    }

    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // another program's deleted runs lie there still
            return;
        }
    }
}
