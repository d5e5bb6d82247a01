package studio.ganvas.gan.unit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.Options;
import studio.ganvas.golden.FullWidthGoldenTest;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** The article's UNIT at its published width; weights from a formula. */
class UnitFullWidthGoldenTest extends TensorTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Golden golden = Golden.open("fullwidth");
    private final Unit system = new Unit();
    private final Map<String, Module> networks =
            system.networks(Options.of(system.info().options(), Map.of()), new DataFacts(List.of()));

    private StateDict weights(String entry) {
        JsonNode expected = golden.expectations().path(entry);
        return FullWidthGoldenTest.weights(
                expected.path("fill"), expected.path("salt").asText());
    }

    private Layer network(String name, StateDict weights) {
        Module network = networks.get(name);
        network.load(store, weights);
        return (Layer) network;
    }

    private Tensor input(String entry) {
        JsonNode expected = golden.expectations().path(entry);
        long[] shape = JSON.convertValue(expected.path("inputs").path("x"), long[].class);
        int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
        return Tensor.of(FullWidthGoldenTest.formula(expected.path("salt").asText() + "/input/x", size, 0, 1), shape);
    }

    private void check(String entry, String output, Tensor actual) {
        JsonNode outputs = golden.expectations().path(entry).path("outputs");
        int stride = outputs.path(output).path("stride").asInt();
        golden.check(entry + "." + output, FullWidthGoldenTest.every(actual, stride));
    }

    @Test
    void encoderAndGeneratorAgree() {
        String entry = "unit.E1G2";
        StateDict weights = weights(entry);
        Tensor mu = network("E1", weights.sub("E1.")).forward(input(entry));
        check(entry, "mu1", mu);
        check(entry, "G2_mu1", network("G2", weights.sub("G2.")).forward(mu));
    }

    @Test
    void discriminatorAgrees() {
        String entry = "unit.D1";
        check(entry, "y", network("D1", weights(entry)).forward(input(entry)));
    }
}
