package studio.ganvas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** The operations of NVIDIA's torch_utils.ops, with their gradients. */
class StyleOpsGoldenTest extends TensorTestBase {
    private Golden golden;
    private Autograd.Recording recording;

    @BeforeEach
    void load() {
        golden = Golden.open("stylegan2/ops");
        recording = Autograd.record();
    }

    @org.junit.jupiter.api.AfterEach
    void stop() {
        recording.close();
    }

    private List<JsonNode> cases(String op) {
        List<JsonNode> found = new ArrayList<>();
        golden.expectations().path("cases").forEach(each -> {
            if (each.path("op").asText().equals(op)) {
                found.add(each);
            }
        });
        assertThat(found).as("cases of " + op).isNotEmpty();
        return found;
    }

    private static Optional<Tensor> filter(JsonNode taps) {
        return taps.isNull() ? Optional.empty() : Optional.of(Fir.filter(taps(taps), true, false, 1));
    }

    private static Tensor taps(JsonNode node) {
        boolean flat = !node.path(0).isArray();
        List<Float> values = new ArrayList<>();
        (flat ? List.of(node) : node).forEach(row -> row.forEach(each -> values.add((float) each.asDouble())));
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return flat
                ? Tensor.of(array, array.length)
                : Tensor.of(array, node.size(), node.path(0).size());
    }

    /** A number for both axes, or x then y. */
    private static long axis(JsonNode node, int axis, long otherwise) {
        return node.isArray() ? node.path(axis).asLong() : node.asLong(otherwise);
    }

    private static Fir.Padding padding(JsonNode node) {
        return node.isArray()
                ? new Fir.Padding(
                        node.path(0).asLong(),
                        node.path(1).asLong(),
                        node.path(2).asLong(),
                        node.path(3).asLong())
                : Fir.Padding.all(node.asLong(0));
    }

    /** Compares the gradients of Σ y·gy with those of the fixture. */
    private void checkGradients(String prefix, Tensor y, List<String> names, List<Tensor> inputs) {
        Tensor scalar = y.mul(golden.tensor(prefix + "gy")).sum();
        List<Tensor> gradients = Autograd.grad(scalar, inputs, true);
        for (int i = 0; i < names.size(); i++) {
            golden.check(prefix + names.get(i), gradients.get(i));
        }
    }

    private Tensor leaf(String name) {
        return golden.tensor(name).requiresGrad(true);
    }

    @Test
    void filtersAgree() {
        Pattern arguments =
                Pattern.compile("setup_filter\\((.*), normalize=(\\w+), flip_filter=(\\w+), gain=([\\d.]+)\\)");
        JsonNode twelve = cases("upfirdn2d").stream()
                .map(each -> each.path("filter"))
                .filter(each -> each.size() == 12)
                .findFirst()
                .orElseThrow();
        List<String> names = golden.io().names().stream()
                .filter(name -> name.startsWith("setup_filter."))
                .toList();
        assertThat(names).isNotEmpty();
        for (String name : names) {
            Matcher call = arguments.matcher(golden.meaning(name));
            assertThat(call.matches()).as(golden.meaning(name)).isTrue();
            JsonNode given = call.group(1).startsWith("12") ? twelve : Golden.json(call.group(1));
            golden.check(
                    name,
                    Fir.filter(
                            taps(given),
                            call.group(2).equals("True"),
                            call.group(3).equals("True"),
                            Double.parseDouble(call.group(4))));
        }
    }

