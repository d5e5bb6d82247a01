package studio.ganvas.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import studio.ganvas.golden.TensorTestBase;

class RandomTest extends TensorTestBase {
    @Test
    void numpysGaussiansAreNumpys() {
        // numpy.random.RandomState(85).randn(8)
        double[] expected = {
            0.1768507210788626,
            2.3777541249700573,
            0.998732857053734,
            -1.3101507969798436,
            0.18018992116935298,
            -1.7647540193678475,
            -1.443125868756967,
            -1.3992855573400653
        };
        NumpyRandom random = new NumpyRandom(85);
        for (double value : expected) {
            assertThat(random.gaussian()).isEqualTo(value);
        }
    }

    @Test
    void numpysUniformsAreNumpysAfterTheStateIsRefilled() {
        NumpyRandom random = new NumpyRandom(4294967295L);
        double value = 0;
        for (int i = 0; i < 1000; i++) {
            value = random.uniform();
        }
        // numpy.random.RandomState(4294967295).rand(1000)[-1]
        assertThat(value).isEqualTo(0.556626859384112);
    }

    @Test
    void numpysSeedsOutsideItsRangeAreRefused() {
        assertThatThrownBy(() -> new NumpyRandom(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumpyRandom(1L << 32)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameSeedStepAndPurposeDrawTheSame() {
        Draws a = new Rng(3).at(12, "latents");
        Draws b = new Rng(3).at(12, "latents");
        assertThat(a.normal(2, 3).toFloats()).isEqualTo(b.normal(2, 3).toFloats());
        assertThat(a.uniform()).isEqualTo(b.uniform());
        assertThat(a.integers(10, 8).toHost().toLongs())
                .isEqualTo(b.integers(10, 8).toHost().toLongs());
        assertThat(a.dropoutMask(0.5, 6).toFloats())
                .isEqualTo(b.dropoutMask(0.5, 6).toFloats());
    }

    @Test
    void anotherSeedStepPurposeOrDrawDrawsOtherwise() {
        float[] first = new Rng(3).at(12, "latents").normal(4).toFloats();
        assertThat(new Rng(4).at(12, "latents").normal(4).toFloats()).isNotEqualTo(first);
        assertThat(new Rng(3).at(13, "latents").normal(4).toFloats()).isNotEqualTo(first);
        assertThat(new Rng(3).at(12, "dropout").normal(4).toFloats()).isNotEqualTo(first);
        Draws draws = new Rng(3).at(12, "latents");
        draws.normal(4);
        assertThat(draws.normal(4).toFloats()).isNotEqualTo(first);
    }

    @Test
    void whatOthersDrawInBetweenChangesNothing() {
        Draws draws = new Rng(3).at(1, "a");
        draws.normal(2);
        float[] expected = draws.normal(2).toFloats();
        Draws again = new Rng(3).at(1, "a");
        again.normal(2);
        new Rng(9).at(1, "b").normal(100);
        assertThat(again.normal(2).toFloats()).isEqualTo(expected);
    }

    @Test
    void drawsHaveTheirDistributions() {
        Draws draws = new Rng(0).at(0, "moments");
        Tensor normal = draws.normal(20_000);
        assertThat(normal.mean().item()).isCloseTo(0, within(0.03));
        assertThat(normal.var(true, false, 0).item()).isCloseTo(1, within(0.05));
        assertThat(draws.uniform(20_000).mean().item()).isCloseTo(0.5, within(0.01));
        long[] integers = draws.integers(4, 4_000).toHost().toLongs();
        assertThat(integers).containsOnly(0, 1, 2, 3);
        assertThat(java.util.Arrays.stream(integers).average().orElseThrow()).isCloseTo(1.5, within(0.1));
    }
}
