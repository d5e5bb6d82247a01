package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    private static int[] steps(BatchPlan plan, long from, long to) {
        return LongStream.range(from, to)
                .boxed()
                .flatMapToInt(s -> Arrays.stream(plan.at(s)))
                .toArray();
    }

    @Test
    void anEpochShowsEverythingOnceAndTheNextOneInAnotherOrder() {
        BatchPlan plan = new BatchPlan(1, 103, 10, false);
        assertThat(plan.stepsPerEpoch()).isEqualTo(11);
        int[] first = steps(plan, 0, 11);
        int[] second = steps(plan, 11, 22);
        int[] all = IntStream.range(0, 103).toArray();
        assertThat(first).containsExactlyInAnyOrder(all).isNotEqualTo(second).isNotEqualTo(all);
        assertThat(second).containsExactlyInAnyOrder(all);
        assertThat(plan.at(10)).hasSize(3);
    }

    @Test
    void droppingTheLastBatchKeepsEveryBatchFull() {
        BatchPlan plan = new BatchPlan(1, 103, 10, true);
        assertThat(plan.stepsPerEpoch()).isEqualTo(10);
        assertThat(steps(plan, 0, 10)).hasSize(100).doesNotHaveDuplicates();
        assertThat(plan.at(10)).hasSize(10);
        assertThat(plan.epoch(9)).isZero();
        assertThat(plan.epoch(10)).isEqualTo(1);
    }

    @Test
    void fewerItemsThanABatchStillFillIt() {
        BatchPlan plan = new BatchPlan(1, 3, 8, true);
        assertThat(plan.at(0)).hasSize(8);
        assertThat(Arrays.stream(steps(plan, 0, 3)).filter(i -> i == 2).count()).isEqualTo(8);
        assertThat(new BatchPlan(1, 3, 8, false).at(5)).hasSize(3);
    }

    @Test
    void aStepDependsOnSeedAndNumberAlone() {
        BatchPlan forward = new BatchPlan(42, 50, 7, true);
        int[] before = steps(forward, 0, 30);
        BatchPlan resumed = new BatchPlan(42, 50, 7, true);
        assertThat(resumed.at(29)).isEqualTo(forward.at(29));
        assertThat(resumed.at(3)).isEqualTo(forward.at(3));
        assertThat(steps(resumed, 0, 30)).isEqualTo(before);
        assertThat(steps(new BatchPlan(43, 50, 7, true), 0, 30)).isNotEqualTo(before);
    }

    @Test
    void everyPlaceSeesEveryItemAboutEquallyOften() {
        int[] firsts = new int[10];
        BatchPlan plan = new BatchPlan(5, 10, 10, true);
        for (int epoch = 0; epoch < 5000; epoch++) {
            firsts[plan.at(epoch)[0]]++;
        }
        assertThat(Arrays.stream(firsts)).allMatch(n -> n > 400 && n < 600);
    }

    @Test
    void nothingMakesNoBatches() {
        assertThatThrownBy(() -> new BatchPlan(1, 0, 4, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BatchPlan(1, 4, 4, true).at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
