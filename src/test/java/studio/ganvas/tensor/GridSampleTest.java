package studio.ganvas.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.TensorTestBase;

class GridSampleTest extends TensorTestBase {
    private final Draws draws = new Rng(5).at(0, "grid");

    @Test
    void agreesWithTheEnginesOwnSamplingInsideAndOutside() {
        Tensor x = draws.normal(2, 3, 5, 7);
        Tensor grid = draws.uniform(2, 4, 6, 2).mul(3).sub(1.5);
        assertThat(GridSample.bilinear(x, grid).toFloats())
                .containsExactly(Ops.gridSample(x, grid, false, false).toFloats(), within(1e-5f));
    }

    @Test
    void firstDerivativesAgreeWithTheEnginesOwn() {
        Tensor x = draws.normal(1, 2, 5, 4).requiresGrad(true);
        Tensor grid = draws.uniform(1, 3, 3, 2).mul(2).sub(1).requiresGrad(true);
        Tensor weight = draws.normal(1, 2, 3, 3);
        try (Autograd.Recording on = Autograd.record()) {
            List<Tensor> own =
                    Autograd.grad(GridSample.bilinear(x, grid).mul(weight).sum(), List.of(x, grid));
            List<Tensor> engine = Autograd.grad(
                    Ops.gridSample(x, grid, false, false).mul(weight).sum(), List.of(x, grid));
            for (int i = 0; i < 2; i++) {
                assertThat(own.get(i).toFloats()).containsExactly(engine.get(i).toFloats(), within(1e-4f));
            }
        }
    }

    @Test
    void theSecondDerivativeAgreesWithFiniteDifferences() {
        Tensor x = draws.normal(1, 1, 4, 4).toFloat64();
        Tensor grid = draws.uniform(1, 2, 2, 2).mul(1.2).sub(0.6).toFloat64();
        Tensor direction = draws.normal(1, 1, 4, 4).toFloat64();
        double h = 1e-6;
        double expected = (penalty(x.add(direction.mul(h)), grid) - penalty(x.add(direction.mul(-h)), grid)) / (2 * h);
        Tensor at = x.copy().requiresGrad(true);
        try (Autograd.Recording on = Autograd.record()) {
            Tensor gradient =
                    Autograd.grad(squaredGradient(at, grid), List.of(at)).get(0);
            double actual = gradient.mul(direction).sum().item();
            assertThat(Math.abs(expected)).isGreaterThan(1e-3);
            assertThat(actual).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
        }
    }

    private static double penalty(Tensor x, Tensor grid) {
        try (Autograd.Recording on = Autograd.record()) {
            return squaredGradient(x.detach().requiresGrad(true), grid).item();
        }
    }

    /** ‖∂(Σ sample²)/∂x‖², whose derivative needs sampling to be differentiated twice. */
    private static Tensor squaredGradient(Tensor x, Tensor grid) {
        Tensor y = GridSample.bilinear(x, grid).pow(3).sum();
        return Autograd.grad(y, List.of(x), true).get(0).square().sum();
    }
}
