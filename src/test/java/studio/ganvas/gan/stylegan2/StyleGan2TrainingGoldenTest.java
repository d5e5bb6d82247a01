package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/** The official loop over recorded pictures and draws: all four phases, then the main ones alone. */
class StyleGan2TrainingGoldenTest extends TensorTestBase {
    private static final Map<String, String> NAMES = Map.of(
            "Loss/G/loss", StyleGan2Loss.G_LOSS,
            "Loss/pl_penalty", StyleGan2Loss.PL_PENALTY,
            "Loss/D/loss", StyleGan2Loss.D_LOSS,
            "Loss/r1_penalty", StyleGan2Loss.R1_PENALTY,
            "Loss/scores/real", StyleGan2Loss.SCORES_REAL,
            "Loss/signs/real", StyleGan2Training.SIGNS_REAL);

    private static Options options(Golden golden) {
        JsonNode train = golden.expectations().path("train");
        JsonNode optimizer = train.path("optimizer");
        JsonNode loss = golden.expectations().path("loss_kwargs");
        Map<String, Object> values = new HashMap<>();
        values.put(CommonOptions.LR, optimizer.path("lr").asDouble());
        values.put(CommonOptions.BETA1, optimizer.path("betas").path(0).asDouble());
        values.put(CommonOptions.BETA2, optimizer.path("betas").path(1).asDouble());
        values.put(CommonOptions.BATCH_SIZE, train.path("batch").asInt());
        values.put(StyleGan2Options.PL_INTERVAL, train.path("G_reg_interval").asInt());
        values.put(StyleGan2Options.R1_INTERVAL, train.path("D_reg_interval").asInt());
        values.put(StyleGan2Options.EMA_KIMG, train.path("ema_kimg").asDouble());
        values.put(StyleGan2Options.EMA_RAMP_UP, train.path("ema_rampup").asDouble(0));
        values.put(StyleGan2Options.R1_GAMMA, loss.path("r1_gamma").asDouble());
        values.put(StyleGan2Options.PL_WEIGHT, loss.path("pl_weight").asDouble());
        values.put(StyleGan2Options.MIXING, loss.path("style_mixing_prob").asDouble());
        values.put(StyleGan2Options.AUGMENT, StyleGan2Options.OFF);
        return Options.of(new StyleGan2().info().options(), values);
    }

    private static List<Double> numbers(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .flatMap(each -> numbers(each).stream())
                        .toList()
                : List.of(node.asDouble());
    }

    /** What was reported in an iteration, a mean over all phases that report it. */
    private static Map<String, Double> expected(JsonNode log, int iteration) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        log.forEach(entry -> {
            if (entry.path("iteration").asInt() == iteration) {
                entry.path("reported").properties().forEach(each -> all.computeIfAbsent(
                                each.getKey(), key -> new ArrayList<>())
                        .addAll(numbers(each.getValue())));
            }
        });
        Map<String, Double> means = new LinkedHashMap<>();
        all.forEach((name, values) -> means.put(
                name,
                values.stream().flatMapToDouble(DoubleStream::of).average().orElseThrow()));
        return means;
    }

    @Test
    void upstreamIterationsAgree() {
        Golden golden = Golden.open("stylegan2/main");
        JsonNode train = golden.expectations().path("train");
        Snapshot nets = Snapshot.load(golden, store);
        Map<String, Module> networks = Map.of("G", nets.g(), "D", nets.d(), "G_ema", nets.gEma());
        GanTraining training = new StyleGan2().training(options(golden), new DataFacts(List.of()), networks, store);
        Tensor pictures = golden.tensor("train.real_img");
        Tensor z = golden.tensor("train.z");
        List<String> phases = numberedPhases(train);
        for (int iteration = 0; iteration < pictures.size(0); iteration++) {
            ReplayedDraws draws = new ReplayedDraws(golden);
            for (int phase = 0; phase < phases.size(); phase++) {
                String name = "it" + iteration + "." + phases.get(phase);
                if (train.path("rng_order").has(name)) {
                    draws.thenNormal(z.select(0, iteration).select(0, phase))
                            .then("train." + name, train.path("rng_order").path(name));
                }
            }
            TrainBatch batch = new TrainBatch(Map.of("real", pictures.select(0, iteration)), Optional.empty());
            Map<String, Double> losses = training.step(batch, Update.BOTH, draws);
            assertThat(draws.isUsedUp()).isTrue();
            int now = iteration;
            expected(train.path("log"), iteration).forEach((official, value) -> {
                if (NAMES.containsKey(official)) {
                    Golden.checkLoss("iteration " + now + " " + official, losses.get(NAMES.get(official)), value);
                }
            });
            Golden.checkLoss("pl_mean", losses.get(StyleGan2Training.PL_MEAN), plMean(train.path("log"), iteration));
        }
        JsonNode after = train.path("after");
        networks.forEach((name, network) -> {
            Golden.checkParameters(name, after.path(name), network);
            network.parameters().forEach((key, value) -> {
                String recorded = "train.after." + name + "." + key;
                // Adam turns gradients that are rounding noise into whole steps, so single elements may differ
                if (golden.has(recorded)
                        && after.path(name)
                                        .path(key)
                                        .path("noise_driven_elements")
                                        .asInt()
                                == 0) {
                    golden.check(recorded, value);
                }
            });
        });
        nets.train(false);
        golden.check(
                "train.after.img_const",
                nets.gEma()
                        .synthesis()
                        .forward(nets.gEma().ws(golden.tensor("z"), Optional.empty()), Rendering.CONST_NOISE));
        golden.check(
                "train.after.D_logits_n4",
                nets.d().forward(golden.tensor("D_images").narrow(0, 0, 4), Optional.empty()));
    }

    private static List<String> numberedPhases(JsonNode train) {
        List<String> phases = new ArrayList<>();
        train.path("order_of_phases").forEach(each -> phases.add(each.asText()));
        return phases;
    }

    private static double plMean(JsonNode log, int iteration) {
        double mean = Double.NaN;
        for (JsonNode entry : log) {
            if (entry.path("iteration").asInt() == iteration && entry.has("pl_mean")) {
                mean = entry.path("pl_mean").asDouble();
            }
        }
        return mean;
    }
}
