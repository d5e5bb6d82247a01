package studio.ganvas.ui;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.engine.run.StatBlock;
import studio.ganvas.gan.Update;

/** A run whose losses and pictures are made up; it goes on when {@link #advance} is called. */
final class FakeRun {
    static final List<String> NAMES = List.of("G_loss", "D_loss", "D_real", "D_fake", "D_x", "D_G_z1", "D_G_z2");
    private static final int BATCH = 32;

    private final Path directory;
    private final String systemId;
    private final String dataset;
    private final long totalSteps;
    private final int pictureEvery;
    private final Instant started = Instant.now();
    private final Random random;
    private final List<double[]> rows = new ArrayList<>();
    private final List<SampleFrame> samples = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private RunState state = RunState.RUNNING;
    private RunNote note = RunNote.NONE;
    private String message = "";
    private int generation;

    FakeRun(Path directory, String systemId, String dataset, long totalSteps, int pictureEvery) {
        this.directory = directory;
        this.systemId = systemId;
        this.dataset = dataset;
        this.totalSteps = totalSteps;
        this.pictureEvery = pictureEvery;
        this.random = new Random(directory.hashCode());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log.add("Training " + systemId + " on " + dataset + " for " + totalSteps + " steps");
        sample();
    }

    synchronized void advance(int steps) {
        for (int i = 0; i < steps && state == RunState.RUNNING; i++) {
            row();
            if (rows.size() >= totalSteps) {
                state = RunState.FINISHED;
            }
        }
    }

    synchronized void step(Update update) {
        if (state == RunState.PAUSED) {
            row();
            log.add("step " + rows.size() + " (" + update + ")");
        }
    }

    synchronized void become(RunState next, String why) {
        state = next;
        message = why;
        log.add(next + (why.isEmpty() ? "" : ": " + why));
    }

    /** A roll-back: the newest third of the history goes. */
    synchronized void restart() {
        rows.subList(rows.size() - rows.size() / 3, rows.size()).clear();
        samples.removeIf(frame -> frame.step() > rows.size());
        generation++;
        become(RunState.RUNNING, "");
    }

    synchronized RunEntry entry() {
        return new RunEntry(
                directory.getFileName().toString(),
                directory,
                systemId,
                dataset,
                state,
                rows.size(),
                totalSteps,
                started,
                message,
                note,
                state == RunState.ELSEWHERE ? Optional.of(Instant.now().minusSeconds(90)) : Optional.empty());
    }

    synchronized void note(RunNote changed) {
        note = changed;
    }

    private void row() {
        double t = rows.size();
        double fade = Math.exp(-t / 900);
        double g = 1.1 + 2.6 * (1 - fade) + Math.sin(t / 70) * 0.3 + random.nextGaussian() * 0.55;
        double d = 0.25 + 1.1 * fade + Math.cos(t / 90) * 0.06 + random.nextGaussian() * 0.12;
        double real = 0.5 + 0.35 * (1 - fade) + random.nextGaussian() * 0.06;
        double fake = 1 - real + random.nextGaussian() * 0.03;
        rows.add(new double[] {Math.abs(g), Math.abs(d), real, fake, Math.exp(-real), 1 - Math.exp(-fake), 0.4});
        if (rows.size() % pictureEvery == 0) {
            sample();
        }
        if (rows.size() % 50 == 0) {
            log.add("step %d  G_loss %.3f  D_loss %.3f".formatted(rows.size(), g, d));
        }
    }

    private void sample() {
        long step = rows.size();
        Path file = directory.resolve("fakes%06d.png".formatted(step));
        BufferedImage sheet = new BufferedImage(8 * 64, 4 * 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        double clear = 1 - Math.exp(-step / 400.0);
        Random places = new Random(7);
        for (int cell = 0; cell < 32; cell++) {
            int x = cell % 8 * 64;
            int y = cell / 8 * 64;
            pen.setColor(Color.getHSBColor(0.12f, 0.05f, 0.96f));
            pen.fillRect(x, y, 64, 64);
            pen.setColor(Color.getHSBColor(places.nextFloat(), 0.7f, 0.9f));
            int size = 28 + places.nextInt(24);
            pen.fillOval(x + 32 - size / 2, y + 32 - size / 2, size, size);
        }
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                if (random.nextDouble() > clear) {
                    sheet.setRGB(x, y, random.nextInt(0xFFFFFF));
                }
            }
        }
        pen.dispose();
        try {
            ImageIO.write(sheet, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        samples.add(new SampleFrame(step, file));
    }

    RunFeed feed() {
        return new Feed();
    }

    private final class Feed implements RunFeed {
        private int rowsSeen;
        private int samplesSeen;
        private int logSeen;
        private int generationSeen = generation;

        @Override
        public RunPulse drain() {
            synchronized (FakeRun.this) {
                boolean restarted = generationSeen != generation;
                if (restarted) {
                    rowsSeen = 0;
                    samplesSeen = 0;
                    generationSeen = generation;
                }
                int count = rows.size() - rowsSeen;
                long[] steps = new long[count];
                double[][] columns = new double[NAMES.size()][count];
                for (int i = 0; i < count; i++) {
                    steps[i] = rowsSeen + i + 1;
                    for (int s = 0; s < columns.length; s++) {
                        columns[s][i] = rows.get(rowsSeen + i)[s];
                    }
                }
                List<SampleFrame> newSamples = List.copyOf(samples.subList(samplesSeen, samples.size()));
                List<String> newLog = List.copyOf(log.subList(logSeen, log.size()));
                rowsSeen = rows.size();
                samplesSeen = samples.size();
                logSeen = log.size();
                boolean moving = state == RunState.RUNNING;
                return new RunPulse(
                        entry(),
                        count == 0 ? StatBlock.EMPTY : new StatBlock(NAMES, steps, columns),
                        restarted,
                        newSamples,
                        newLog,
                        moving ? 41.3 : 0,
                        moving ? 24.2 : 0,
                        moving
                                ? Optional.of(Duration.ofMillis((totalSteps - rows.size()) * BATCH * 24))
                                : Optional.empty());
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
