package studio.ganvas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

class InitAndEmaTest extends TensorTestBase {
    private final Draws draws = new Rng(1).at(0, "init");

    private static double std(Tensor x) {
        return Math.sqrt(x.flatten().var(true, false, 0, 1).item());
    }

    @Test
    void normalsHaveTheirMeanAndSpread() {
        Tensor x = Init.normal(1, 0.02).draw(draws, 100, 100);
        assertThat(x.mean().item()).isCloseTo(1, within(1e-3));
        assertThat(std(x)).isCloseTo(0.02, within(1e-3));
    }

    @Test
    void torchsDefaultStaysWithinItsBound() {
        Tensor x = Init.torchDefault(16).draw(draws, 100, 16);
        assertThat(x.amax(false, 0, 1).item()).isBetween(0.24, 0.25);
        assertThat(x.amin(false, 0, 1).item()).isBetween(-0.25, -0.24);
    }

    @Test
    void xavierAndKaimingFollowTheirFans() {
        assertThat(std(Init.xavier(0.5).draw(draws, 64, 32, 3, 3)))
                .isCloseTo(0.5 * Math.sqrt(2.0 / (9 * 32 + 9 * 64)), within(5e-4));
        assertThat(std(Init.kaiming().draw(draws, 64, 32, 3, 3))).isCloseTo(Math.sqrt(2.0 / (9 * 32)), within(1e-3));
    }

    @Test
    void orthogonalRowsHaveLengthGainAndRightAngles() {
        Tensor w = Init.orthogonal(2).draw(draws, 4, 3, 3, 3).flatten();
        float[] gram = Ops.matmul(w, w.transpose(0, 1)).toFloats();
        for (int i = 0; i < 16; i++) {
            assertThat(gram[i]).isCloseTo(i % 5 == 0 ? 4f : 0f, within(1e-4f));
        }
    }

    @Test
    void anAverageMovesByOneMinusBetaAndCopiesBuffers() {
        BatchNorm source = Layers.batchNorm(1);
        BatchNorm average = Layers.batchNorm(1);
        source.initialize(store, draws);
        average.load(store, source.stateDict());
        source.weight().get().set(Tensor.full(3, 1));
        source.buffers().get("running_mean").set(Tensor.full(5, 1));
        Ema ema = new Ema(average, source);
        ema.update(0.75);
        assertThat(average.weight().get().item()).isEqualTo(1.5);
        assertThat(average.buffers().get("running_mean").item()).isEqualTo(5);
        ema.update(0);
        assertThat(average.weight().get().item()).isEqualTo(3);
    }

    @Test
    void theDecayHalvesAfterTheHalfLifeAndRampsUpFromACopy() {
        assertThat(Ema.decay(10, 10, OptionalDouble.empty(), 0)).isEqualTo(0.5);
        assertThat(Ema.decay(32, 10_000, OptionalDouble.of(0.05), 0)).isEqualTo(0);
        assertThat(Ema.decay(32, 10_000, OptionalDouble.of(0.05), 640)).isEqualTo(0.5);
        assertThat(Ema.decay(32, 32, OptionalDouble.of(0.05), 1e9)).isEqualTo(0.5);
    }
}
