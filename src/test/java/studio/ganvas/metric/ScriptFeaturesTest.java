package studio.ganvas.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.metric.ScriptInterface.Kind;
import studio.ganvas.tensor.Tensor;

/** TorchScript files that PyTorch itself wrote (2.7), of three interfaces; and some that are none. */
class ScriptFeaturesTest extends TensorTestBase {
    private static final Path SCRIPTS = Path.of("src/test/resources/scripts");

    @TempDir
    private Path folder;

    private static ScriptFeatures load(String name) throws IOException {
        Path file = SCRIPTS.resolve(name);
        return ScriptFeatures.load(file, ScriptInterface.of(file));
    }

    /** −1 … 1 so that 0…255 whole numbers come out: value v of the file's test is at (v − 127.5) / 127.5. */
    private static Tensor counting() {
        float[] values = new float[3 * 8 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 127.75f) / 127.5f;
        }
        return Tensor.of(values, 1, 3, 8, 8);
    }

    @Test
    void inceptionIsRecognisedAndCalledWithWholeNumbers() throws IOException {
        ScriptInterface facts = ScriptInterface.of(SCRIPTS.resolve("inception.pt"));
        assertThat(facts.kind()).isEqualTo(Kind.INCEPTION);
        assertThat(facts.parameters())
                .extracting(ScriptInterface.Parameter::name)
                .hasSize(3);
        try (ScriptFeatures features = load("inception.pt")) {
            assertThat(features.dimensions()).isEqualTo(4);
            assertThat(features.id()).startsWith("inception-").hasSize(22);
            float[] expected = {0.1451f, -0.0370f, 0.1386f, 0.1782f};
            float[] probabilities = {0.2590f, 0.2159f, 0.2574f, 0.2677f};
            assertThat(features.features(counting()).toFloats()).containsExactly(expected, within(6e-5f));
            assertThat(features.probabilities(counting()).orElseThrow().toFloats())
                    .containsExactly(probabilities, within(6e-5f));
            assertThat(features.perceptual(counting())).isEmpty();
        }
    }

    @Test
    void vggGivesThePerceptualEmbedding() throws IOException {
        try (ScriptFeatures features = load("vgg.pt")) {
            Tensor embedding = features.perceptual(counting()).orElseThrow();
            assertThat(embedding.shape()).containsExactly(1, 192);
            assertThat(embedding.toFloats()[100]).isCloseTo((100 - 0.25f) / 255, within(1e-5f));
            assertThat(features.probabilities(counting())).isEmpty();
        }
    }

    @Test
    void anyOtherNetworkGetsPicturesAsTheyAre() throws IOException {
        try (ScriptFeatures features = load("plain.pt")) {
            assertThat(features.dimensions()).isEqualTo(6);
            Tensor grey = counting().narrow(1, 0, 1);
            float[] six = features.features(grey).toFloats();
            assertThat(six[3]).isEqualTo(six[5]).isCloseTo((63 - 127.75f) / 127.5f, within(1e-6f));
        }
    }

    @Test
    void aProgramMayNameItsOwnThingsAsItLikes() throws IOException {
        try (ScriptFeatures features = load("mean.pt")) {
            assertThat(features.dimensions()).isEqualTo(3);
            assertThat(features.features(counting()).toFloats()[0])
                    .isCloseTo((31.5f - 127.75f) / 127.5f, within(1e-5f));
        }
        assertThatThrownBy(() -> ScriptInterface.of(folder.resolve("gone.pt")))
                .hasMessageContaining("There is no file");
    }

    @Test
    void aProgramThatWritesFilesIsRefusedUnread() {
        assertThatThrownBy(() -> ScriptInterface.of(SCRIPTS.resolve("writer.pt")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("torch.save");
    }

    @Test
    void filesThatAreNoScriptsAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pt"), "hello");
        assertThatThrownBy(() -> ScriptInterface.of(text)).hasMessageContaining("no TorchScript");
        Path weights = Path.of("src/test/resources/golden/dcgan");
        Path statistics = Files.list(weights)
                .filter(file -> file.toString().endsWith(".pth"))
                .findFirst()
                .orElse(text);
        assertThatThrownBy(() -> ScriptInterface.of(statistics)).hasMessageContaining("no TorchScript");
    }
}
