package studio.ganvas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.nn.Winograd.Border;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.Torch;

/** {@link Winograd} against libtorch's convolution: results, gradients, and when it is taken. */
class WinogradTest {
    private static final Rng RNG = new Rng(5);

    @ParameterizedTest(name = "{0} × [{1}, {2}, {3}] → {4}, padding {5}, {6}")
    @CsvSource({
        "1, 3, 16, 16, 5, 1, ZEROS",
        "2, 4, 8, 12, 3, 1, REFLECTION",
        "1, 2, 2, 5, 2, 1, REFLECTION", // smaller than a tile; the border reflects over the whole picture
        "3, 5, 13, 7, 4, 0, ZEROS", // edges that are no multiple of a tile
        "1, 6, 9, 10, 6, 1, REFLECTION"
    })
    void resultAndGradientsAreThoseOfThePlainSum(int n, int in, int h, int w, int out, int padding, Border border) {
        try (Scope scope = Scope.open();
                Autograd.Recording recording = Autograd.record()) {
            Tensor x = RNG.at(h, "x").normal(n, in, h, w).requiresGrad(true);
            Tensor weight = RNG.at(h, "weight").normal(out, in, 3, 3).requiresGrad(true);
            Tensor bias = RNG.at(h, "bias").normal(out).requiresGrad(true);
            Tensor plain = border == Border.REFLECTION
                    ? Ops.conv2d(Ops.reflectionPad(x, padding), weight, Optional.of(bias), 1, 0, 1)
                    : Ops.conv2d(x, weight, Optional.of(bias), 1, padding, 1);
            Tensor fast = Winograd.convolve(x, weight, Optional.of(bias), padding, border);
            near(fast, plain);
            Tensor direction = RNG.at(h, "direction").normal(plain.shape());
            List<Tensor> leaves = List.of(x, weight, bias);
            List<Tensor> wanted = Autograd.grad(plain.mul(direction).sum(), leaves);
            List<Tensor> got = Autograd.grad(fast.mul(direction).sum(), leaves);
            for (int i = 0; i < leaves.size(); i++) {
                near(got.get(i), wanted.get(i));
            }
        }
    }

    @Test
    void wideConvolutionsTakeItAndNarrowOnesDoNot() {
        try (Scope scope = Scope.open();
                Autograd.Recording none = Autograd.pause()) {
            Tensor x = RNG.at(0, "wide").normal(1, 256, 32, 32);
            Tensor wide = RNG.at(0, "w").normal(256, 256, 3, 3);
            boolean cpu = !Torch.device().isGpu();
            assertThat(Winograd.pays(x, wide, 1)).isEqualTo(cpu);
            assertThat(Winograd.pays(x, wide.narrow(0, 0, 64), 1)).isFalse();
            assertThat(Winograd.pays(x.narrow(2, 0, 8).narrow(3, 0, 8), wide, 1))
                    .isFalse();
            assertThat(Winograd.pays(x, RNG.at(0, "4").normal(256, 256, 4, 4), 1))
                    .isFalse();
            Tensor half = wide.narrow(0, 0, 128);
            assertThat(Winograd.pays(x, half, 1)).isFalse();
            try (Autograd.Recording recording = Autograd.record()) {
                assertThat(Winograd.pays(x, half, 1)).isEqualTo(cpu);
            }
        }
    }

    @Test
    void aWideLayerMakesWhatThePlainSumMakes() {
        try (Scope scope = Scope.open();
                Autograd.Recording none = Autograd.pause()) {
            Tensor x = RNG.at(0, "wide").normal(1, 256, 32, 36);
            Conv2d layer = Conv2d.reflected(256, 256, true);
            Tensor weight = RNG.at(1, "w").normal(256, 256, 3, 3).mul(0.02);
            Optional<Tensor> bias = Optional.of(RNG.at(1, "b").normal(256));
            near(layer.apply(x, weight, bias), Ops.conv2d(Ops.reflectionPad(x, 1), weight, bias, 1, 0, 1));
        }
    }

    private static void near(Tensor got, Tensor wanted) {
        assertThat(got.shape()).isEqualTo(wanted.shape());
        float[] a = got.toFloats();
        float[] b = wanted.toFloats();
        double largest = 0;
        double apart = 0;
        for (int i = 0; i < b.length; i++) {
            largest = Math.max(largest, Math.abs(b[i]));
            apart = Math.max(apart, Math.abs(a[i] - b[i]));
        }
        assertThat(apart / largest).isLessThan(5e-6);
    }
}
