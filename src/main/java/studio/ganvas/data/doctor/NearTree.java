package studio.ganvas.data.doctor;

import java.util.function.IntConsumer;

/**
 * Points of a few coordinates in boxes within boxes (Bentley's k-d tree, split at the median of the widest coordinate), so
 * that those near a point are found without looking at all others. Never changes once it is built; safe from any thread.
 */
final class NearTree {
    private static final int LEAF = 12;

    private final int dimensions;
    /** All points, by place. */
    private final float[] points;
    /** Places, in the order of the leaves. */
    private final int[] order;
    /** Of node k: lower and upper bounds of its points; its children are 2k + 1 and 2k + 2. */
    private final float[] low;

    private final float[] high;
    /** Of node k: the smallest place in it. */
    private final int[] first;

    /**
     * Builds the tree.
     *
     * @param points {@code dimensions} coordinates a place
     * @param places those to put in
     */
    NearTree(float[] points, int dimensions, int[] places) {
        this.points = points;
        this.dimensions = dimensions;
        this.order = places.clone();
        int nodes = 1;
        while ((nodes + 1) / 2 * (long) LEAF < order.length) {
            nodes = 2 * nodes + 1;
        }
        low = new float[nodes * dimensions];
        high = new float[nodes * dimensions];
        first = new int[nodes];
        if (order.length > 0) {
            build(0, 0, order.length);
        }
    }

    private boolean isLeaf(int node) {
        return 2 * node + 1 >= first.length;
    }

    private void build(int node, int from, int to) {
        bound(node, from, to);
        if (isLeaf(node)) {
            return;
        }
        int widest = 0;
        for (int k = 1; k < dimensions; k++) {
            if (spread(node, k) > spread(node, widest)) {
                widest = k;
            }
        }
        int middle = (from + to) >>> 1;
        select(from, to - 1, middle, widest);
        build(2 * node + 1, from, middle);
        build(2 * node + 2, middle, to);
    }

    private float spread(int node, int k) {
        return high[node * dimensions + k] - low[node * dimensions + k];
    }

    private void bound(int node, int from, int to) {
        first[node] = Integer.MAX_VALUE;
        int base = node * dimensions;
        for (int k = 0; k < dimensions; k++) {
            low[base + k] = Float.POSITIVE_INFINITY;
            high[base + k] = Float.NEGATIVE_INFINITY;
        }
        for (int i = from; i < to; i++) {
            first[node] = Math.min(first[node], order[i]);
            for (int k = 0; k < dimensions; k++) {
                float v = at(i, k);
                low[base + k] = Math.min(low[base + k], v);
                high[base + k] = Math.max(high[base + k], v);
            }
        }
    }

    private float at(int i, int k) {
        return points[order[i] * dimensions + k];
    }

    /** Hoare's selection: afterwards nothing before {@code middle} is greater than it, nothing behind it smaller. */
    private void select(int from, int to, int middle, int k) {
        int left = from, right = to;
        while (left < right) {
            float pivot = at((left + right) >>> 1, k);
            int i = left, j = right;
            while (i <= j) {
                while (at(i, k) < pivot) {
                    i++;
                }
                while (at(j, k) > pivot) {
                    j--;
                }
                if (i <= j) {
                    int t = order[i];
                    order[i++] = order[j];
                    order[j--] = t;
                }
            }
            if (middle <= j) {
                right = j;
            } else if (middle >= i) {
                left = i;
            } else {
                return;
            }
        }
    }

    /** Gives every place before {@code place} whose point is no further from its point than {@code radius}. */
    void within(int place, double radius, IntConsumer found) {
        if (order.length > 0) {
            within(0, 0, order.length, place, radius * radius, found);
        }
    }

    private void within(int node, int from, int to, int place, double most, IntConsumer found) {
        if (first[node] >= place || boxDistance(node, place) > most) {
            return;
        }
        if (isLeaf(node)) {
            for (int i = from; i < to; i++) {
                if (order[i] < place && distance(i, place, most) <= most) {
                    found.accept(order[i]);
                }
            }
            return;
        }
        int middle = (from + to) >>> 1;
        within(2 * node + 1, from, middle, place, most, found);
        within(2 * node + 2, middle, to, place, most, found);
    }

    private double boxDistance(int node, int place) {
        double sum = 0;
        int base = node * dimensions, point = place * dimensions;
        for (int k = 0; k < dimensions; k++) {
            float v = points[point + k];
            double d = Math.max(0, Math.max(low[base + k] - v, v - high[base + k]));
            sum += d * d;
        }
        return sum;
    }

    private double distance(int i, int place, double most) {
        double sum = 0;
        int point = place * dimensions;
        for (int k = 0; k < dimensions && sum <= most; k++) {
            double d = at(i, k) - points[point + k];
            sum += d * d;
        }
        return sum;
    }
}
