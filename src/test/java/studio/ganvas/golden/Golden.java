package studio.ganvas.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * One fixture: what the official code computed, in {@code golden.json} and {@code io.safetensors} of a folder of {@code
 * golden.dir}. Comparisons use the tolerances that the fixture states.
 */
public final class Golden {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LOSS_TOLERANCE = 1e-4;
    private static final double BUFFER_TOLERANCE = 1e-4;

    private final Path folder;
    private final JsonNode root;
    private final StateDict io;
    private final boolean float64;

    private Golden(Path folder, JsonNode root, StateDict io, boolean float64) {
        this.folder = folder;
        this.root = root;
        this.io = io;
        this.float64 = float64;
    }

    /**
     * The same fixture for a computation in float64: {@link #tensor} and {@link #load} give float64.
     *
     * <p>Training is compared in this precision. The slopes of ReLU and L1 jump at 0, so an element within rounding distance
     * of 0 takes one of two gradients, and which one depends on the order in which a build of PyTorch sums; where the true
     * gradient of a parameter is small, Adam makes a difference of some 1e-5 of that after one step. In {@code
     * cyclegan/resnet6_batch} two elements of the third step do it: a ReLU of G_B's first transposed convolution sees
     * −9.6e-7 in float64 and, as its parameters show, in the recorded computation, but +7e-8 in float32 of libtorch 2.7.1 in the official order of operations too,
     * and a difference in an L1 sees 3.3e-6 against −1.1e-6. The fixtures' tolerances come from a float64 computation that
     * the recorded one followed to some 1e-7, so a float64 computation is on the recorded side of every jump, and meets them
     * with much to spare, whatever the seed. The losses of each step, which do not jump, are compared in float32 as well.
     */
    public Golden inFloat64() {
        return new Golden(folder, root, io, true);
    }

    /** Whether this is {@link #inFloat64}. */
    public boolean isFloat64() {
        return float64;
    }

