package studio.ganvas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

class RhoTest extends TensorTestBase {
    private final Draws draws = new Rng(5).at(0, "test");

    /** Both norms apart, from their definitions. */
    private static Tensor reference(Tensor x, Tensor rho, Tensor gamma, Tensor beta) {
        Tensor instance =
                x.sub(x.mean(true, 2, 3)).mul(x.var(true, true, 2, 3).add(1e-5).rsqrt());
        Tensor layer = x.sub(x.mean(true, 1, 2, 3))
                .mul(x.var(true, true, 1, 2, 3).add(1e-5).rsqrt());
        Tensor mixed = rho.mul(instance).add(rho.neg().add(1).mul(layer));
        return mixed.mul(gamma).add(beta);
    }

    private Iln layer(long channels) {
        Iln layer = new Iln(channels);
        layer.load(
                store,
                new StateDict(java.util.Map.of(
                        "rho", draws.uniform(1, channels, 1, 1).toHost(),
                        "gamma", draws.normal(1, channels, 1, 1).toHost(),
                        "beta", draws.normal(1, channels, 1, 1).toHost())));
        return layer;
    }

    @Test
    void twoPassesGiveWhatTheDefinitionGives() {
        Iln layer = layer(6);
        Tensor x = draws.normal(3, 6, 5, 9).mul(2).add(draws.normal(3, 6, 1, 1).mul(3));
        Tensor expected = reference(
                x,
                layer.rho().slot().get(),
                layer.parameters().get("gamma"),
                layer.parameters().get("beta"));
        assertThat(layer.forward(x).sub(expected).abs().amax(false, 0, 1, 2, 3).item())
                .isLessThan(1e-5);
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Iln layer = layer(3);
        Tensor x = draws.normal(2, 3, 4, 4).requiresGrad(true);
        Tensor weights = draws.normal(2, 3, 4, 4);
        List<Tensor> xs = List.of(
                x,
                layer.rho().slot().get(),
                layer.parameters().get("gamma"),
                layer.parameters().get("beta"));
        List<Tensor> gradients;
        try (Autograd.Recording on = Autograd.record()) {
            gradients = Autograd.grad(layer.forward(x).mul(weights).sum(), xs);
        }
        double step = 1e-2;
        for (int i = 0; i < xs.size(); i++) {
            Tensor direction = draws.normal(xs.get(i).shape());
            Tensor before = xs.get(i).detach().copy();
            xs.get(i).set(before.add(direction.mul(step)));
            double up = layer.forward(x).mul(weights).sum().item();
            xs.get(i).set(before.sub(direction.mul(step)));
            double down = layer.forward(x).mul(weights).sum().item();
            xs.get(i).set(before);
            double slope = gradients.get(i).mul(direction).sum().item();
            assertThat((up - down) / (2 * step))
                    .as("gradient " + i)
                    .isCloseTo(slope, org.assertj.core.api.Assertions.within(2e-2 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void aForcedRhoCountsWithoutChangingTheLearntOne() {
        Iln layer = layer(4);
        Tensor x = draws.normal(1, 4, 6, 6);
        HostTensor learnt = layer.rho().slot().get().toHost();
        float[] before = layer.forward(x).toFloats();
        layer.rho().force(OptionalDouble.of(1));
        Tensor instanceOnly = reference(
                x,
                Tensor.full(1, 1, 4, 1, 1),
                layer.parameters().get("gamma"),
                layer.parameters().get("beta"));
        assertThat(layer.forward(x)
                        .sub(instanceOnly)
                        .abs()
                        .amax(false, 0, 1, 2, 3)
                        .item())
                .isLessThan(1e-5);
        layer.rho().force(OptionalDouble.empty());
        assertThat(layer.forward(x).toFloats()).isEqualTo(before);
        assertThat(layer.rho().slot().get().toHost().bytes()).isEqualTo(learnt.bytes());
    }

    @Test
    void fourSmallConvolutionsGiveWhatUpsamplingAndOneLargeGive() {
        NearestConv2d layer = new NearestConv2d(5, 3);
        layer.initialize(store, draws);
        Tensor x = draws.normal(2, 5, 6, 4);
        Tensor plain = layer.forward(x);
        layer.train(false);
        Tensor phased = layer.forward(x);
        assertThat(phased.shape()).containsExactly(2, 3, 12, 8);
        assertThat(phased.sub(plain).abs().amax(false, 0, 1, 2, 3).item()).isLessThan(1e-5);
    }

    @Test
    void severalCallsOfASpectralNormInOneAreThoseCallsInOrder() {
        SpectralNorm apart = new SpectralNorm(Layers.conv(3, 4, 3, 1, 0));
        apart.initialize(store, draws);
        SpectralNorm together = new SpectralNorm(Layers.conv(3, 4, 3, 1, 0));
        together.load(store, apart.stateDict());
        Tensor first = draws.normal(2, 3, 5, 5);
        Tensor second = draws.normal(2, 3, 5, 5);
        Tensor expected = Ops.cat(0, apart.forward(first), apart.forward(second));
        Tensor actual = together.forward(Ops.cat(0, first, second), 2);
        assertThat(actual.sub(expected).abs().amax(false, 0, 1, 2, 3).item()).isLessThan(1e-5);
        assertThat(together.buffers().get("weight_u").toFloats())
                .isEqualTo(apart.buffers().get("weight_u").toFloats());
    }
}
