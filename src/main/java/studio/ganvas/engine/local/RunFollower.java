package studio.ganvas.engine.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.StatsLog;

/**
 * Follows a run that another program writes, by looking at its files again and again and never touching them. Lines count
 * when their end is there, pictures when their last bytes are; a file that was cut or rewritten (a roll-back, a fresh
 * copy) is read anew.
 */
final class RunFollower {
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static final int TRACE = 256;
    private static final int RECENT = 20;
    private static final int CHUNK = 1 << 20;
    private static final int LAST_LINES = 1 << 13;

    private final RunDirectory directory;
    private final RunHistory history;
    private final Tail stats;
    private final Tail log;
    private final Set<Long> sheets = new HashSet<>();
    private final Deque<double[]> recent = new ArrayDeque<>();
    private boolean begun;
    private boolean closed;
    private volatile long steps;

    RunFollower(RunDirectory directory, RunHistory history) {
        this.directory = directory;
        this.history = history;
        this.stats = new Tail(directory.stats());
        this.log = new Tail(directory.log());
    }

    /** Takes what is new into the history. Whatever can't be read now is taken at the next look. */
    synchronized void look() {
        if (closed) {
            return;
        }
        if (!begun || stats.rewritten() || log.rewritten()) {
            begun = true;
            restart();
        } else {
            take(history);
        }
    }

    /** Ends following; afterwards the history is another's to write. */
    synchronized void close() {
        closed = true;
    }

    private void restart() {
        stats.rewind();
        log.rewind();
        sheets.clear();
        recent.clear();
        steps = 0;
        RunHistory fresh = new RunHistory();
        take(fresh);
        history.adopt(fresh);
    }

    private void take(RunHistory into) {
        for (String text = stats.next(); !text.isEmpty(); text = stats.next()) {
            StatsLog.parse(text).ifPresent(line -> {
                into.append(line.step(), line.values());
                steps = line.step();
                recent.add(new double[] {line.step(), line.timestamp()});
                if (recent.size() > RECENT) {
                    recent.poll();
                }
            });
        }
        for (String text = log.next(); !text.isEmpty(); text = log.next()) {
            into.add(text.strip());
        }
        directory.sheets().stream()
                .filter(step -> !sheets.contains(step) && isWhole(directory.fakes(step)))
                .forEach(step -> {
                    sheets.add(step);
                    into.add(new SampleFrame(step, directory.fakes(step)));
                });
    }

    /** Steps done, as far as has been told. */
    long steps() {
        return steps;
    }

    /** From the times in the last lines; 0 when they are old. */
    synchronized double stepsPerSecond() {
        if (recent.size() < 2) {
            return 0;
        }
        double seconds = recent.peekLast()[1] - recent.peekFirst()[1];
        double done = recent.peekLast()[0] - recent.peekFirst()[0];
        double silence = System.currentTimeMillis() / 1000.0 - recent.peekLast()[1];
        return seconds <= 0 || silence > 30 + 10 * seconds / done ? 0 : done / seconds;
    }

    /** When any of the files that grow was last written. */
    static Instant lastSeen(RunDirectory directory) {
        return Stream.of(directory.stats(), directory.state(), directory.log(), directory.options())
                .map(RunFollower::modified)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** The step of the last whole line of the statistics; 0 when there is none. */
    static long lastStep(RunDirectory directory) {
        try (RandomAccessFile in = new RandomAccessFile(directory.stats().toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(LAST_LINES, in.length())];
            in.seek(in.length() - end.length);
            in.readFully(end);
            String text = new String(end, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            return Stream.of(whole.split("\n"))
                    .flatMap(line -> StatsLog.parse(line).stream())
                    .mapToLong(StatsLog.Line::step)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Whether a PNG file ends as one must. */
    static boolean isWhole(Path png) {
        try (RandomAccessFile file = new RandomAccessFile(png.toFile(), "r")) {
            byte[] end = new byte[PNG_END.length];
            if (file.length() <= end.length) {
                return false;
            }
            file.seek(file.length() - end.length);
            file.readFully(end);
            return Arrays.equals(end, PNG_END);
        } catch (IOException e) {
            return false;
        }
    }

    /** The whole lines of a file that grows. */
    private static final class Tail {
        private final Path file;
        private final Deque<String> lines = new ArrayDeque<>();
        private long at;
        private byte[] trace = new byte[0];

        Tail(Path file) {
            this.file = file;
        }

        void rewind() {
            at = 0;
            trace = new byte[0];
            lines.clear();
        }

        /** Whether what was read is no longer what the file holds. */
        boolean rewritten() {
            if (at == 0) {
                return false;
            }
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                if (in.length() < at) {
                    return true;
                }
                byte[] now = new byte[trace.length];
                in.seek(at - now.length);
                in.readFully(now);
                return !Arrays.equals(now, trace);
            } catch (IOException e) {
                // away for a moment, while a copy is moved over it
                return false;
            }
        }

        /** The next whole line that is not blank; empty when there is none yet. */
        String next() {
            if (lines.isEmpty()) {
                read();
            }
            return lines.isEmpty() ? "" : lines.poll();
        }

        private void read() {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(at);
                byte[] chunk = new byte[(int) Math.max(0, Math.min(CHUNK, in.length() - at))];
                in.readFully(chunk);
                int end = chunk.length;
                while (end > 0 && chunk[end - 1] != '\n') {
                    end--;
                }
                if (end == 0) {
                    return;
                }
                at += end;
                byte[] longer = new byte[trace.length + end];
                System.arraycopy(trace, 0, longer, 0, trace.length);
                System.arraycopy(chunk, 0, longer, trace.length, end);
                trace = Arrays.copyOfRange(longer, Math.max(0, longer.length - TRACE), longer.length);
                List.of(new String(chunk, 0, end, StandardCharsets.UTF_8).split("\n")).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(lines::add);
            } catch (IOException e) {
                // not there yet, or being replaced: the next look finds it
                return;
            }
        }
    }
}
