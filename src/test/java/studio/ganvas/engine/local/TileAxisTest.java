package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileAxisTest {
    @ParameterizedTest
    @CsvSource({
        "64,64",
        "65,64",
        "100,64",
        "127,64",
        "128,64",
        "129,64",
        "1000,64",
        "33,64",
        "1,64",
        "4000,1024",
        "4096,1024"
    })
    void weightsSumToOneEverywhereAndTilesCoverTheSide(int length, int tile) {
        TileAxis axis = TileAxis.tiled(length, tile, tile / 4, 8, 32);
        int end = axis.start(axis.count() - 1) + axis.tile();
        double[] sum = new double[end];
        for (int i = 0; i < axis.count(); i++) {
            assertThat(axis.start(i) % 8).isZero();
            for (int k = 0; k < axis.tile(); k++) {
                assertThat(axis.weight(i, k)).isBetween(0f, 1f);
                sum[axis.start(i) + k] += axis.weight(i, k);
            }
        }
        assertThat(end).isGreaterThanOrEqualTo(length);
        for (double each : sum) {
            assertThat(each).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void neighboursOverlapByAtLeastWhatIsAskedAndCutsCountNothing() {
        TileAxis axis = TileAxis.tiled(1000, 256, 64, 8, 32);
        for (int i = 1; i < axis.count(); i++) {
            assertThat(axis.start(i - 1) + 256 - axis.start(i)).isGreaterThanOrEqualTo(64 - 8);
            assertThat(axis.weight(i, 0)).isZero();
            assertThat(axis.weight(i - 1, 255)).isZero();
        }
        assertThat(axis.weight(0, 0)).isEqualTo(1);
    }

    @Test
    void reflectionDoesNotRepeatTheEdgeAndManagesOnePixel() {
        int[] shown = new int[9];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = TileAxis.reflect(i, 3);
        }
        assertThat(shown).containsExactly(0, 1, 2, 1, 0, 1, 2, 1, 0);
        assertThat(TileAxis.reflect(31, 1)).isZero();
    }
}
