package studio.ganvas.gan.stylegan1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.BatchShare;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** Iterations of the official port's loop over recorded pictures and draws, in the middle of a fade. */
class StyleGan1TrainingGoldenTest extends TensorTestBase {
    private static final double EMA = 0.999;

    @Test
    void upstreamIterationsAgree() {
        StyleGan1Fixture fixture = StyleGan1Fixture.open();
        Golden golden = fixture.golden();
        JsonNode train = golden.expectations().path("train");
        JsonNode args = train.path("args");
        Tensor pictures = golden.tensor("train.real"); // [iterations, N, C, R, R]
        long n = pictures.size(1);
        Generator g = new Generator(fixture.spec());
        Discriminator d = new Discriminator(fixture.spec());
        Generator running = new Generator(fixture.spec());
        Map<String, StateDict> weights = fixture.checkpoint(fixture.trained());
        g.load(store, weights.get("generator"));
        d.load(store, weights.get("discriminator"));
        running.load(store, weights.get("g_running"));
        int size = Integer.numberOfTrailingZeros(args.path("init_size").asInt()) - 2;
        double phase = args.path("phase").asDouble();
        LongFunction<Growth.Moment> growth = step -> new Growth.Moment(
                new Stage(size, Math.min(1, (step * n + 1) / phase)),
                step * n,
                options(args, n).real(CommonOptions.LR),
                new BatchShare(step, 1),
                false);
        StyleGan1Training training = new StyleGan1Training(options(args, n), growth, g, d, running, store);
        running.load(store, weights.get("g_running"));

        Replay draws = new Replay(golden, train);
        for (int i = 0; i < pictures.size(0); i++) {
            TrainBatch batch = new TrainBatch(Map.of("real", pictures.select(0, i)), Optional.empty());
            Map<String, Double> losses = training.step(batch, Update.BOTH, draws);
            JsonNode expected = train.path("log").path(i);
            Golden.checkLoss(
                    "alpha",
                    losses.get(StyleGan1Training.ALPHA),
                    expected.path("alpha").asDouble());
            Map.of(
                            "real_predict", StyleGan1Training.D_REAL,
                            "fake_predict", StyleGan1Training.D_FAKE,
                            "grad_penalty", StyleGan1Training.PENALTY,
                            "loss", StyleGan1Training.G_LOSS)
                    .forEach((theirs, ours) -> Golden.checkLoss(
                            theirs, losses.get(ours), expected.path(theirs).asDouble()));
        }
        assertThat(draws.isUsedUp()).isTrue();
        golden.checkAfter("generator", g);
        golden.checkAfter("discriminator", d);
        golden.checkAfter("g_running", running);
    }

    private static Options options(JsonNode args, long n) {
        Map<String, Object> values = new HashMap<>();
        values.put(StyleGan1Options.LOSS, args.path("loss").asText());
        values.put(StyleGan1Options.MIXING, args.path("mixing").asBoolean() ? 0.9 : 0);
        values.put(StyleGan1Options.FADE_REALS, false); // the port blends within D alone
        values.put(CommonOptions.BATCH_SIZE, n);
        // the port's average moves by a fixed share a step
        values.put(StyleGan1Options.EMA_KIMG, n * Math.log(0.5) / Math.log(EMA) / 1000);
        return Options.of(new StyleGan1().info().options(), values);
    }

    /** Tensors in the order of recording; where latents come in fours, styles were mixed at the recorded blocks. */
    private static final class Replay implements Draws {
        private final Golden golden;
        private final Deque<String> names = new ArrayDeque<>();
        private final Deque<Long> crossovers = new ArrayDeque<>();

        Replay(Golden golden, JsonNode train) {
            this.golden = golden;
            golden.io().names().stream()
                    .filter(name -> name.startsWith("train.draw"))
                    .sorted()
                    .forEach(names::add);
            train.findValues("crossover").forEach(each -> crossovers.addAll(numbers(each)));
        }

        private static List<Long> numbers(JsonNode node) {
            List<Long> all = new ArrayList<>();
            if (node.isNumber()) {
                all.add(node.asLong());
            }
            node.forEach(each -> all.addAll(numbers(each)));
            return all;
        }

        boolean isUsedUp() {
            return names.isEmpty() && crossovers.isEmpty();
        }

        private Tensor next(String kind, long... shape) {
            String name = names.pop();
            assertThat(name).endsWith("." + kind);
            assertThat(golden.tensor(name).shape()).as(name).isEqualTo(shape);
            return golden.tensor(name);
        }

        @Override
        public Tensor normal(long... shape) {
            return next("randn", shape);
        }

        @Override
        public Tensor uniform(long... shape) {
            return next("rand", shape);
        }

        @Override
        public Tensor integers(long bound, long n) {
            long block = crossovers.pop();
            assertThat(block).isBetween(0L, bound - 1);
            return Tensor.of(new long[] {block}, n);
        }

        /** Asked whether to mix: the latents that come next tell. */
        @Override
        public double uniform() {
            return golden.tensor(names.element()).size(0) == 4 ? 0 : 1;
        }
    }
}
