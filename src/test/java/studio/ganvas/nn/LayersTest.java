package studio.ganvas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

class LayersTest extends TensorTestBase {
    private final Draws draws = new Rng(7).at(0, "test");

    /** The layer with every parameter one and every buffer zero. */
    private <M extends Module> M ones(M layer) {
        layer.initialize(store, draws);
        layer.parameters().values().forEach(each -> each.set(each.like(1)));
        layer.buffers().values().forEach(each -> each.set(each.like(0)));
        return layer;
    }

    @Test
    void aLinearLayerOfOnesAddsUp() {
        Linear layer = ones(Layers.linear(3, 2));
        assertThat(layer.forward(Tensor.of(new float[] {1, 2, 3}, 1, 3)).toFloats())
                .containsExactly(7, 7);
    }

    @Test
    void aConvolutionOfOnesAddsUpWhatItsWindowSees() {
        Conv2d layer = ones(Layers.convNoBias(2, 1, 3, 1, 1));
        float[] y = layer.forward(Tensor.full(1, 1, 2, 3, 3)).toFloats();
        assertThat(y).containsExactly(8, 12, 8, 12, 18, 12, 8, 12, 8);
    }

    @Test
    void aTransposedConvolutionOfOnesSpreadsAndAdds() {
        ConvTranspose2d layer = ones(Layers.convTransposeNoBias(1, 1, 2, 1, 0));
        Tensor y = layer.forward(Tensor.of(new float[] {1, 2}, 1, 1, 1, 2));
        assertThat(y.shape()).containsExactly(1, 1, 2, 3);
        assertThat(y.toFloats()).containsExactly(1, 3, 2, 1, 3, 2);
    }

