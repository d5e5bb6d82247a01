package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Finds sketches that lie close together: every pair of unit sketches within {@link #RADIUS} is met, because a cell grid
 * over four orthonormal coordinates can't separate what is close in all of them. Each candidate is then judged by
 * {@link Judge}.
 */
final class NearDuplicates {
    /** Distance of unit sketches whose correlation is 0.985. */
    static final double RADIUS = Math.sqrt(2 * (1 - 0.985));

    private static final int AXES = 4;
    private static final int NEIGHBOURS = 81;
    private static final int OWN = 40;
    /** A picture like thousands of others, none of them the same, is not compared with all. */
    private static final int MOST_JUDGED = 40;

    /** Says whether two candidates really are the same picture. */
    @FunctionalInterface
    interface Judge {
        boolean same(int a, int b);
    }

    private final List<byte[]> sketches;
    private final Judge judge;
    private final int[] parent;

    private NearDuplicates(List<byte[]> sketches, Judge judge) {
        this.sketches = sketches;
        this.judge = judge;
        this.parent = IntStream.range(0, sketches.size()).toArray();
    }

    /**
     * Groups what is the same.
     *
     * @param sketches by place; an empty one is left alone
     * @param cancelled asked now and then; when true the result is incomplete
     * @return for each place the smallest place of its group
     */
    static int[] groups(List<byte[]> sketches, Judge judge, BooleanSupplier cancelled) {
        return new NearDuplicates(sketches, judge).find(cancelled);
    }

    private int[] find(BooleanSupplier cancelled) {
        int n = sketches.size();
        float[][] low = new float[n][];
        for (int i = 0; i < n; i++) {
            if (sketches.get(i).length == Sketch.LENGTH) {
                float[] frequencies = Sketch.frequencies(Sketch.unit(sketches.get(i)));
                // all zero: no contrast to compare by
                low[i] = Arrays.equals(frequencies, new float[Sketch.FREQUENCIES]) ? null : frequencies;
            }
        }
        int[] axes = widest(low);
        Map<Long, List<Integer>> cells = new HashMap<>();
        for (int i = 0; i < n && !cancelled.getAsBoolean(); i++) {
            if (low[i] == null) {
                continue;
            }
            float[] unit = Sketch.unit(sketches.get(i));
            int judged = 0;
            for (int shift = 0; shift < NEIGHBOURS; shift++) {
                for (int other : cells.getOrDefault(cell(low[i], axes, shift), List.of())) {
                    if (judged < MOST_JUDGED
                            && root(other) != root(i)
                            && close(low[i], low[other])
                            && distance(unit, Sketch.unit(sketches.get(other))) <= RADIUS * RADIUS) {
                        judged++;
                        if (judge.same(other, i)) {
                            join(other, i);
                        }
                    }
                }
            }
            cells.computeIfAbsent(cell(low[i], axes, OWN), any -> new ArrayList<>())
                    .add(i);
        }
        return IntStream.range(0, n).map(this::root).toArray();
    }

    /** The coordinates that vary most: they part the pictures best. */
    private static int[] widest(float[][] low) {
        double[] sum = new double[Sketch.FREQUENCIES], squares = new double[Sketch.FREQUENCIES];
        int n = 0;
        for (float[] each : low) {
            if (each != null) {
                n++;
                for (int k = 0; k < each.length; k++) {
                    sum[k] += each[k];
                    squares[k] += each[k] * each[k];
                }
            }
        }
        int count = Math.max(1, n);
        return IntStream.range(0, Sketch.FREQUENCIES)
                .boxed()
                .sorted((a, b) ->
                        Double.compare(squares[b] - sum[b] * sum[b] / count, squares[a] - sum[a] * sum[a] / count))
                .limit(AXES)
                .mapToInt(i -> i)
                .toArray();
    }

    /** @param shift a step of −1, 0 or 1 along each axis as digits of base 3; {@link #OWN} is no step at all */
    private static long cell(float[] low, int[] axes, int shift) {
        long key = 0;
        int rest = shift;
        for (int axis : axes) {
            key = key << 8 | ((int) Math.floor(low[axis] / RADIUS) + rest % 3 - 1 & 255);
            rest /= 3;
        }
        return key;
    }

    private static boolean close(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double d = a[k] - b[k];
            sum += d * d;
            if (sum > RADIUS * RADIUS) {
                return false;
            }
        }
        return true;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double d = a[k] - b[k];
            sum += d * d;
        }
        return sum;
    }

    private int root(int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    private void join(int a, int b) {
        int ra = root(a), rb = root(b);
        parent[Math.max(ra, rb)] = Math.min(ra, rb);
    }
}
