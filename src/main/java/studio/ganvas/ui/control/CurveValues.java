package studio.ganvas.ui.control;

import java.util.Arrays;

/**
 * A growing row of numbers that knows the extremes of any stretch in time that hardly depends on its length: blocks of
 * 16 points, of 256, of 4096 … keep their minimum, maximum and smallest positive value. NaN counts for nothing.
 */
public final class CurveValues {
    private static final int SHIFT = 4;
    private static final int LEVELS = 7;

    /** Extremes of a stretch; {@code min > max} when it holds no number. */
    public static final class Extremes {
        private double min;
        private double max;
        private double minPositive;

        /** Forgets what was seen. */
        public Extremes reset() {
            min = Double.POSITIVE_INFINITY;
            max = Double.NEGATIVE_INFINITY;
            minPositive = Double.POSITIVE_INFINITY;
            return this;
        }

        public double min() {
            return min;
        }

        public double max() {
            return max;
        }

        /** Smallest value above 0; infinite when there is none. */
        public double minPositive() {
            return minPositive;
        }

        public boolean empty() {
            return min > max;
        }

        private void add(double low, double high, double positive) {
            min = Math.min(min, low);
            max = Math.max(max, high);
            minPositive = Math.min(minPositive, positive);
        }
    }

    private static final class Level {
        private double[] min = new double[4];
        private double[] max = new double[4];
        private double[] minPositive = new double[4];

        void add(int block, boolean first, double low, double high, double positive) {
            if (block >= min.length) {
                min = Arrays.copyOf(min, block * 2);
                max = Arrays.copyOf(max, block * 2);
                minPositive = Arrays.copyOf(minPositive, block * 2);
            }
            min[block] = first ? low : Math.min(min[block], low);
            max[block] = first ? high : Math.max(max[block], high);
            minPositive[block] = first ? positive : Math.min(minPositive[block], positive);
        }
    }

    private final Level[] levels = new Level[LEVELS];
    private double[] values = new double[64];
    private int size;

    /** An empty row. */
    public CurveValues() {
        Arrays.setAll(levels, level -> new Level());
    }

    /** Adds a number at the end; NaN for a gap. */
    public void append(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        double low = finite(value) ? value : Double.POSITIVE_INFINITY;
        double high = finite(value) ? value : Double.NEGATIVE_INFINITY;
        double positive = finite(value) && value > 0 ? value : Double.POSITIVE_INFINITY;
        for (int level = 0; level < LEVELS; level++) {
            int bits = SHIFT * (level + 1);
            levels[level].add(size >> bits, (size & ((1 << bits) - 1)) == 0, low, high, positive);
        }
        values[size++] = value;
    }

    public double get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return values[index];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Adds the extremes of {@code [from, to)} to what {@code into} has seen already. */
    public void extremes(int from, int to, Extremes into) {
        int end = Math.min(to, size);
        int i = Math.max(0, from);
        while (i < end) {
            int level = -1;
            while (level + 1 < LEVELS && fits(i, end, SHIFT * (level + 2))) {
                level++;
            }
            if (level < 0) {
                double value = values[i];
                if (finite(value)) {
                    into.add(value, value, value > 0 ? value : Double.POSITIVE_INFINITY);
                }
                i++;
            } else {
                int bits = SHIFT * (level + 1);
                Level blocks = levels[level];
                into.add(blocks.min[i >> bits], blocks.max[i >> bits], blocks.minPositive[i >> bits]);
                i += 1 << bits;
            }
        }
    }

    private static boolean fits(int from, int end, int bits) {
        return (from & ((1 << bits) - 1)) == 0 && end - from >= 1 << bits;
    }

    private static boolean finite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }
}
