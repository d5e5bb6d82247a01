package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/**
 * Small pickles as the TensorFlow code writes them, made with random weights by a program of its own from the published
 * table of names; beside each lie the same weights under the names of the PyTorch code.
 */
class TensorFlowFilesTest extends TensorTestBase {
    private static final Path FILES = Path.of("src/test/resources/checkpoints");

    @ParameterizedTest
    @ValueSource(strings = {"legacy-skip-resnet", "legacy-orig-orig", "legacy-resnet-skip"})
    void everyTensorFindsItsPlace(String name) {
        try (Checkpoint legacy = Checkpoints.open(FILES.resolve(name + ".pkl"));
                Checkpoint expected = Checkpoints.open(FILES.resolve(name + ".safetensors"))) {
            StyleFile file = GeneratorFile.foreign(legacy).orElseThrow();
            StateDict wanted = expected.stateDicts().values().iterator().next();
            for (String network : new String[] {"G_ema", "D"}) {
                StateDict ours = file.weights().get(network);
                StateDict theirs = wanted.sub(network + ".");
                assertThat(ours.names()).as(network).containsExactlyInAnyOrderElementsOf(theirs.names());
                theirs.entries().forEach((tensor, value) -> {
                    assertThat(ours.get(tensor).orElseThrow().shape())
                            .as(tensor)
                            .isEqualTo(value.shape());
                    assertThat(ours.get(tensor).orElseThrow().toFloats())
                            .as(tensor)
                            .usingComparatorWithPrecision(1e-6f)
                            .containsExactly(value.toFloats());
                });
            }
            StyleGenerator g = file.load(store);
            Tensor ws = Tensor.zeros(1, g.numWs(), g.wDim());
            assertThat(g.synthesise(ws, Rendering.CONST_NOISE).shape())
                    .containsExactly(1, 3, g.resolution(), g.resolution());
        }
    }

    @Test
    void theFirstStyleGanOfTensorFlowIsRefusedByName() {
        assertThatThrownBy(() -> GeneratorFile.open(FILES.resolve("legacy-first.pkl"), store))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("first StyleGAN");
    }
}
