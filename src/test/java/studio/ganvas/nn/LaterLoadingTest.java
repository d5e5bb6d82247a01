package studio.ganvas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

class LaterLoadingTest extends TensorTestBase {
    private static final int PIECE_BYTES = 16 << 20;

    private final List<Long> reads = new ArrayList<>();

    /** Elements 0, 1, 2 … that are computed when they are read. */
    private HostTensor counting(long... shape) {
        return HostTensor.lazy(DType.F32, shape, (offset, length) -> {
            reads.add(length);
            ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
            for (long i = offset / 4; i < (offset + length) / 4; i++) {
                bytes.putFloat(i);
            }
            return bytes.flip();
        });
    }

    @Test
    void nothingIsReadBeforeItIsUsed() {
        Linear layer = new Linear(2, 3, false);
        layer.loadLater(store, new StateDict(Map.of("weight", counting(3, 2))));
        assertThat(layer.filled()).isTrue();
        assertThat(reads).isEmpty();
        Tensor y = layer.forward(Tensor.of(new float[] {1, 10}, 1, 2));
        assertThat(y.toFloats()).containsExactly(10, 32, 54);
        layer.forward(Tensor.of(new float[] {1, 10}, 1, 2));
        assertThat(reads).containsExactly(24L);
    }

    @Test
    void anotherNetworksWeightsAreRefusedAtOnce() {
        StateDict foreign = new StateDict(Map.of("weight", counting(4, 2)));
        assertThatThrownBy(() -> new Linear(2, 3, false).loadLater(store, foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another network");
        assertThat(reads).isEmpty();
    }

    @Test
    void aLargeWeightComesInPiecesAndWhole() {
        Linear layer = new Linear(4096, 1100, false);
        layer.load(store, new StateDict(Map.of("weight", counting(1100, 4096))));
        assertThat(reads).containsExactly((long) PIECE_BYTES, 4L * 4096 * 1100 - PIECE_BYTES);
        float[] values = layer.weight().get().toFloats();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i);
        }
        assertThat(layer.weight().get().requiresGrad()).isTrue();
    }
}