    @Test
    void resamplingAgrees() {
        for (JsonNode each : cases("upfirdn2d")) {
            String prefix = "upfirdn2d." + each.path("index").asInt() + ".";
            Tensor x = leaf(prefix + "x");
            Fir.Plan plan = new Fir.Plan(
                    axis(each.path("up"), 0, 1),
                    axis(each.path("up"), 1, 1),
                    axis(each.path("down"), 0, 1),
                    axis(each.path("down"), 1, 1),
                    padding(each.path("padding")),
                    each.path("flip_filter").asBoolean(),
                    each.path("gain").asDouble());
            Tensor y = Fir.apply(x, filter(each.path("filter")), plan);
            golden.check(prefix + "y", y);
            checkGradients(prefix, y, List.of("gx"), List.of(x));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsample2d", "downsample2d", "filter2d"})
    void enlargingReducingAndBlurringAgree(String op) {
        for (JsonNode each : cases(op)) {
            String prefix = "resample." + each.path("index").asInt() + ".";
            Tensor x = golden.tensor(prefix + "x");
            Tensor f = filter(each.path("filter")).orElseThrow();
            JsonNode kwargs = each.path("kwargs");
            Fir.Padding more = padding(kwargs.path("padding"));
            boolean flip = kwargs.path("flip_filter").asBoolean();
            double gain = kwargs.path("gain").asDouble(1);
            golden.check(
                    prefix + "y",
                    switch (op) {
                        case "upsample2d" ->
                            Fir.upsample(x, f, kwargs.path("up").asLong(2), more, flip, gain);
                        case "downsample2d" ->
                            Fir.downsample(x, f, kwargs.path("down").asLong(2), more, flip, gain);
                        default -> Fir.blur(x, f, more, flip, gain);
                    });
        }
    }

    @Test
    void activationsAgree() {
        for (JsonNode each : cases("bias_act")) {
            String prefix = "bias_act." + each.path("index").asInt() + ".";
            Activation activation = Activation.named(each.path("act").asText());
            assertThat(activation.alpha()).isEqualTo(each.path("def_alpha").asDouble());
            assertThat(activation.gain()).isEqualTo(each.path("def_gain").asDouble());
            JsonNode kwargs = each.path("kwargs");
            BiasAct act = new BiasAct(
                    activation,
                    kwargs.path("alpha").asDouble(activation.alpha()),
                    kwargs.path("gain").asDouble(activation.gain()),
                    kwargs.has("clamp") ? OptionalDouble.of(kwargs.path("clamp").asDouble()) : OptionalDouble.empty());
            Tensor x = leaf(prefix + "x");
            Tensor b = leaf(prefix + "b");
            Tensor y = act.apply(x, Optional.of(b));
            golden.check(prefix + "y", y);
            checkGradients(prefix, y, List.of("gx", "gb"), List.of(x, b));
        }
    }

    private static ResampledConv conv(JsonNode each) {
        return new ResampledConv(
                each.path("up").asLong(),
                each.path("down").asLong(),
                padding(each.path("padding")),
                each.path("groups").asLong(1),
                each.path("flip_weight").asBoolean());
    }

    @Test
    void resampledConvolutionsAgree() {
        for (JsonNode each : cases("conv2d_resample")) {
            String prefix = "conv2d_resample." + each.path("index").asInt() + ".";
            Tensor x = leaf(prefix + "x");
            Tensor w = leaf(prefix + "w");
            Tensor y = conv(each).apply(x, w, filter(each.path("filter")), Optional.empty());
            golden.check(prefix + "y", y);
            checkGradients(prefix, y, List.of("gx", "gw"), List.of(x, w));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void modulatedConvolutionsAgreeHoweverTheyAreComputed(boolean fused) {
        for (JsonNode each : cases("modulated_conv2d")) {
            String prefix = "modulated_conv2d." + each.path("index").asInt() + ".";
            Tensor x = leaf(prefix + "x");
            Tensor w = leaf(prefix + "w");
            Tensor s = leaf(prefix + "s");
            Optional<Tensor> noise =
                    golden.has(prefix + "noise") ? Optional.of(golden.tensor(prefix + "noise")) : Optional.empty();
            ModulatedConv modulated =
                    new ModulatedConv(conv(each), each.path("demodulate").asBoolean());
            Tensor y = modulated.apply(x, w, s, noise, filter(each.path("filter")), fused);
            golden.check(prefix + "y", y);
            checkGradients(prefix, y, List.of("gx", "gw", "gs"), List.of(x, w, s));
        }
    }

    @Test
    void fullyConnectedLayersAgree() {
        Pattern arguments = Pattern.compile(
                "FullyConnectedLayer\\((\\d+),(\\d+),activation=(\\w+),lr_multiplier=([\\d.]+),bias_init=([\\d.]+)\\)");
        for (int i = 0; golden.has("fc." + i + ".y"); i++) {
            Matcher call = arguments.matcher(golden.meaning("fc." + i + ".y"));
            assertThat(call.matches()).isTrue();
            FullyConnected layer = new FullyConnected(
                    Long.parseLong(call.group(1)),
                    Long.parseLong(call.group(2)),
                    Activation.named(call.group(3)),
                    Double.parseDouble(call.group(4)),
                    Double.parseDouble(call.group(5)));
            StateDict weights = golden.io().sub("fc." + i + ".");
            layer.load(store, weights.only(List.of("weight", "bias")));
            golden.check("fc." + i + ".y", layer.forward(golden.tensor("fc." + i + ".x")));
        }
        assertThat(golden.has("fc.0.y")).isTrue();
    }

    @Test
    void normalizationOfTheSecondMomentAgrees() {
        golden.check(
                "normalize_2nd_moment.y",
                FullyConnected.normalizeSecondMoment(golden.tensor("normalize_2nd_moment.x")));
    }
}
