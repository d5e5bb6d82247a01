package studio.ganvas.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Half precision on the host rounds as PyTorch does. */
class HalfTest {
    @Test
    void everyHalfSurvivesAndValuesBetweenAreRoundedAsByTorch() {
        float[] values = new float[4 * 65536];
        for (int i = 0; i < values.length; i++) {
            // all exponents and signs, and fractions beyond what a half holds
            values[i] = Float.intBitsToFloat((i << 14) ^ (i % 3 == 0 ? 0x1000 : i % 3 == 1 ? 0x2000 : 0x0fff));
        }
        HostTensor wide = HostTensor.of(values, values.length);
        float[] rounded = wide.asFloat16().toFloats();
        try (Scope scope = Scope.open()) {
            float[] expected = Matrices.roundedToHalf(Tensor.of(wide)).toFloats();
            assertThat(rounded).containsExactly(expected);
        }
    }
}
