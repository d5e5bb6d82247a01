package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/** Each phase, from the official checkpoint with the recorded draws: losses, scores, gradients, averages. */
class LossGoldenTest extends TensorTestBase {
    private static final double GRADIENT_TOLERANCE = 1e-3;
    private static final double TINY_GRADIENT = 1e-4;

    private static StyleGan2Loss loss(Golden golden, Snapshot nets, Rendering rendering, Tensor plMean) {
        JsonNode kwargs = golden.expectations().path("loss_kwargs");
        StyleGan2Loss.Settings settings = new StyleGan2Loss.Settings(
                kwargs.path("style_mixing_prob").asDouble(0.9),
                kwargs.path("r1_gamma").asDouble(10),
                kwargs.path("pl_batch_shrink").asInt(2),
                kwargs.path("pl_decay").asDouble(0.01),
                kwargs.path("pl_weight").asDouble(2));
        return new StyleGan2Loss(nets.g(), nets.d(), settings, rendering, x -> x, plMean);
    }

    /** The official report's names for what is called otherwise here. */
    private static void checkReported(JsonNode reported, StyleGan2Loss.Outcome outcome, String fakeScores) {
        Map<String, String> names = Map.of(
                "Loss/scores/fake", fakeScores,
                "Loss/G/loss", StyleGan2Loss.G_LOSS,
                "Loss/pl_penalty", StyleGan2Loss.PL_PENALTY,
                "Loss/scores/real", StyleGan2Loss.SCORES_REAL,
                "Loss/D/loss", StyleGan2Loss.D_LOSS,
                "Loss/r1_penalty", StyleGan2Loss.R1_PENALTY);
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry : reported.properties()) {
            if (names.containsKey(entry.getKey())) {
                double[] expected = flat(entry.getValue());
                float[] actual =
                        outcome.perSample().get(names.get(entry.getKey())).toFloats();
                assertThat(actual).as(entry.getKey()).hasSameSizeAs(expected);
                for (int i = 0; i < actual.length; i++) {
                    Golden.checkLoss(entry.getKey() + " " + i, actual[i], expected[i]);
                }
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    private static double[] flat(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .flatMapToDouble(each -> java.util.stream.DoubleStream.of(flat(each)))
                        .toArray()
                : new double[] {node.asDouble()};
    }

    private static void checkGradients(JsonNode expected, Module network, Tensor loss) {
        Map<String, Tensor> parameters = network.parameters();
        assertThat(parameters.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        expected.properties().stream().map(Map.Entry::getKey).toList());
        List<Tensor> gradients = Autograd.grad(loss, List.copyOf(parameters.values()));
        Map<String, Double> norms = new LinkedHashMap<>();
        Map<String, Double> sums = new LinkedHashMap<>();
        int i = 0;
        for (String name : parameters.keySet()) {
            norms.put(name, gradients.get(i).l2().item());
            sums.put(name, gradients.get(i++).sum().item());
        }
        double largest = norms.values().stream().mapToDouble(x -> x).max().orElseThrow();
        SoftAssertions all = new SoftAssertions();
        norms.forEach((name, norm) -> {
            double want = expected.path(name).path("l2").asDouble();
            all.assertThat(norm)
                    .as("gradient of " + name)
                    .isCloseTo(want, within(Math.max(GRADIENT_TOLERANCE * want, TINY_GRADIENT * largest)));
            // elements of both signs cancel, so a sum may be off by as much as a random walk of their errors
            double walk = Math.sqrt(parameters.get(name).numel());
            all.assertThat(sums.get(name))
                    .as("sum of the gradient of " + name)
                    .isCloseTo(
                            expected.path(name).path("sum").asDouble(),
                            within(Math.max(GRADIENT_TOLERANCE * want, TINY_GRADIENT * largest) * walk));
        });
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gmain", "Greg", "Dmain", "Dreg"})
    void phasesAgree(String phase) {
        Golden golden = Golden.open("stylegan2/main");
        JsonNode expected = golden.expectations().path("phases_from_checkpoint").path(phase);
        Snapshot nets = Snapshot.load(golden, store);
        String prefix = "phase." + phase;
        Tensor plMean = Tensor.full(expected.path("pl_mean_before").asDouble());
        StyleGan2Loss loss = loss(golden, nets, Rendering.RANDOM_NOISE, plMean);
        ReplayedDraws draws = new ReplayedDraws(golden).then(prefix, expected.path("rng_order"));
        Tensor z = golden.tensor(prefix + ".z");
        Tensor real = golden.tensor("train.real_img").select(0, 0);
        Optional<Tensor> none = Optional.empty();
        try (Autograd.Recording recording = Autograd.record();
                Draws.Use use = draws.use()) {
            StyleGan2Loss.Outcome outcome =
                    switch (phase) {
                        case "Gmain" -> loss.generator(z, none);
                        case "Greg" -> loss.pathLength(z, none);
                        case "Dmain" -> loss.discriminator(real, z, none, none, true, false);
                        default -> loss.discriminator(real, z, none, none, false, true);
                    };
            assertThat(draws.isUsedUp()).isTrue();
            String fakeScores = phase.startsWith("G") ? StyleGan2Loss.SCORES_FAKE_G : StyleGan2Loss.SCORES_FAKE_D;
            checkReported(expected.path("reported"), outcome, fakeScores);
            if (phase.equals("Dreg")) {
                golden.check("phase.Dreg.r1_penalty", outcome.perSample().get(StyleGan2Loss.R1_PENALTY));
            }
            Module network = phase.startsWith("G") ? nets.g() : nets.d();
            Tensor scaled = outcome.loss().mul(expected.path("gain").asDouble());
            checkGradients(expected.path("grads"), network, scaled);
        }
        golden.check(prefix + ".w_avg_after", nets.g().mapping().average());
        if (phase.equals("Greg")) {
            Golden.checkLoss(
                    "pl_mean", plMean.item(), expected.path("pl_mean_after").asDouble());
        }
    }

    /** Classes; G in evaluation mode and stored noise, so that nothing is random. */
    @Test
    void conditionalPhasesAgree() {
        Golden golden = Golden.open("stylegan2/cond");
        JsonNode phases = golden.expectations().path("phases");
        Snapshot nets = Snapshot.load(golden, store);
        nets.g().train(false);
        StyleGan2Loss loss = loss(golden, nets, Rendering.CONST_NOISE, Tensor.zeros());
        Tensor z = golden.tensor("loss.gen_z");
        Optional<Tensor> c = Optional.of(golden.tensor("loss.gen_c"));
        long n = z.size(0);
        try (Autograd.Recording recording = Autograd.record()) {
            StyleGan2Loss.Outcome g = loss.generator(z, c);
            checkReported(phases.path("Gboth").path("reported"), g, StyleGan2Loss.SCORES_FAKE_G);
            checkGradients(phases.path("Gboth").path("grads"), nets.g(), g.loss());

            Tensor real = golden.tensor("D_images").narrow(0, 0, n);
            Optional<Tensor> realC = Optional.of(golden.tensor("D_labels").narrow(0, 0, n));
            StyleGan2Loss.Outcome d = loss.discriminator(real, z, realC, c, true, true);
            checkReported(phases.path("Dboth").path("reported"), d, StyleGan2Loss.SCORES_FAKE_D);
            checkGradients(phases.path("Dboth").path("grads"), nets.d(), d.loss());
        }
    }
}
