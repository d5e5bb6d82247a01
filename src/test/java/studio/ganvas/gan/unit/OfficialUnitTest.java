package studio.ganvas.gan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/**
 * The authors' UNIT has no fixture. The numbers here come from a second program in another language, written from the
 * description of the networks and losses alone and computed in float64, with random weights.
 */
class OfficialUnitTest extends TensorTestBase {
    private static final Path FOLDER = Path.of("src/test/resources/unit-official");
    private static final double NEAR = 2e-5;

    private StateDict values;
    private VaeGen a;
    private VaeGen b;
    private MsImageDis disA;
    private MsImageDis disB;

    @BeforeEach
    void load() {
        values = Safetensors.read(FOLDER.resolve("values.safetensors"));
        a = fill(new VaeGen(3, 2), "gen_a.");
        b = fill(new VaeGen(3, 2), "gen_b.");
        disA = fill(new MsImageDis(3, 2), "dis_a.");
        disB = fill(new MsImageDis(3, 2), "dis_b.");
    }

    private <M extends Module> M fill(M network, String prefix) {
        network.load(store, values.sub(prefix));
        return network;
    }

    private Tensor tensor(String name) {
        return Tensor.of(values.get(name).orElseThrow());
    }

    private void check(String name, Tensor actual) {
        Tensor expected = tensor(name);
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double largest = expected.abs().amax(false, 0, 1, 2, 3).item();
        assertThat(actual.sub(expected).abs().amax(false, 0, 1, 2, 3).item())
                .as(name)
                .isLessThanOrEqualTo(NEAR * Math.max(1, largest));
    }

    @Test
    void forwardsAgree() {
        Tensor codeA = a.encode(tensor("x"));
        Tensor codeB = b.encode(tensor("y"));
        check("h_a", codeA);
        check("x_ab", b.decode(codeA));
        check("x_ba", a.decode(codeB));
        List<Tensor> answers = disA.forward(tensor("x"));
        for (int scale = 0; scale < answers.size(); scale++) {
            check("d" + scale, answers.get(scale));
        }
    }

    @Test
    void theLossesOfAStepAgree() throws Exception {
        OfficialUnit system = new OfficialUnit();
        Map<String, Module> networks = Map.of("gen_a", a, "gen_b", b, "dis_a", disA, "dis_b", disB);
        GanTraining training = system.training(
                Options.of(system.info().options(), Map.of()), new DataFacts(List.of()), networks, store);
        TrainBatch batch = new TrainBatch(Map.of("A", tensor("x"), "B", tensor("y")), Optional.empty());
        Noise noise = new Noise();
        Map<String, Double> losses = training.step(batch, Update.BOTH, noise);
        assertThat(noise.left).isEmpty();
        var expected = new ObjectMapper().readTree(FOLDER.resolve("losses.json").toFile());
        assertThat(expected.size()).isEqualTo(11);
        expected.properties().forEach(entry -> assertThat(losses.get(entry.getKey()))
                .as(entry.getKey())
                .isCloseTo(
                        entry.getValue().asDouble(),
                        within(1e-4 * Math.max(1, entry.getValue().asDouble()))));
    }

    /** The noise on the codes, in the order of the description: of D's fakes, of G's codes, of the cycle's. */
    private final class Noise implements Draws {
        private final Deque<String> left =
                new ArrayDeque<>(List.of("noise0", "noise1", "noise2", "noise3", "noise4", "noise5"));

        @Override
        public Tensor normal(long... shape) {
            Tensor next = tensor(left.pop());
            assertThat(next.shape()).isEqualTo(shape);
            return next;
        }

        @Override
        public Tensor integers(long bound, long n) {
            throw new AssertionError("UNIT draws no integers");
        }

        @Override
        public Tensor uniform(long... shape) {
            throw new AssertionError("UNIT draws no uniform numbers");
        }

        @Override
        public double uniform() {
            throw new AssertionError("UNIT decides nothing at random");
        }
    }
}
