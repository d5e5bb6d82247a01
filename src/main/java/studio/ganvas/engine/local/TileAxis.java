package studio.ganvas.engine.local;

/**
 * How one side of a picture is cut into tiles, and how much each counts at each of its pixels. Everywhere the tiles'
 * weights sum to 1; where two overlap one fades out smoothly while the other fades in, and what a network makes within an
 * eighth of the overlap from a cut counts nothing, for it saw the cut.
 */
final class TileAxis {
    private static final int UNSEEN_PART = 8;

    private final int tile;
    private final int[] starts;
    private final float[][] weights;

    private TileAxis(int tile, int[] starts) {
        this.tile = tile;
        this.starts = starts;
        this.weights = new float[starts.length][tile];
        weigh();
    }

    /**
     * One piece.
     *
     * @param length of the picture's side, pixels
     * @param multiple what the network's sides must be multiples of
     * @param least the shortest side that it takes
     */
    static TileAxis whole(int length, int multiple, int least) {
        return new TileAxis(roundUp(Math.max(length, least), multiple), new int[1]);
    }

    /**
     * Tiles of {@code tile} pixels that overlap by {@code overlap} or more; one piece where the side is no longer than that.
     *
     * @param tile a multiple of {@code multiple}, as all starts are
     */
    static TileAxis tiled(int length, int tile, int overlap, int multiple, int least) {
        int padded = roundUp(Math.max(length, least), multiple);
        if (padded <= tile) {
            return whole(length, multiple, least);
        }
        int count = ceilDiv(padded - overlap, tile - overlap);
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            long even = (long) i * (padded - tile) / (count - 1);
            starts[i] = (int) (even / multiple * multiple);
        }
        starts[count - 1] = padded - tile;
        return new TileAxis(tile, starts);
    }

    static int roundUp(int length, int multiple) {
        return Math.multiplyExact(ceilDiv(length, multiple), multiple);
    }

    private static int ceilDiv(int length, int part) {
        return (length - 1) / part + 1;
    }

    private void weigh() {
        int end = starts[starts.length - 1] + tile;
        float[] sum = new float[end];
        for (int i = 0; i < starts.length; i++) {
            int fadeIn = i == 0 ? 0 : starts[i - 1] + tile - starts[i];
            int fadeOut = i == starts.length - 1 ? 0 : starts[i] + tile - starts[i + 1];
            for (int k = 0; k < tile; k++) {
                weights[i][k] = fade(k, fadeIn) * fade(tile - 1 - k, fadeOut);
                sum[starts[i] + k] += weights[i][k];
            }
        }
        for (int i = 0; i < starts.length; i++) {
            for (int k = 0; k < tile; k++) {
                weights[i][k] /= sum[starts[i] + k];
            }
        }
    }

    /** From 0 to 1 over an overlap, {@code k} pixels from the cut. */
    private static float fade(int k, int overlap) {
        double unseen = (double) overlap / UNSEEN_PART;
        double t = (k + 0.5 - unseen) / (overlap - 2 * unseen);
        if (overlap == 0 || t >= 1) {
            return 1;
        }
        return t <= 0 ? 0 : (float) (t * t * (3 - 2 * t));
    }

    int count() {
        return starts.length;
    }

    /** Pixels of each tile along this side. */
    int tile() {
        return tile;
    }

    /** First pixel of a tile. */
    int start(int index) {
        return starts[index];
    }

    /** Weight of a tile at its pixel {@code k}. */
    float weight(int index, int k) {
        return weights[index][k];
    }

    /** The first pixel that no later tile adds to. */
    int finishedAfter(int index) {
        return index + 1 < starts.length ? starts[index + 1] : starts[index] + tile;
    }

    /** The pixel of a side of {@code length} that reflection at both ends, without repeating them, shows at {@code at}. */
    static int reflect(int at, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int folded = Math.floorMod(at, period);
        return folded < length ? folded : period - folded;
    }
}
