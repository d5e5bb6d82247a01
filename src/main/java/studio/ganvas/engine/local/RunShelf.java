package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.DataBatches;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunNotes;
import studio.ganvas.train.RunPlan;

/** The directories that are known to be runs, and what their files said at the last look. */
final class RunShelf {
    private static final Logger LOG = LoggerFactory.getLogger(RunShelf.class);

    private final Path root;
    private final Map<String, RunDirectory> known = new ConcurrentHashMap<>();
    private final Map<String, Optional<Card>> cards = new ConcurrentHashMap<>();

    /**
     * What is known of a run.
     *
     * @param stamp of the files that it was read from
     */
    record Card(RunEntry entry, int batchSize, List<FileTime> stamp) {
        Card with(RunEntry changed, List<FileTime> at) {
            return new Card(changed, batchSize, at);
        }
    }

    RunShelf(Path root) {
        this.root = root;
        find();
    }

    /** Looks for runs that have come under the root; whether there were any. */
    boolean find() {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(root)) {
            List<RunDirectory> fresh = folders.filter(
                            folder -> !folder.getFileName().toString().startsWith("."))
                    .map(RunDirectory::new)
                    .filter(run -> !known.containsKey(run.id()) && run.isRun())
                    .toList();
            fresh.forEach(run -> known.put(run.id(), run));
            return !fresh.isEmpty();
        } catch (IOException e) {
            LOG.warn("The runs in {} can't be listed", root, e);
            return false;
        }
    }

    Collection<RunDirectory> all() {
        return known.values();
    }

    RunDirectory directory(String id) {
        RunDirectory directory = known.get(id);
        if (directory == null) {
            throw new StudioException("There is no run named " + id + ".");
        }
        return directory;
    }

    void add(RunDirectory directory) {
        known.put(directory.id(), directory);
        read(directory);
    }

    void remove(String id) {
        known.remove(id);
        cards.remove(id);
    }

    /** What is known of a run; empty when its options can't be read. Reads the disk only the first time. */
    Optional<Card> card(RunDirectory directory) {
        return cards.computeIfAbsent(directory.id(), id -> readCard(directory));
    }

    /** Reads a run's files anew. */
    void read(RunDirectory directory) {
        cards.put(directory.id(), readCard(directory));
    }

    /** Keeps what is known better than the files say, until they change again. */
    void put(RunEntry entry) {
        List<FileTime> now = stamp(new RunDirectory(entry.directory()));
        cards.computeIfPresent(entry.id(), (id, card) -> card.map(before -> before.with(entry, now)));
    }

    /** Whether the files that say what a run is have changed since they were read. */
    boolean isStale(RunDirectory directory) {
        return !card(directory).map(Card::stamp).equals(Optional.of(stamp(directory)));
    }

    private static Optional<Card> readCard(RunDirectory directory) {
        List<FileTime> stamp = stamp(directory);
        try {
            RunStateFile state = RunStateFile.read(directory);
            RunPlan plan = plan(directory);
            RunEntry entry = new RunEntry(
                            directory.id(),
                            directory.path(),
                            plan.system().info().id(),
                            plan.data().name(),
                            state.state(),
                            state.steps(),
                            plan.steps(),
                            state.started(),
                            state.message())
                    .noted(note(directory));
            return Optional.of(
                    new Card(followed(directory, entry), plan.options().integer(DataBatches.BATCH_SIZE), stamp));
        } catch (RuntimeException e) {
            LOG.debug("The run {} can't be read", directory.path(), e);
            return Optional.empty();
        }
    }

    /** A run that is trained elsewhere has come as far as its statistics tell. */
    static RunEntry followed(RunDirectory directory, RunEntry entry) {
        return entry.state() == RunState.ELSEWHERE
                ? entry.at(
                        entry.state(),
                        Math.max(entry.steps(), RunFollower.lastStep(directory)),
                        entry.message(),
                        Optional.of(RunFollower.lastSeen(directory)))
                : entry;
    }

    static RunNote note(RunDirectory directory) {
        RunNotes notes = RunNotes.read(directory);
        return new RunNote(notes.title(), notes.text(), notes.tags(), notes.kept());
    }

    static RunPlan plan(RunDirectory directory) {
        try {
            return RunPlan.fromJson(Files.readString(directory.options()));
        } catch (IOException e) {
            throw new StudioException("The run's options in " + directory.path() + " can't be read.", e);
        }
    }

    private static List<FileTime> stamp(RunDirectory directory) {
        return Stream.of(directory.options(), directory.state(), directory.notes())
                .map(RunShelf::modified)
                .toList();
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
