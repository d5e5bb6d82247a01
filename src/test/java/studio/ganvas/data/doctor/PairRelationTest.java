package studio.ganvas.data.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairRelationTest {
    private static final int PAIRS = 1500;
    private static final int SWAPS = 25;

    private final SplittableRandom random = new SplittableRandom(11);

    /** A few soft hills, so that neighbouring cells have something to do with each other. */
    private byte[] drawn() {
        double[] sum = new double[Sketch.LENGTH];
        for (int hill = 0; hill < 5; hill++) {
            double x = random.nextDouble() * Sketch.SIDE, y = random.nextDouble() * Sketch.SIDE;
            double high = random.nextDouble() * 240 - 120;
            for (int i = 0; i < sum.length; i++) {
                double dx = i % Sketch.SIDE - x, dy = i / Sketch.SIDE - y;
                sum[i] += high * Math.exp(-(dx * dx + dy * dy) / 20);
            }
        }
        byte[] sketch = new byte[Sketch.LENGTH];
        for (int i = 0; i < sum.length; i++) {
            sketch[i] = (byte) Math.max(0, Math.min(255, 128 + sum[i]));
        }
        return sketch;
    }

    /** The negative with noise. */
    private byte[] partner(byte[] sketch) {
        byte[] other = new byte[sketch.length];
        for (int i = 0; i < other.length; i++) {
            other[i] = (byte) Math.max(0, Math.min(255, 255 - (sketch[i] & 255) + random.nextInt(-4, 5)));
        }
        return other;
    }

    @Test
    void everySwapIsFoundAndNothingElse() {
        List<byte[]> a = new ArrayList<>(), b = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            a.add(drawn());
            b.add(partner(a.get(i)));
        }
        assertThat(PairRelation.judge(a, b, () -> false))
                .satisfies(result -> assertThat(result.judged()).isTrue())
                .satisfies(result -> assertThat(result.swaps()).isEmpty())
                .satisfies(result -> assertThat(result.unrelated()).isEmpty());
        for (int i = 0; i < SWAPS; i++) {
            Collections.swap(b, 40 * i, 40 * i + 7);
        }
        b.set(1499, drawn());
        PairRelation.Result result = PairRelation.judge(a, b, () -> false);
        assertThat(result.swaps()).hasSize(SWAPS).allSatisfy(swap -> {
            assertThat(swap[0] % 40).isZero();
            assertThat(swap[1]).isEqualTo(swap[0] + 7);
        });
        // of a partner that is nowhere it can only be said when it is no better than most strangers
        assertThat(result.unrelated()).isSubsetOf(1499);
    }

    @Test
    void wherePartnersTellNothingNothingIsTold() {
        List<byte[]> a = new ArrayList<>(), b = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            a.add(drawn());
            b.add(drawn());
        }
        assertThat(PairRelation.judge(a, b, () -> false).judged()).isFalse();
        assertThat(PairRelation.judge(a.subList(0, 50), b.subList(0, 50), () -> false)
                        .judged())
                .isFalse();
    }
}
