package studio.ganvas.gan.junyanz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.Translator;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.StateDict;

/** Files that the official code wrote open with nothing said about them. */
class GeneratorFileGoldenTest extends TensorTestBase {
    static Stream<String> fixtures() {
        return Stream.of("cyclegan", "pix2pix").flatMap(system -> Golden.variants(system).stream());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theNetworkIsRecognisedAndTranslatesAsRecorded(String name) {
        Golden golden = Golden.open(name);
        JunyanzFixture fixture = new JunyanzFixture(golden, store);
        int opened = 0;
        for (String network : List.of("G", "G_A")) {
            Path file = Path.of(System.getProperty("golden.dir", "src/test/resources/golden"), name)
                    .resolve("latest_net_" + network + ".pth");
            if (!Files.exists(file)) {
                continue;
            }
            StateDict weights = golden.checkpoint(file.getFileName().toString());
            GeneratorSpec spec = GeneratorFile.recognise(weights).orElseThrow();
            assertThat(spec.netG()).isEqualTo(fixture.config().path("netG").asText());
            assertThat(spec.norm().name())
                    .isEqualToIgnoringCase(fixture.config().path("norm").asText());
            Translator translator =
                    NetworkTranslator.of(weights, network, true, store).orElseThrow();
            assertThat(translator.channels())
                    .isEqualTo(fixture.config().path("input_nc").asInt());
            golden.check(
                    network + ".eval",
                    translator.translate(
                            golden.tensor("x"), translator.directions().get(0)));
            opened++;
        }
        assertThat(opened).isPositive();
    }
}
