package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.image.Floats;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;
import studio.ganvas.metric.PrecisionRecall;
import studio.ganvas.tensor.Matrices;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * Compares generated pictures with the training pictures nearest to them in feature space: a generator that has learnt by
 * heart is much nearer to its training pictures than these are to each other.
 */
final class NeighbourFinder {
    /** Generated pictures on the sheet, and nearest training pictures beside each. */
    private static final int SHOWN = 12;

    private static final int NEAREST = 3;
    private static final int GAP = 4;
    private static final int WHITE = 0xFFFFFFFF;

    private final DatasetPictures realPictures;
    private final FeatureSet real;
    private final FeatureSet fake;
    private final Optional<Path> sheet;
    private final Runnable wake;
    private final List<Pixels> shown = new ArrayList<>();
    private int[] nearest = new int[0];

    NeighbourFinder(
            DatasetPictures realPictures, FeatureSet real, FeatureSet fake, Optional<Path> sheet, Runnable wake) {
        this.realPictures = realPictures;
        this.real = real;
        this.fake = fake;
        this.sheet = sheet;
        this.wake = wake;
    }

    /** Keeps the first generated pictures for the sheet. */
    void offer(PictureSource.Taken batch) {
        if (sheet.isPresent() && shown.size() < SHOWN) {
            shown.addAll(pixels(batch.pictures(), SHOWN - shown.size()));
        }
    }

    private static List<Pixels> pixels(Tensor x, int most) {
        float[] all = x.toFloats();
        List<Pixels> pictures = new ArrayList<>();
        for (int i = 0; i < Math.min(most, x.size(0)); i++) {
            pictures.add(Floats.toPixels(all, i, (int) x.size(1), (int) x.size(2), (int) x.size(3), -1, 1));
        }
        return pictures;
    }

    List<Phase> phases(Findings findings) {
        List<Phase> phases = new ArrayList<>();
        phases.add(Phase.formula("Finding nearest training pictures", 2, part -> {
            if (part == 0) {
                ratio(findings);
            } else {
                nearest();
            }
        }));
        sheet.ifPresent(file -> phases.add(new Drawing(file)));
        return phases;
    }

    private void ratio(Findings findings) {
        Tensor training = real.all();
        double own = median(PrecisionRecall.radii(training, 1, false).toFloats());
        Tensor distances = Matrices.distances(fake.all().toFloat64(), training.toFloat64());
        double to = median(distances.amin(false, 1).toFloats());
        findings.put(MetricKind.NEIGHBOURS, "nearest_ratio", own == 0 ? Double.NaN : to / own);
    }

    private static double median(float... values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void nearest() {
        int rows = Math.min(shown.size(), fake.size());
        if (rows == 0) {
            return;
        }
        int[] numbers = real.numbers();
        int k = Math.min(NEAREST, numbers.length);
        Tensor some = fake.all().narrow(0, 0, rows).toFloat64();
        long[] places = Matrices.smallest(Matrices.distances(some, real.all().toFloat64()), k)
                .indices()
                .toHost()
                .toLongs();
        nearest = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            nearest[i] = numbers[(int) places[i]];
        }
    }

    /** Reads the neighbours again, one after the other, and draws the sheet. */
    private final class Drawing implements Phase {
        private final Path file;
        private final List<Pixels> cells = new ArrayList<>();
        private CompletableFuture<?> prepared;
        private int next;

        Drawing(Path file) {
            this.file = file;
        }

        @Override
        public String words() {
            return "Drawing neighbours";
        }

        @Override
        public int slices() {
            return SHOWN * NEAREST + 1;
        }

        @Override
        public int done() {
            return next > nearest.length ? slices() : next;
        }

        @Override
        public boolean ready() {
            if (prepared == null) {
                prepared = next < nearest.length
                        ? realPictures.prepare(nearest[next], nearest[next] + 1)
                        : CompletableFuture.completedFuture(null);
                prepared.whenComplete((value, failure) -> wake.run());
            }
            return prepared.isDone();
        }

        @Override
        public void advance() {
            int k = shown.isEmpty() ? 1 : Math.max(1, nearest.length / shown.size());
            if (next < nearest.length) {
                if (next % k == 0) {
                    cells.add(shown.get(next / k));
                }
                try (Scope scope = Scope.open()) {
                    cells.addAll(pixels(
                            realPictures.take(nearest[next], nearest[next] + 1).pictures(), 1));
                }
            } else if (!cells.isEmpty()) {
                write(k);
            }
            next++;
            prepared = null;
        }

        private void write(int k) {
            try {
                // three groups of a generated picture and its neighbours in a row
                PngFiles.write(file, Montage.grid(cells, 3 * (k + 1), GAP, WHITE), Map.of());
            } catch (IOException e) {
                throw new StudioException("The sheet of neighbours can't be written: " + e.getMessage(), e);
            }
        }
    }
}
