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
    /** So many pictures are each guessed from as many strangers' partners. */
    private static final int GUESSED = 2000;

    private static final int STRANGERS = 20;
    /** Where pairs below this quantile score no better than strangers above {@link #CHANCE}, nothing can be told. */
    private static final double LOW = 0.05;

    private static final double CHANCE = 0.99;
    /** So many doubtful pairs are compared with each other. */
    private static final int MOST_COMPARED = 3000;
    /** How much likelier a swap must be than what was there, beyond the many other pairs that it might have been. */
    private static final double SURE = 100;

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
        Ridge[] learned = IntStream.range(0, 2)
                .parallel()
                .mapToObj(half -> learn(1 - half, cancelled))
                .toArray(Ridge[]::new);
        System.arraycopy(learned, 0, halves, 0, 2);
        double[] own = IntStream.range(0, n)
                .parallel()
                .mapToDouble(i -> cancelled.getAsBoolean() ? 0 : dot(guess(i), partner(i)))
                .toArray();
        double[] strangers = strangers(cancelled);
        if (cancelled.getAsBoolean()) {
            return Result.NOTHING;
        }
        double[] sorted = own.clone();
        Arrays.sort(sorted);
        if (PairEvidence.at(sorted, LOW) <= PairEvidence.at(strangers, CHANCE)) {
            return Result.NOTHING;
        }
        PairEvidence evidence = new PairEvidence(sorted, strangers);
        int[] doubtful = IntStream.range(0, n)
                .filter(i -> evidence.forPair(own[i]) <= 0)
                .boxed()
                .sorted((i, j) -> Double.compare(own[i], own[j]))
                .limit(MOST_COMPARED)
                .mapToInt(i -> i)
                .toArray();
        List<int[]> swaps = swaps(doubtful, own, evidence);
        boolean[] swapped = new boolean[n];
        swaps.forEach(pair -> swapped[pair[0]] = swapped[pair[1]] = true);
        double nothing = PairEvidence.at(strangers, 0.5);
        List<Integer> unrelated = Arrays.stream(doubtful)
                .filter(i -> !swapped[i] && own[i] <= nothing)
                .sorted()
                .boxed()
                .toList();
        return new Result(true, swaps, unrelated);
    }

    /** Scores of pictures that have nothing to do with each other, sorted. */
    private double[] strangers(BooleanSupplier cancelled) {
        int n = a.size();
        return IntStream.range(0, Math.min(n, GUESSED))
                .parallel()
                .mapToObj(k -> {
                    SplittableRandom random = new SplittableRandom(7 + k);
                    int mine = random.nextInt(n);
                    float[] guess = guess(mine);
                    return IntStream.range(0, cancelled.getAsBoolean() ? 0 : STRANGERS)
                            .mapToDouble(i -> dot(guess, partner((mine + 1 + random.nextInt(n - 1)) % n)));
                })
                .flatMapToDouble(scores -> scores)
                .sorted()
                .toArray();
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
        return unit(halves[i % 2].guess(featuresA.of(a.get(i))));
    }

    private float[] partner(int i) {
        return unit(featuresB.of(b.get(i)));
    }

    private static float[] unit(float[] x) {
        double squares = 1e-9;
        for (float v : x) {
            squares += (double) v * v;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int k = 0; k < x.length; k++) {
            x[k] *= scale;
        }
        return x;
    }

    private static double dot(float[] x, float[] y) {
        float sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    /** Two pairs, by their places among the doubtful, and how much speaks for their having been swapped. */
    private record Swap(int x, int y, double gain) {}

    /**
     * Two pairs have been swapped when each A fits the other's B, and its own does not. A pair's partner went to one of
     * the wrong pairs, however many those are: if a share p of n pairs is wrong, that is p · 1/(pn) = 1/n for any two,
     * which the evidence must outweigh.
     */
    private List<int[]> swaps(int[] doubtful, double[] own, PairEvidence evidence) {
        int n = doubtful.length;
        float[][] guesses = Arrays.stream(doubtful).mapToObj(this::guess).toArray(float[][]::new);
        float[][] partners = Arrays.stream(doubtful).mapToObj(this::partner).toArray(float[][]::new);
        double enough = Math.log(SURE * a.size());
        List<Swap> found = IntStream.range(0, n)
                .parallel()
                .boxed()
                .flatMap(x -> IntStream.range(x + 1, n)
                        .mapToObj(y -> new Swap(
                                x,
                                y,
                                evidence.forPair(dot(guesses[x], partners[y]))
                                        + evidence.forPair(dot(guesses[y], partners[x]))
                                        - evidence.forPair(own[doubtful[x]])
                                        - evidence.forPair(own[doubtful[y]])))
                        .filter(swap -> swap.gain() > enough))
                .sorted((s, t) -> Double.compare(t.gain(), s.gain()))
                .toList();
        List<int[]> swaps = new ArrayList<>();
        boolean[] taken = new boolean[n];
        for (Swap swap : found) {
            if (!taken[swap.x()] && !taken[swap.y()]) {
                taken[swap.x()] = taken[swap.y()] = true;
                int one = doubtful[swap.x()], two = doubtful[swap.y()];
                swaps.add(new int[] {Math.min(one, two), Math.max(one, two)});
            }
        }
        return swaps;
    }
}
