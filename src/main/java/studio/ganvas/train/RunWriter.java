package studio.ganvas.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.data.PngFiles;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.tensorboard.EventFile;

/** What a run tells as it goes: statistics, the log and, where the plan asks for it, TensorBoard's events. */
final class RunWriter implements AutoCloseable {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

    private final RunDirectory directory;
    private final StatsLog stats;
    private final Optional<EventFile> events;

    /**
     * Opens the files of a run.
     *
     * @param done steps that stand; statistics must have been cut after them already
     */
    RunWriter(RunDirectory directory, RunPlan plan, long done) throws IOException {
        this.directory = directory;
        stats = new StatsLog(directory.stats());
        try {
            events = plan.schedule().flag(Schedule.TENSORBOARD) ? Optional.of(openEvents(done)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            stats.close();
            throw e;
        }
    }

    /** The event file; a run that begins to write one in its midst tells what was before as well. */
    private EventFile openEvents(long done) throws IOException {
        EventFile file = new EventFile(directory.events(), done);
        if (file.isEmpty()) {
            IOException[] failure = new IOException[1];
            StatsLog.read(directory.stats(), line -> {
                try {
                    file.scalars(line.step(), line.timestamp(), line.values());
                } catch (IOException e) {
                    failure[0] = e;
                }
            });
            if (failure[0] != null) {
                file.close();
                throw failure[0];
            }
        }
        return file;
    }

    void step(StatsLog.Line line) throws IOException {
        stats.append(line);
        if (events.isPresent()) {
            events.get().scalars(line.step(), line.timestamp(), line.values());
        }
    }

    void sheet(long step, Pixels pixels) throws IOException {
        if (events.isPresent()) {
            events.get()
                    .picture(
                            step,
                            System.currentTimeMillis() / 1000.0,
                            "samples",
                            pixels.width(),
                            pixels.height(),
                            PngFiles.encode(pixels, Map.of()));
        }
    }

    /** Makes all that was told survive a power cut. */
    void force() throws IOException {
        stats.force();
        if (events.isPresent()) {
            events.get().force();
        }
    }

    /** A line in {@code log.txt}, with the time. */
    void log(String line) throws IOException {
        String stamped = LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS).format(CLOCK) + "  " + line + "\n";
        Files.writeString(directory.log(), stamped, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException {
        stats.close();
        if (events.isPresent()) {
            events.get().close();
        }
    }
}
