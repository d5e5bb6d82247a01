package studio.ganvas.gan.stylegan1;

import studio.ganvas.gan.BatchShare;

/**
 * When what is learned (arXiv 1710.10196, section 2 and appendix A): each size after the first fades in and then settles;
 * small pictures come in larger batches and with a smaller learning rate. A pure function of the step, so that a resumed
 * run is where it was.
 *
 * @param first index of the size to begin with
 * @param last index of the final size
 * @param fade real pictures while a size fades in
 * @param settle real pictures afterwards
 * @param batch pictures in a step at large sizes
 * @param mostBatch pictures in a step at small sizes
 * @param lr learning rate up to 64 pixels
 * @param faster whether larger sizes learn faster, as published
 */
record Growth(int first, int last, long fade, long settle, int batch, int mostBatch, double lr, boolean faster) {
    /** Batch times edge in the published schedules. */
    private static final int BATCH_TIMES_EDGE = 2048;

    /**
     * What a step is to do.
     *
     * @param seen real pictures before the step
     * @param share of the loader's batches
     * @param restarts whether Adam starts anew: the set of layers that learn, or their blend, is another one
     */
    record Moment(Stage stage, long seen, double lr, BatchShare share, boolean restarts) {}

    Moment at(long step) {
        long steps = 0;
        long seen = 0;
        long units = 0;
        for (int size = first; ; size++) {
            int share = unitsAt(size);
            long each = (long) share * batch;
            long fading = size == first ? 0 : stepsFor(fade, each);
            long here = fading + stepsFor(settle, each);
            if (size == last || step < steps + here) {
                long into = step - steps;
                double alpha = into < fading ? (into * each + 1.0) / fade : 1;
                return new Moment(
                        new Stage(size, Math.min(1, alpha)),
                        seen + into * each,
                        rate(size),
                        new BatchShare(units + into * share, share),
                        size > first && (into == 0 || into == fading));
            }
            steps += here;
            seen += here * each;
            units += here * share;
        }
    }

    /** The loader's batches that make a step. */
    private int unitsAt(int size) {
        int wanted = Math.min(mostBatch, BATCH_TIMES_EDGE / (4 << size));
        return Math.max(1, wanted / batch);
    }

    private static long stepsFor(long pictures, long each) {
        return (pictures + each - 1) / each;
    }

    private double rate(int size) {
        if (!faster) {
            return lr;
        }
        return switch (4 << size) {
            case 128 -> lr * 1.5;
            case 256 -> lr * 2;
            case 512, 1024 -> lr * 3;
            default -> lr;
        };
    }

    /** The stage of the last step that began with fewer real pictures than these. */
    Stage stageAfter(long pictures) {
        long high = 1;
        while (at(high).seen() < pictures) {
            high *= 2;
        }
        long low = 0;
        while (low < high) {
            long middle = (low + high) / 2;
            if (at(middle).seen() < pictures) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return at(Math.max(0, low - 1)).stage();
    }
}
