package studio.ganvas.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.gan.Cgan;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.animegan2.AnimeGenerator;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** Every network at its published width, under the options of the preset that says so; weights from a formula. */
public class FullWidthGoldenTest extends TensorTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLASSES = 10;

    @Test
    void theFormulaIsUnderstood() {
        Golden golden = Golden.open("fullwidth");
        golden.check("formula_check", HostTensor.of(formula("abc", 16, 0, 1), 16));
    }

    @ParameterizedTest
    @CsvSource({
        "gan.G, gan, published",
        "gan.D, gan, published",
        "cgan.G, cgan, published",
        "cgan.D, cgan, published",
        "dcgan.G, dcgan, pytorch-gan",
        "dcgan.D, dcgan, pytorch-gan",
        "ptdcgan.G, dcgan, published",
        "ptdcgan.D, dcgan, published",
        "cyclegan.G, cyclegan, published",
        "cyclegan.D, cyclegan, published",
        "pix2pix.G, pix2pix, published",
        "pix2pix.D, pix2pix, published"
    })
    void networksOfPublishedWidthAgree(String entry, String systemId, String preset) {
        check(entry, network(systemId, preset, entry.substring(entry.indexOf('.') + 1)));
    }

    @Test
    void theAnimeGeneratorAgrees() {
        check("animegan2.G", new AnimeGenerator(true));
    }

    private void check(String entry, Module network) {
        Golden golden = Golden.open("fullwidth");
        JsonNode expected = golden.expectations().path(entry);
        String salt = expected.path("salt").asText();
        network.load(store, weights(expected.path("fill"), salt));
        network.train(false);

        Map.Entry<String, JsonNode> input =
                expected.path("inputs").properties().iterator().next();
        long[] shape = JSON.convertValue(input.getValue(), long[].class);
        Tensor x = Tensor.of(formula(salt + "/input/" + input.getKey(), size(shape), 0, 1), shape);
        Tensor y = forward(network, x, expected.path("note").asText());

        JsonNode output = expected.path("outputs").path("y");
        assertThat(y.shape()).isEqualTo(JSON.convertValue(output.path("full_shape"), long[].class));
        assertThat(y.l2().item())
                .isCloseTo(
                        output.path("l2").asDouble(),
                        within(1e-4 * output.path("l2").asDouble()));
        golden.check(entry + ".y", every(y, output.path("stride").asInt()));
    }

    private static Module network(String systemId, String preset, String name) {
        GanSystem system = GanSystems.byId(systemId);
        Map<String, Object> values = system.info().presets().stream()
                .filter(each -> each.id().equals(preset))
                .findFirst()
                .orElseThrow()
                .values();
        Options options = Options.of(system.info().options(), values);
        Map<String, Module> networks = system.networks(options, new DataFacts(Collections.nCopies(CLASSES, "a class")));
        // of a pair of networks, such as G_A and G_B, the first
        return networks.containsKey(name) ? networks.get(name) : networks.get(name + "_A");
    }

    private static Tensor forward(Module network, Tensor x, String note) {
        if (network instanceof Cgan.Generator g) {
            return g.forward(x, labels(note));
        }
        return network instanceof Cgan.Discriminator d ? d.forward(x, labels(note)) : ((Layer) network).forward(x);
    }

    /** From a note such as {@code labels [3,7,0]}. */
    private static Tensor labels(String note) {
        Matcher list = Pattern.compile("labels \\[([0-9, ]+)]").matcher(note);
        assertThat(list.find()).as("labels in the note “" + note + "”").isTrue();
        long[] labels = Arrays.stream(list.group(1).split(","))
                .mapToLong(each -> Long.parseLong(each.strip()))
                .toArray();
        return Tensor.of(labels, labels.length);
    }

    public static Tensor every(Tensor y, int stride) {
        Tensor kept = y;
        for (int axis = 2; axis < y.rank(); axis++) {
            int n = (int) y.size(axis);
            long[] index = java.util.stream.LongStream.iterate(0, i -> i < n, i -> i + stride)
                    .toArray();
            kept = kept.indexSelect(axis, Tensor.of(index, index.length));
        }
        return kept;
    }

    public static StateDict weights(JsonNode fill, String salt) {
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        fill.forEach(text -> {
            try {
                JsonNode entry = JSON.readTree(text.asText());
                String name = entry.path(0).asText();
                long[] shape = JSON.convertValue(entry.path(1), long[].class);
                float[] values = formula(
                        salt + "/" + name,
                        size(shape),
                        entry.path(2).asDouble(),
                        entry.path(3).asDouble(1));
                if (entry.path(3).asText().equals("unit")) {
                    values = unitLength(values);
                }
                weights.put(name, HostTensor.of(values, shape));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new StateDict(weights);
    }

    private static float[] unitLength(float[] values) {
        return Tensor.of(values, values.length)
                .div(Tensor.of(values, values.length).l2())
                .toFloats();
    }

    private static int size(long... shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** The hash of {@code golden.json}: FNV-1a of the key, then 32 mixed bits for each element. */
    public static float[] formula(String key, int n, double offset, double scale) {
        int h = 0x811c9dc5;
        for (byte each : key.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            h = (h ^ (each & 0xff)) * 0x01000193;
        }
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            int x = h + i * 0x9E3779B9;
            x ^= x >>> 16;
            x *= 0x7feb352d;
            x ^= x >>> 15;
            x *= 0x846ca68b;
            x ^= x >>> 16;
            float u = (float) ((x >>> 8) * 0x1p-23 - 1);
            values[i] = (float) offset + (float) scale * u;
        }
        return values;
    }
}