    @Test
    void sequentialLayersHaveTheOfficialNumbers() {
        Sequential net =
                Layers.sequential(Layers.conv(3, 4, 3, 1, 1), Layers.relu(), Layers.batchNorm(4), Layers.dropout(0.5));
        assertThat(net.shapes().keySet())
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "2.weight",
                        "2.bias",
                        "2.running_mean",
                        "2.running_var",
                        "2.num_batches_tracked");
        assertThat(net.parameterCount()).isEqualTo(3 * 4 * 9 + 4 + 8);
    }

    @Test
    void batchNormNormalisesWithTheBatchAndRemembersTheUnbiasedVariance() {
        BatchNorm norm = Layers.batchNorm(1);
        norm.initialize(store, draws);
        Tensor x = Tensor.of(new float[] {1, 3}, 2, 1);
        float[] y = norm.forward(x).toFloats();
        assertThat(y[1]).isCloseTo((float) (1 / Math.sqrt(1 + 1e-5)), within(1e-6f));
        assertThat(norm.buffers().get("running_mean").item()).isCloseTo(0.2, within(1e-6));
        assertThat(norm.buffers().get("running_var").item()).isCloseTo(0.9 + 0.1 * 2, within(1e-6));
        assertThat(norm.buffers().get("num_batches_tracked").item()).isEqualTo(1);
    }

    @Test
    void batchNormRefusesToLearnFromOneValue() {
        BatchNorm norm = Layers.batchNorm(2);
        norm.initialize(store, draws);
        assertThatThrownBy(() -> norm.forward(Tensor.zeros(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch size");
    }

    @Test
    void keptBuffersAreAsBefore() {
        BatchNorm norm = Layers.batchNorm(1);
        norm.initialize(store, draws);
        try (Module.Kept kept = norm.keepBuffers()) {
            norm.forward(Tensor.of(new float[] {1, 3}, 2, 1));
            assertThat(norm.buffers().get("running_mean").item()).isNotEqualTo(0);
        }
        assertThat(norm.buffers().get("running_mean").item()).isEqualTo(0);
        assertThat(norm.buffers().get("num_batches_tracked").item()).isEqualTo(0);
    }

    @Test
    void instanceNormNormalisesEachChannelOfEachPicture() {
        Tensor y = Layers.instanceNorm(1).forward(Tensor.of(new float[] {1, 3, 10, 30}, 2, 1, 1, 2));
        float one = (float) (1 / Math.sqrt(1 + 1e-5));
        assertThat(y.toFloats()).containsExactly(new float[] {-one, one, -1, 1}, within(1e-6f));
    }

    @Test
    void layerNormNormalisesTheLastAxes() {
        LayerNorm norm = Layers.layerNorm(2);
        norm.initialize(store, draws);
        assertThat(norm.forward(Tensor.of(new float[] {-10, 10, 3, 3}, 2, 2)).toFloats())
                .containsExactly(new float[] {-1, 1, 0, 0}, within(1e-6f));
    }

    @Test
    void dropoutActsInTrainingOrWhenItIsLive() {
        Tensor x = Tensor.full(1, 64, 64);
        Dropout layer = Layers.dropout(0.25);
        try (Draws.Use use = draws.use()) {
            float mean = (float) layer.forward(x).mean().item();
            assertThat(mean).isCloseTo(1, within(0.05f));
            assertThat(layer.forward(x).amax(false, 0, 1).item()).isCloseTo(4 / 3.0, within(1e-6));
            layer.train(false);
            assertThat(layer.forward(x).toFloats()).containsOnly(1);
            layer.live(true);
            assertThat(layer.forward(x).toFloats()).contains(0);
        }
    }

    @Test
    void channelDropoutKeepsOrDropsWholeChannels() {
        try (Draws.Use use = draws.use()) {
            Tensor y = Layers.dropout2d(0.5).forward(Tensor.full(1, 8, 8, 4, 4));
            Tensor spread = y.amax(false, 2, 3).sub(y.amin(false, 2, 3));
            assertThat(spread.toFloats()).containsOnly(0);
            assertThat(y.toFloats()).contains(0).contains(2);
        }
    }

    @Test
    void dropoutWithoutASourceOfDrawsSaysSo() {
        assertThatThrownBy(() -> Layers.dropout(0.5).forward(Tensor.zeros(1, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Draws.use()");
    }

    @Test
    void anEmbeddingLooksRowsUp() {
        Embedding layer = Layers.embedding(3, 2);
        layer.load(store, new StateDict(Map.of("weight", HostTensor.of(new float[] {0, 1, 10, 11, 20, 21}, 3, 2))));
        assertThat(layer.forward(Tensor.of(new long[] {2, 0}, 2)).toFloats()).containsExactly(20, 21, 0, 1);
    }

    @Test
    void theSpectralNormOfAMultipleOfTheIdentityIsTheIdentity() {
        SpectralNorm layer = Layers.spectralNorm(new Linear(2, 2, false));
        layer.initialize(store, draws);
        layer.originalWeight().get().set(Tensor.of(new float[] {5, 0, 0, 5}, 2, 2));
        assertThat(layer.shapes().keySet()).containsExactly("weight_orig", "weight_u", "weight_v");
        float[] y = layer.forward(Tensor.of(new float[] {1, 2}, 1, 2)).toFloats();
        assertThat(y).containsExactly(new float[] {1, 2}, within(1e-5f));
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedByName() {
        Linear layer = Layers.linear(3, 2);
        StateDict other = new StateDict(
                Map.of("weight", HostTensor.of(new float[6], 3, 2), "gain", HostTensor.of(new float[1], 1)));
        assertThatThrownBy(() -> layer.load(store, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weight is [3, 2] but this network has [2, 3]")
                .hasMessageContaining("bias is missing")
                .hasMessageContaining("gain is not known here");
    }

    @Test
    void filesWithoutBatchCountersLoad() {
        BatchNorm norm = Layers.batchNorm(2);
        norm.initialize(store, draws);
        Map<String, HostTensor> old = new LinkedHashMap<>(norm.stateDict().entries());
        old.remove("num_batches_tracked");
        BatchNorm other = Layers.batchNorm(2);
        other.load(store, new StateDict(old));
        assertThat(other.buffers().get("num_batches_tracked").item()).isEqualTo(0);
    }

    @Test
    void savedWeightsAreTheLoadedOnes() {
        Sequential net = Layers.sequential(Layers.conv(1, 2, 3, 1, 1), Layers.batchNorm(2));
        net.initialize(store, draws);
        Sequential copy = Layers.sequential(Layers.conv(1, 2, 3, 1, 1), Layers.batchNorm(2));
        copy.load(store, net.stateDict());
        net.stateDict().entries().forEach((name, tensor) -> assertThat(
                        copy.stateDict().get(name).orElseThrow().bytes())
                .as(name)
                .isEqualTo(tensor.bytes()));
    }
}
