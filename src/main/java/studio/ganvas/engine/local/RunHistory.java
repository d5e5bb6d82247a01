package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.engine.run.StatBlock;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.StatsLog;

/**
 * Statistics, sample sheets and log of one run in memory, column by column. One thread appends, any number of feeds read
 * from where they left off; a restart (resume, roll-back) begins a new generation.
 */
final class RunHistory {
    private static final long RATE_WINDOW_NANOS = 10_000_000_000L;

    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private final List<SampleFrame> sheets = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Deque<long[]> recent = new ArrayDeque<>();
    private long[] steps = new long[256];
    private int size;
    private int generation;

    /** A reader's place. */
    static final class Cursor {
        private int generation = -1;
        private int stat;
        private int sheet;
        private int line;
    }

    /** What a reader had not seen. */
    record News(StatBlock stats, boolean restarted, List<SampleFrame> sheets, List<String> log) {}

    synchronized void append(long step, Map<String, Double> values) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            columns.replaceAll((name, column) -> grown(column, steps.length));
        }
        steps[size] = step;
        for (double[] column : columns.values()) {
            column[size] = Double.NaN;
        }
        values.forEach((name, value) ->
                columns.computeIfAbsent(name, added -> grown(new double[0], steps.length))[size] = value);
        size++;
    }

    private static double[] grown(double[] column, int length) {
        double[] longer = Arrays.copyOf(column, length);
        Arrays.fill(longer, column.length, length, Double.NaN);
        return longer;
    }

    synchronized void add(SampleFrame sheet) {
        sheets.add(sheet);
    }

    synchronized void add(String line) {
        log.add(line);
    }

    /** Reads a run's files anew; what readers were given before is to be forgotten. */
    void load(RunDirectory directory) throws IOException {
        // read beside, adopt at once: a reader on the FX thread must not wait for the disk
        RunHistory read = new RunHistory();
        StatsLog.read(directory.stats(), line -> read.append(line.step(), line.values()));
        directory.sheets().forEach(step -> read.add(new SampleFrame(step, directory.fakes(step))));
        if (Files.isRegularFile(directory.log())) {
            Files.readAllLines(directory.log()).forEach(read::add);
        }
        adopt(read);
    }

    /** Takes over what was read beside; what readers were given before is to be forgotten. */
    synchronized void adopt(RunHistory read) {
        columns.clear();
        columns.putAll(read.columns);
        sheets.clear();
        sheets.addAll(read.sheets);
        log.clear();
        log.addAll(read.log);
        steps = read.steps;
        size = read.size;
        generation++;
    }

    synchronized News since(Cursor cursor) {
        boolean restarted = cursor.generation != generation;
        if (restarted) {
            cursor.generation = generation;
            cursor.stat = 0;
            cursor.sheet = 0;
            cursor.line = 0;
        }
        News news = new News(
                block(cursor.stat),
                restarted,
                List.copyOf(sheets.subList(cursor.sheet, sheets.size())),
                List.copyOf(log.subList(cursor.line, log.size())));
        cursor.stat = size;
        cursor.sheet = sheets.size();
        cursor.line = log.size();
        return news;
    }

    private StatBlock block(int from) {
        if (from == size) {
            return StatBlock.EMPTY;
        }
        double[][] fresh = columns.values().stream()
                .map(column -> Arrays.copyOfRange(column, from, size))
                .toArray(double[][]::new);
        return new StatBlock(List.copyOf(columns.keySet()), Arrays.copyOfRange(steps, from, size), fresh);
    }

    /** Notes that {@code pictures} were trained on until now, for {@link #picturesPerSecond}. */
    synchronized void tick(long pictures) {
        recent.add(new long[] {System.nanoTime(), pictures});
        while (recent.size() > 2 && System.nanoTime() - recent.peek()[0] > RATE_WINDOW_NANOS) {
            recent.poll();
        }
    }

    /** Forgets the speed, so that a pause does not count as slowness. */
    synchronized void forgetRate() {
        recent.clear();
    }

    /** Pictures a second over the last ten seconds; 0 before there are two steps. */
    synchronized double picturesPerSecond() {
        if (recent.size() < 2) {
            return 0;
        }
        long nanos = recent.peekLast()[0] - recent.peekFirst()[0];
        long pictures = recent.stream().skip(1).mapToLong(tick -> tick[1]).sum();
        return nanos == 0 ? 0 : pictures * 1e9 / nanos;
    }
}
