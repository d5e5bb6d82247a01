package studio.ganvas.data.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearTreeTest {
    private static final int DIMENSIONS = 5;

    private static List<Integer> found(NearTree tree, int place, double radius) {
        List<Integer> found = new ArrayList<>();
        tree.within(place, radius, found::add);
        found.sort(null);
        return found;
    }

    @Test
    void findsWhatLookingAtAllPointsFinds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n : new int[] {1, 2, 11, 13, 25, 700}) {
            float[] points = new float[n * DIMENSIONS];
            for (int i = 0; i < points.length; i++) {
                // clusters, and points that lie on each other
                points[i] = random.nextInt(3) + (i / DIMENSIONS % 4 == 0 ? 0 : random.nextInt(100) / 150f);
            }
            int[] places = IntStream.range(0, n).filter(i -> i % 9 != 5).toArray();
            NearTree tree = new NearTree(points, DIMENSIONS, places);
            for (int place : places) {
                List<Integer> expected = new ArrayList<>();
                for (int other : places) {
                    double sum = 0;
                    for (int k = 0; k < DIMENSIONS; k++) {
                        double d = points[place * DIMENSIONS + k] - points[other * DIMENSIONS + k];
                        sum += d * d;
                    }
                    if (other < place && sum <= 0.49) {
                        expected.add(other);
                    }
                }
                assertThat(found(tree, place, 0.7))
                        .as(n + " points, place " + place)
                        .isEqualTo(expected);
            }
        }
        assertThat(found(new NearTree(new float[0], DIMENSIONS, new int[0]), 0, 1))
                .isEmpty();
    }

    @Test
    void groupsDoNotDependOnTheThreads() {
        SplittableRandom random = new SplittableRandom(5);
        List<byte[]> sketches = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] sketch = new byte[Sketch.LENGTH];
            if (i % 3 == 0) {
                random.nextBytes(sketch);
            } else {
                byte[] like = sketches.get(i - 1);
                for (int k = 0; k < sketch.length; k++) {
                    sketch[k] = (byte) Math.max(0, Math.min(255, (like[k] & 255) + random.nextInt(-3, 4)));
                }
            }
            sketches.add(sketch);
        }
        sketches.set(7, new byte[0]);
        sketches.set(9, new byte[Sketch.LENGTH]);
        int[] one = in(1, sketches), four = in(4, sketches);
        assertThat(one).isEqualTo(four);
        assertThat(one[4]).isEqualTo(one[5]).isEqualTo(3);
        assertThat(one[7]).isEqualTo(7);
        assertThat(one[9]).isEqualTo(9);
        assertThat(one[12]).isEqualTo(12);
    }

    private static int[] in(int threads, List<byte[]> sketches) {
        java.util.concurrent.ForkJoinPool pool = new java.util.concurrent.ForkJoinPool(threads);
        try {
            return pool.submit(() -> NearDuplicates.groups(sketches, (a, b) -> true, () -> false))
                    .join();
        } finally {
            pool.shutdown();
        }
    }
}
