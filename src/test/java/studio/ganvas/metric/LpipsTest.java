package studio.ganvas.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** The embedding's squared distances are the paper's formula, with the published heads where they are at hand. */
class LpipsTest extends TensorTestBase {
    private static final double EPS = 1e-10;

    @Test
    void theEmbeddingGivesTheFormula() {
        check(List.of(new float[] {0.5f, 0, 2}, new float[] {1, 0.25f}));
    }

    @Test
    void publishedHeadsAreReadAndApplied() {
        Path file = Path.of(System.getProperty("checkpoints.dir", "none"), "lpips-linear-weights", "v0.1_alex.pth");
        Assumptions.assumeTrue(Files.isRegularFile(file), "There are no published heads at " + file);
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            List<float[]> heads = Lpips.heads(Checkpoints.inMemory(
                    checkpoint.stateDicts().values().iterator().next()));
            assertThat(heads).extracting(head -> head.length).containsExactly(64, 192, 384, 256, 256);
            check(heads);
        }
    }

    private static void check(List<float[]> heads) {
        List<Tensor> one = new ArrayList<>();
        List<Tensor> other = new ArrayList<>();
        double expected = 0;
        for (int i = 0; i < heads.size(); i++) {
            int side = 6 - i % 5;
            long channels = heads.get(i).length;
            one.add(new Rng(1).at(i, "one").normal(1, channels, side, side + 1));
            other.add(new Rng(1).at(i, "other").normal(1, channels, side, side + 1));
            expected += formula(one.get(i).toFloats(), other.get(i).toFloats(), heads.get(i), side * (side + 1));
        }
        Tensor distance = Lpips.distance(Lpips.embed(one, Optional.of(heads)), Lpips.embed(other, Optional.of(heads)));
        assertThat(distance.item()).isCloseTo(expected, within(1e-5 * expected));
    }

    /** Σ over places / places · Σ over channels w·(x̂ − ŷ)², written out. */
    private static double formula(float[] x, float[] y, float[] weights, int places) {
        double sum = 0;
        for (int place = 0; place < places; place++) {
            double lengthX = 0;
            double lengthY = 0;
            for (int c = 0; c < weights.length; c++) {
                lengthX += Math.pow(x[c * places + place], 2);
                lengthY += Math.pow(y[c * places + place], 2);
            }
            for (int c = 0; c < weights.length; c++) {
                double difference = x[c * places + place] / (Math.sqrt(lengthX) + EPS)
                        - y[c * places + place] / (Math.sqrt(lengthY) + EPS);
                sum += weights[c] * difference * difference / places;
            }
        }
        return sum;
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> Lpips.heads(new StateDict(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LPIPS");
        StateDict negative =
                new StateDict(Map.of("lin0.model.1.weight", HostTensor.of(new float[] {1, -1}, 1, 2, 1, 1)));
        assertThatThrownBy(() -> Lpips.heads(negative)).hasMessageContaining("negative");
    }
}
