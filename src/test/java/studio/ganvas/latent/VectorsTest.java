package studio.ganvas.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VectorsTest {
    private static final Offset<Float> NEAR = within(1e-6f);
    private static final Offset<Double> CLOSE = within(1e-6);

    @Test
    void straightLinesMeetTheirEndsExactlyAndGoBeyondThem() {
        float[] a = {0.1f, -3};
        float[] b = {0.3f, 5};
        assertThat(Vectors.lerp(a, b, 0)).containsExactly(a);
        assertThat(Vectors.lerp(a, b, 1)).containsExactly(b);
        assertThat(Vectors.lerp(a, b, 0.25)).containsExactly(new float[] {0.15f, -1}, NEAR);
        assertThat(Vectors.lerp(a, b, 2)).containsExactly(new float[] {0.5f, 13}, NEAR);
        assertThat(Vectors.lerp(a, b, -1)).containsExactly(new float[] {-0.1f, -11}, NEAR);
    }

    @Test
    void arcsTurnEvenlyAndChangeTheirLengthEvenly() {
        float[] a = {1, 0};
        float[] b = {0, 3};
        float[] third = Vectors.slerp(a, b, 1 / 3.0);
        assertThat(Math.atan2(third[1], third[0])).isCloseTo(Math.PI / 6, CLOSE);
        assertThat(Vectors.length(third)).isCloseTo(1 + 2 / 3.0, CLOSE);
        assertThat(Vectors.slerp(a, b, 0)).containsExactly(a, NEAR);
        assertThat(Vectors.slerp(a, b, 1)).containsExactly(b, NEAR);
    }

    @Test
    void arcsBetweenNearlyParallelAndEmptyVectorsAreLines() {
        float[] a = {1, 0};
        float[] b = {1, 1e-3f};
        assertThat(Vectors.slerp(a, b, 0.5)).containsExactly(Vectors.lerp(a, b, 0.5));
        assertThat(Vectors.slerp(new float[2], b, 0.5)).containsExactly(Vectors.lerp(new float[2], b, 0.5));
    }

    @Test
    void curvesGoThroughTheirPointsWithoutACorner() {
        float[][] p = {{0}, {1}, {5}, {2}, {0}};
        assertThat(Vectors.spline(p[0], p[1], p[2], p[3], 0)).containsExactly(p[1]);
        assertThat(Vectors.spline(p[0], p[1], p[2], p[3], 1)).containsExactly(p[2]);
        double step = 1e-3;
        double before = (p[2][0] - Vectors.spline(p[0], p[1], p[2], p[3], 1 - step)[0]) / step;
        double after = (Vectors.spline(p[1], p[2], p[3], p[4], step)[0] - p[2][0]) / step;
        assertThat(before).isCloseTo(after, within(0.05));
        // points on a line stay on it
        assertThat(Vectors.spline(new float[] {0}, new float[] {1}, new float[] {2}, new float[] {3}, 0.3))
                .containsExactly(new float[] {1.3f}, NEAR);
    }
}
