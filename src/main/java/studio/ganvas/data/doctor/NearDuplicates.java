package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Finds sketches that lie close together: every pair of unit sketches within {@link #RADIUS} is met, because what is close
 * in the whole is close in its lowest frequencies, in which {@link NearTree} looks. The nearest candidates of each are
 * then judged by {@link Judge}. Works on the threads of the pool that it is called in; the outcome does not depend on
 * their number.
 */
final class NearDuplicates {
    private static final double CORRELATION = 0.985;
    /** Distance of unit sketches whose correlation is {@link #CORRELATION}. */
    static final double RADIUS = Math.sqrt(2 * (1 - CORRELATION));

    /** A picture like thousands of others, none of them the same, is compared with those most like it. */
    private static final int MOST_JUDGED = 40;

    /** Says whether two candidates really are the same picture; called from several threads. */
    @FunctionalInterface
    interface Judge {
        boolean same(int a, int b);
    }

    private record Candidate(int place, double correlation) {}

    private final List<byte[]> sketches;
    private final Judge judge;
    private final int[] parent;
    /** Of each sketch; a norm of 0 where there is no contrast to compare by. */
    private final double[] mean;

    private final double[] norm;

    private NearDuplicates(List<byte[]> sketches, Judge judge) {
        this.sketches = sketches;
        this.judge = judge;
        this.parent = IntStream.range(0, sketches.size()).toArray();
        this.mean = new double[sketches.size()];
        this.norm = new double[sketches.size()];
    }

    /**
     * Groups what is the same.
     *
     * @param sketches by place; an empty one is left alone
     * @param cancelled asked once for each place, from several threads; when true the result is incomplete
     * @return for each place the smallest place of its group
     */
    static int[] groups(List<byte[]> sketches, Judge judge, BooleanSupplier cancelled) {
        return new NearDuplicates(sketches, judge).find(cancelled);
    }

    private int[] find(BooleanSupplier cancelled) {
        int n = sketches.size();
        float[] low = new float[n * Sketch.FREQUENCIES];
        int[] comparable =
                IntStream.range(0, n).parallel().filter(i -> measure(i, low)).toArray();
        NearTree tree = new NearTree(low, Sketch.FREQUENCIES, comparable);
        IntStream.range(0, comparable.length).parallel().forEach(k -> {
            if (!cancelled.getAsBoolean()) {
                judgeNearest(comparable[k], tree);
            }
        });
        return IntStream.range(0, n).map(this::root).toArray();
    }

    /** @return whether there is contrast to compare by */
    private boolean measure(int i, float[] low) {
        byte[] sketch = sketches.get(i);
        if (sketch.length != Sketch.LENGTH) {
            return false;
        }
        float[] unit = Sketch.unit(sketch);
        long sum = 0, squares = 0;
        for (byte b : sketch) {
            sum += b & 255;
            squares += (b & 255) * (b & 255);
        }
        mean[i] = (double) sum / Sketch.LENGTH;
        norm[i] = Math.sqrt(squares - sum * mean[i]);
        float[] frequencies = Sketch.frequencies(unit);
        System.arraycopy(frequencies, 0, low, i * Sketch.FREQUENCIES, Sketch.FREQUENCIES);
        for (float value : unit) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    private void judgeNearest(int i, NearTree tree) {
        List<Candidate> near = new ArrayList<>();
        tree.within(i, RADIUS, other -> {
            double correlation = correlation(other, i);
            if (correlation >= CORRELATION) {
                near.add(new Candidate(other, correlation));
            }
        });
        near.sort(Comparator.comparingDouble(Candidate::correlation).reversed().thenComparingInt(Candidate::place));
        // what is in one group already need not be judged: that changes no group
        near.stream()
                .limit(MOST_JUDGED)
                .map(Candidate::place)
                .filter(other -> root(other) != root(i) && judge.same(other, i))
                .forEach(other -> join(other, i));
    }

    private double correlation(int a, int b) {
        byte[] x = sketches.get(a), y = sketches.get(b);
        int dot = 0;
        for (int k = 0; k < Sketch.LENGTH; k++) {
            dot += (x[k] & 255) * (y[k] & 255);
        }
        return (dot - Sketch.LENGTH * mean[a] * mean[b]) / (norm[a] * norm[b]);
    }

    private synchronized int root(int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    private synchronized void join(int a, int b) {
        int ra = root(a), rb = root(b);
        parent[Math.max(ra, rb)] = Math.min(ra, rb);
    }
}
