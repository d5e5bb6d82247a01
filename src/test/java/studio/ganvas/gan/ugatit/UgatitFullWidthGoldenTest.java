package studio.ganvas.gan.ugatit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.gan.AttentiveTranslator.Attended;
import studio.ganvas.gan.AttentiveTranslator.Judged;
import studio.ganvas.golden.FullWidthGoldenTest;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.SpectralNorm;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** U-GAT-IT's networks at their published width; weights from a formula. */
class UgatitFullWidthGoldenTest extends TensorTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POWER_ITERATIONS = 20;

    private final Golden golden = Golden.open("fullwidth");

    private StateDict weights(String entry) {
        JsonNode expected = golden.expectations().path(entry);
        return FullWidthGoldenTest.weights(
                expected.path("fill"), expected.path("salt").asText());
    }

    private Tensor input(String entry) {
        JsonNode expected = golden.expectations().path(entry);
        long[] shape = JSON.convertValue(expected.path("inputs").path("x"), long[].class);
        int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
        return Tensor.of(FullWidthGoldenTest.formula(expected.path("salt").asText() + "/input/x", size, 0, 1), shape);
    }

    private void check(String entry, Map<String, Tensor> outputs) {
        outputs.forEach((name, actual) -> {
            JsonNode output = golden.expectations().path(entry).path("outputs").path(name);
            assertThat(actual.shape()).isEqualTo(JSON.convertValue(output.path("full_shape"), long[].class));
            double l2 = output.path("l2").asDouble();
            assertThat(actual.l2().item()).isCloseTo(l2, within(1e-4 * l2));
            golden.check(
                    entry + "." + name,
                    FullWidthGoldenTest.every(actual, output.path("stride").asInt()));
        });
    }

    @Test
    void theLightGeneratorAgrees() {
        String entry = "ugatit_light.G";
        Generator g = new Generator(3, 64, 4, 256, true);
        g.load(store, weights(entry));
        g.train(false);
        Attended seen = g.forward(input(entry));
        check(
                entry,
                Map.of(
                        "out",
                        seen.picture(),
                        "cam_logit",
                        seen.logits(),
                        "heatmap",
                        seen.heatMap().unsqueeze(1)));
    }

    @ParameterizedTest
    @CsvSource({"ugatit.disL, 5", "ugatit.disG, 7"})
    void discriminatorsAgree(String entry, int layers) {
        StateDict weights = weights(entry);
        int ch = (int) weights.get("model.1.weight_orig").map(HostTensor::shape).orElseThrow()[0];
        Discriminator d = new Discriminator(3, ch, layers);
        d.load(store, weights);
        iterate(d);
        d.train(false);
        Judged seen = d.forward(input(entry));
        check(
                entry,
                Map.of(
                        "out",
                        seen.answers(),
                        "cam_logit",
                        seen.logits(),
                        "heatmap",
                        seen.heatMap().unsqueeze(1)));
    }

    /** The fixture's note: u from the formula, then twenty power iterations. */
    private static void iterate(Module network) {
        network.each(layer -> {
            if (layer instanceof SpectralNorm norm) {
                Tensor w = norm.originalWeight().get().flatten();
                Tensor u = norm.buffers().get("weight_u");
                Tensor v = norm.buffers().get("weight_v");
                for (int i = 0; i < POWER_ITERATIONS; i++) {
                    v.set(unit(Ops.matmul(w.transpose(0, 1), u)));
                    u.set(unit(Ops.matmul(w, v)));
                }
            }
        });
    }

    private static Tensor unit(Tensor vector) {
        return vector.div(vector.l2());
    }
}
