package studio.ganvas.gan.pix2pix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.junyanz.JunyanzFixture;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.RecordedDraws;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Layer;

class Pix2PixGoldenTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());
    private static final Map<String, String> NAMES = Map.of(
            "G_GAN", "G_GAN", "G_L1", "G_L1", "D_real", "D_real", "D_fake", "D_fake", "G_total", "G_total", "D_total",
            "D_total");

    static Stream<String> fixtures() {
        return Golden.variants("pix2pix").stream();
    }

    private JunyanzFixture open(String fixture) {
        return new JunyanzFixture(Golden.open(fixture), store);
    }

    private static Layer generator(JunyanzFixture fixture) {
        return fixture.generator("G", false);
    }

    private static Layer discriminator(JunyanzFixture fixture) {
        int inputs = fixture.config().path("input_nc").asInt()
                + fixture.config().path("output_nc").asInt();
        return fixture.discriminator("D", inputs);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void forwardsAgree(String name) {
        JunyanzFixture fixture = open(name);
        assertThat(fixture.checkForwards("G", "x", () -> generator(fixture))).isPositive();
        assertThat(fixture.checkForwards("D", "xd", () -> discriminator(fixture)))
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamTrainingStepsAgree(String name) {
        train(new JunyanzFixture(Golden.open(name).inFloat64(), store));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void upstreamLossesAgreeInFloat32(String name) {
        train(open(name));
    }

    private void train(JunyanzFixture fixture) {
        Assumptions.assumeTrue(fixture.steps() > 0, "This fixture has no training");
        Golden golden = fixture.golden();
        Layer g = generator(fixture);
        Layer d = discriminator(fixture);
        Pix2Pix system = new Pix2Pix();
        Options options = fixture.options(
                system.info().options(),
                Map.of(Pix2Pix.LAMBDA_L1, fixture.config().path("lambda_L1").asDouble()));
        GanTraining training = system.training(options, FACTS, TwoPlayers.networks(g, d), store);
        for (int step = 0; step < fixture.steps(); step++) {
            Map<String, Double> losses = new LinkedHashMap<>(
                    training.step(fixture.batch(step), Update.BOTH, new RecordedDraws(golden, List.of())));
            losses.put("G_total", losses.get("G_GAN") + losses.get("G_L1"));
            losses.put("D_total", (losses.get("D_real") + losses.get("D_fake")) / 2);
            golden.checkLosses(step, losses, NAMES);
        }
        if (!golden.isFloat64()) {
            return;
        }
        golden.checkAfter("G", g);
        golden.checkAfter("D", d);
        g.train(false);
        golden.check("after.G.eval", g.forward(golden.tensor("x")));
    }
}
