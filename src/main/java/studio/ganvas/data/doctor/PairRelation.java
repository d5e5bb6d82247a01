package studio.ganvas.data.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Tells from sketches alone which pairs don't belong together. A ridge regression learns from one half of the pairs what
 * B looks like when A is known; the other half is scored with it, so that no pair vouches for itself. The score is the
 * correlation of the guess with B. Random partners show what scores mean nothing. Where pairs and strangers don't part
 * clearly, nothing is told.
 */
final class PairRelation {
    /** Fewer pairs teach too little. */
    static final int FEWEST = 200;

    private static final double PENALTY = 0.02;
    private static final int STRANGERS = 20_000;
    /** Pairs below this quantile are looked at; strangers above {@link #CHANCE} pass for pairs. */
    private static final double LOW = 0.05;

    private static final double CHANCE = 0.99;
    /** So many doubtful pairs are compared with each other. */
    private static final int MOST_COMPARED = 3000;

    private final List<byte[]> a;
    private final List<byte[]> b;
    private final SketchFeatures featuresA;
    private final SketchFeatures featuresB;
    private final Ridge[] halves = new Ridge[2];

    /**
     * What came out.
     *
     * @param judged whether pairs and strangers part clearly enough to tell anything
     * @param swaps places of two pairs that have each other's B
     * @param unrelated places of pairs that score no better than most strangers, those of {@code swaps} left out
     */
    record Result(boolean judged, List<int[]> swaps, List<Integer> unrelated) {
        static final Result NOTHING = new Result(false, List.of(), List.of());
    }

    private PairRelation(List<byte[]> a, List<byte[]> b) {
        this.a = a;
        this.b = b;
        featuresA = new SketchFeatures(a);
        featuresB = new SketchFeatures(b);
    }

    /** Judges pairs by their sketches; {@code a} and {@code b} have the same length and no empty sketch. */
    static Result judge(List<byte[]> a, List<byte[]> b, BooleanSupplier cancelled) {
        return a.size() < FEWEST ? Result.NOTHING : new PairRelation(a, b).judge(cancelled);
    }

    private Result judge(BooleanSupplier cancelled) {
        int n = a.size();
        halves[0] = learn(1, cancelled);
        halves[1] = learn(0, cancelled);
        double[] own = IntStream.range(0, n)
                .mapToDouble(i -> cancelled.getAsBoolean() ? 0 : score(i, i))
                .toArray();
        SplittableRandom random = new SplittableRandom(7);
        double[] strangers = IntStream.range(0, Math.min(4 * n, STRANGERS))
                .mapToDouble(i -> {
                    int mine = random.nextInt(n);
                    return cancelled.getAsBoolean() ? 0 : score(mine, (mine + 1 + random.nextInt(n - 1)) % n);
                })
                .sorted()
                .toArray();
        if (cancelled.getAsBoolean()) {
            return Result.NOTHING;
        }
        double[] sorted = own.clone();
        Arrays.sort(sorted);
        double usual = at(sorted, LOW);
        double chance = at(strangers, CHANCE);
        if (usual <= chance) {
            return Result.NOTHING;
        }
        int[] doubtful = IntStream.range(0, n)
                .filter(i -> own[i] <= chance)
                .boxed()
                .sorted((i, j) -> Double.compare(own[i], own[j]))
                .limit(MOST_COMPARED)
                .mapToInt(i -> i)
                .toArray();
        List<int[]> swaps = swaps(doubtful, usual);
        boolean[] swapped = new boolean[n];
        swaps.forEach(pair -> swapped[pair[0]] = swapped[pair[1]] = true);
        double nothing = at(strangers, 0.5);
        List<Integer> unrelated = Arrays.stream(doubtful)
                .filter(i -> !swapped[i] && own[i] <= nothing)
                .sorted()
                .boxed()
                .toList();
        return new Result(true, swaps, unrelated);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)];
    }

    private Ridge learn(int half, BooleanSupplier cancelled) {
        Ridge ridge = new Ridge(SketchFeatures.LENGTH, SketchFeatures.LENGTH);
        for (int i = half; i < a.size() && !cancelled.getAsBoolean(); i += 2) {
            ridge.add(featuresA.of(a.get(i)), featuresB.of(b.get(i)));
        }
        ridge.solve(PENALTY);
        return ridge;
    }

    private float[] guess(int i) {
        return halves[i % 2].guess(featuresA.of(a.get(i)));
    }

    private double score(int i, int j) {
        return correlation(guess(i), featuresB.of(b.get(j)));
    }

    private static double correlation(float[] x, float[] y) {
        double xx = 1e-9, xy = 0, yy = 1e-9;
        for (int k = 0; k < x.length; k++) {
            xx += (double) x[k] * x[k];
            xy += (double) x[k] * y[k];
            yy += (double) y[k] * y[k];
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** Two pairs have been swapped when each A fits the other's B as pairs usually do, and its own does not. */
    private List<int[]> swaps(int[] doubtful, double usual) {
        int n = doubtful.length;
        float[][] guesses = Arrays.stream(doubtful).mapToObj(this::guess).toArray(float[][]::new);
        float[][] partners =
                Arrays.stream(doubtful).mapToObj(i -> featuresB.of(b.get(i))).toArray(float[][]::new);
        List<int[]> swaps = new ArrayList<>();
        boolean[] taken = new boolean[n];
        for (int x = 0; x < n; x++) {
            int best = -1;
            double bestScore = usual;
            for (int y = 0; y < n && !taken[x]; y++) {
                if (x != y && !taken[y]) {
                    double worse = Math.min(correlation(guesses[x], partners[y]), correlation(guesses[y], partners[x]));
                    if (worse > bestScore) {
                        bestScore = worse;
                        best = y;
                    }
                }
            }
            if (best >= 0) {
                taken[x] = true;
                taken[best] = true;
                swaps.add(new int[] {Math.min(doubtful[x], doubtful[best]), Math.max(doubtful[x], doubtful[best])});
            }
        }
        return swaps;
    }
}