    /** Opens a fixture; without its folder the test is skipped and says so. */
    public static Golden open(String name) {
        Path folder = Path.of(System.getProperty("golden.dir", "src/test/resources/golden"), name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "There are no fixtures in " + folder + " (golden.dir)");
        try (Checkpoint file = Checkpoints.open(folder.resolve("io.safetensors"))) {
            StateDict io = Checkpoints.inMemory(file.stateDicts().get(""));
            return new Golden(
                    folder, JSON.readTree(folder.resolve("golden.json").toFile()), io, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text of the fixture that is itself JSON. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fixtures in a folder, whatever they are called; the folder itself when there are none, which {@link #open} skips. */
    public static List<String> variants(String system) {
        Path folder = Path.of(System.getProperty("golden.dir", "src/test/resources/golden"), system);
        if (!Files.isDirectory(folder)) {
            return List.of(system);
        }
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(file -> file.endsWith("golden.json"))
                    .map(file -> system + "/" + folder.relativize(file.getParent()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of {@code golden.json}. */
    public JsonNode root() {
        return root;
    }

    public JsonNode config() {
        return root.path("config");
    }

    /** What replaced an integer of the upstream source in that network. */
    public int width(String network, int published) {
        return root.path("width_constants")
                .path(network)
                .path(Integer.toString(published))
                .asInt(published);
    }

    public JsonNode expectations() {
        return root.path("expectations");
    }

    public StateDict io() {
        return io;
    }

    public boolean has(String name) {
        return io.get(name).isPresent();
    }

    public HostTensor host(String name) {
        return io.get(name).orElseThrow(() -> new AssertionError(folder + " has no tensor " + name));
    }

    public Tensor tensor(String name) {
        HostTensor values = host(name);
        Tensor tensor = Tensor.of(values);
        return float64 && values.dtype().isFloat() ? tensor.toFloat64() : tensor;
    }

    /** A file beside the numbers. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** The weights in one of the fixture's checkpoint files. */
    public StateDict checkpoint(String file) {
        try (Checkpoint checkpoint = Checkpoints.open(folder.resolve(file))) {
            return Checkpoints.inMemory(checkpoint.stateDicts().get(""));
        }
    }

    /** All networks in one of the fixture's checkpoint files, by their path in it. */
    public Map<String, StateDict> checkpoints(String file) {
        Map<String, StateDict> all = new LinkedHashMap<>();
        try (Checkpoint checkpoint = Checkpoints.open(folder.resolve(file))) {
            checkpoint.stateDicts().forEach((name, state) -> all.put(name, Checkpoints.inMemory(state)));
        }
        return all;
    }

    /** Fills {@code network} from a checkpoint file of the fixture. */
    public <M extends Module> M load(String file, M network, TensorStore store) {
        return load(checkpoint(file), network, store);
    }

    /** Fills {@code network}, in the precision of this fixture. */
    public <M extends Module> M load(StateDict weights, M network, TensorStore store) {
        network.load(store, weights);
        if (float64) {
            network.toFloat64(store);
        }
        return network;
    }

    public double tolerance(String name) {
        return root.path("tensors").path(name).path("atol").asDouble();
    }

    /** What the fixture says the tensor is. */
    public String meaning(String name) {
        return root.path("tensors").path(name).path("meaning").asText();
    }

    /** Compares shape and every element within the tensor's own tolerance. */
    public void check(String name, Tensor actual) {
        check(name, actual.toHost());
    }

    public void check(String name, HostTensor actual) {
        HostTensor expected = host(name);
        assertThat(actual.shape()).as("shape of " + name).isEqualTo(expected.shape());
        assertThat(largestDifference(actual.toDoubles(), expected.toDoubles()))
                .as("largest difference in " + name)
                .isLessThanOrEqualTo(tolerance(name));
    }

    /** NaN counts as an infinite difference. */
    public static double largestDifference(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            double difference = Math.abs(actual[i] - expected[i]);
            largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
        }
        return largest;
    }

    /** Compares a loss: relative, absolute below 1. */
    public static void checkLoss(String what, double actual, double expected) {
        assertThat(actual).as(what).isCloseTo(expected, within(LOSS_TOLERANCE * Math.max(1, Math.abs(expected))));
    }

    /** Compares every number that the fixture has of a step; {@code names} says what they are called here. */
    public void checkLosses(int step, Map<String, Double> actual, Map<String, String> names) {
        expectations().path("losses_per_step").path(step).properties().forEach(entry -> {
            String here = names.get(entry.getKey());
            assertThat(here).as("a name for the fixture's " + entry.getKey()).isNotNull();
            checkLoss(
                    "step " + step + " " + here,
                    actual.get(here),
                    entry.getValue().asDouble());
        });
    }

    /** Compares l2 and sum of all parameters and buffers with {@code params_after} and {@code buffers_after}. */
    public void checkAfter(String network, Module module) {
        StateDict state = module.stateDict();
        JsonNode params = expectations().path("params_after").path(network);
        JsonNode buffers = expectations().path("buffers_after").path(network);
        assertThat(params.size())
                .as("parameters of " + network)
                .isEqualTo(module.parameters().size());
        if (expectations().has("buffers_after")) {
            assertThat(buffers.size())
                    .as("buffers of " + network)
                    .isEqualTo(module.buffers().size());
        }
        SoftAssertions all = new SoftAssertions();
        compareParameters(all, network, params, state);
        buffers.properties().forEach(entry -> {
            JsonNode want = entry.getValue();
            double[] values = state.get(entry.getKey()).orElseThrow().toDoubles();
            String what = network + "." + entry.getKey();
            double near = BUFFER_TOLERANCE * want.path("l2").asDouble();
            Wander wander = wander(params, buffers, entry.getKey());
            near(all, what + " l2", l2(values), want.path("l2"), near + wander.l2());
            // elements of both signs cancel in the sum, so the sum's own size says nothing about its error
            double nearSum = near * Math.sqrt(values.length);
            near(all, what + " sum", sum(values), want.path("sum"), nearSum + wander.sum());
        });
        all.assertAll();
    }

    /** Compares l2 and sum of all parameters with these. */
    public static void checkParameters(String network, JsonNode params, Module module) {
        assertThat(params.properties().stream().map(Map.Entry::getKey).toList())
                .containsExactlyInAnyOrderElementsOf(module.parameters().keySet());
        SoftAssertions all = new SoftAssertions();
        compareParameters(all, network, params, module.stateDict());
        all.assertAll();
    }

    private static void compareParameters(SoftAssertions all, String network, JsonNode params, StateDict state) {
        params.properties().forEach(entry -> {
            JsonNode want = entry.getValue();
            double[] values = state.get(entry.getKey()).orElseThrow().toDoubles();
            String what = network + "." + entry.getKey();
            near(
                    all,
                    what + " l2",
                    l2(values),
                    want.path("l2"),
                    want.path("tol_l2").asDouble());
            near(
                    all,
                    what + " sum",
                    sum(values),
                    want.path("sum"),
                    want.path("tol_sum").asDouble());
        });
    }

    /** What the rounding noise of the recorded computation adds at most to a running mean. */
    private record Wander(double l2, double sum) {}

    /**
     * A bias directly before a batch norm has a true gradient of zero. In float64 it stays where it was; in the recorded
     * float32 rounding noise is all the gradient there is, and Adam makes up to lr a step of it. The running mean takes that
     * in: before the k-th forward the bias can have wandered by (k − 1)·lr, and after K forwards of momentum 0.1 this counts
     * 0.1·0.9^(K−k). It comes to 0.29·lr an element in three steps, as much as the 1e-4 that the fixtures allow for
     * everything, of which the present ones use up to 0.6.
     */
    private Wander wander(JsonNode params, JsonNode buffers, String buffer) {
        Matcher mean = Pattern.compile("(.*\\.)(\\d+)\\.running_mean").matcher(buffer);
        if (!mean.matches()) {
            return new Wander(0, 0);
        }
        int place = Integer.parseInt(mean.group(2));
        int elements = params.path(mean.group(1) + (place - 1) + ".bias")
                .path("noise_driven_elements")
                .asInt();
        int forwards = buffers.path(mean.group(1) + place + ".num_batches_tracked")
                .path("sum")
                .asInt();
        double each = 0;
        for (int k = 1; k <= forwards; k++) {
            each += 0.1
                    * Math.pow(0.9, forwards - k)
                    * (k - 1)
                    * config().path("lr").asDouble();
        }
        return new Wander(each * Math.sqrt(elements), each * elements);
    }

    private static void near(SoftAssertions all, String what, double actual, JsonNode expected, double tolerance) {
        all.assertThat(actual).as(what).isCloseTo(expected.asDouble(), within(tolerance));
    }

    private static double l2(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
