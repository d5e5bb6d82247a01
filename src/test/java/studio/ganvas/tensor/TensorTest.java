package studio.ganvas.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void arithmeticBroadcasts() {
        try (Scope scope = Scope.open()) {
            Tensor a = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            Tensor b = Tensor.of(new float[] {10, 20}, 2);
            assertThat(a.add(b).toFloats()).containsExactly(11, 22, 13, 24);
            assertThat(a.transpose(0, 1).toFloats()).containsExactly(1, 3, 2, 4);
            assertThat(a.var(true, false, 0, 1).item()).isCloseTo(5 / 3.0, within(1e-6));
            assertThat(a.mean(false, 0, 1).item()).isEqualTo(2.5);
        }
    }

    @Test
    void noTensorIsMadeOutsideAScope() {
        assertThatThrownBy(() -> Tensor.zeros(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void differentiatesTwice() {
        try (Scope scope = Scope.open();
                Autograd.Recording on = Autograd.record()) {
            Tensor x = Tensor.of(new float[] {3}, 1).requiresGrad(true);
            Tensor y = x.pow(3).sum();
            Tensor first = Autograd.grad(y, List.of(x), true).get(0);
            Tensor second = Autograd.grad(first.sum(), List.of(x)).get(0);
            assertThat(first.item()).isEqualTo(27);
            assertThat(second.item()).isEqualTo(18);
        }
    }

    @Test
    void adamTakesTheStepOfTheFormula() {
        try (TensorStore store = new TensorStore();
                Scope scope = Scope.open()) {
            Tensor w = store.own(Tensor.of(new float[] {1, -2}, 2)).requiresGrad(true);
            Adam adam = new Adam(Map.of("w", w), Adam.Settings.of(0.1, 0.5, 0.999), store);
            for (int i = 0; i < 2; i++) {
                try (Scope step = Scope.open();
                        Autograd.Recording on = Autograd.record()) {
                    adam.minimize(w.square().sum());
                }
            }
            // by hand: first step moves by lr·sign(g); second from the moments of g1 = 2w, g2 = 2(w ∓ 0.1)
            float[] moved = w.toFloats();
            assertThat(moved[0]).isCloseTo(hand(1), within(1e-6f));
            assertThat(moved[1]).isCloseTo(-hand(2), within(1e-6f));
        }
    }

    private static float hand(double w) {
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 2; t++) {
            double g = 2 * w;
            m = 0.5 * m + 0.5 * g;
            v = 0.999 * v + 0.001 * g * g;
            w -= 0.1 * (m / (1 - Math.pow(0.5, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
        }
        return (float) w;
    }

    @Test
    void trainingStepsLeakNothingIntoTheStore() {
        try (TensorStore store = new TensorStore();
                Scope scope = Scope.open()) {
            Tensor w = store.own(Tensor.full(0.1, 4, 3, 3, 3)).requiresGrad(true);
            Adam adam = new Adam(Map.of("w", w), Adam.Settings.of(1e-3, 0.5, 0.999), store);
            store.seal();
            int before = store.size();
            for (int i = 0; i < 5; i++) {
                try (Scope step = Scope.open();
                        Autograd.Recording on = Autograd.record()) {
                    Tensor x = Tensor.full(0.5, 2, 3, 8, 8);
                    adam.minimize(
                            Ops.conv2d(x, w, Optional.empty(), 1, 1, 1).square().mean());
                }
            }
            assertThat(store.size()).isEqualTo(before);
            assertThatThrownBy(() -> store.own(Tensor.zeros(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFailureSaysWhatTheEngineSaid() {
        try (Scope scope = Scope.open()) {
            assertThatThrownBy(() -> Ops.matmul(Tensor.zeros(2, 3), Tensor.zeros(2, 3)))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("matmul");
        }
    }

    /** The fused kernel reads memory in order, whatever the strides say. */
    @Test
    void adamUnderstandsGradientsThatAreTransposedViews() {
        try (Scope scope = Scope.open();
                TensorStore store = new TensorStore()) {
            Tensor parameter = store.own(Tensor.zeros(2, 3));
            Adam adam = new Adam(java.util.Map.of("p", parameter), Adam.Settings.of(1, 0, 0.5), store);
            Tensor gradient = Tensor.of(new float[] {1, -1, 1, 1, -1, -1}, 3, 2).transpose(0, 1);
            adam.step(java.util.List.of(gradient));
            float[] expected = gradient.neg().toFloats();
            float[] actual = parameter.toFloats();
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-5f));
            }
        }
    }
}
