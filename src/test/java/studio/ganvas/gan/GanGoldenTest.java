package studio.ganvas.gan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.RecordedDraws;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Tensor;

class GanGoldenTest extends TensorTestBase {
    static final Map<String, String> NAMES = Map.of(
            "g_loss", "G_loss",
            "d_loss", "D_loss",
            "real_loss", "D_real",
            "fake_loss", "D_fake",
            "d_real_loss", "D_real",
            "d_fake_loss", "D_fake");

    private Golden golden;
    private Gan.Generator g;
    private Gan.Discriminator d;

    @BeforeEach
    void load() {
        fill(Golden.open("gan"));
    }

    private void fill(Golden fixture) {
        golden = fixture;
        JsonNode config = golden.config();
        int size = config.path("img_size").asInt();
        int channels = config.path("channels").asInt();
        int[] hiddenG = IntStream.of(128, 256, 512, 1024)
                .map(width -> golden.width("Generator", width))
                .toArray();
        int[] hiddenD = IntStream.of(512, 256)
                .map(width -> golden.width("Discriminator", width))
                .toArray();
        g = golden.load(
                "generator.pth", new Gan.Generator(config.path("latent_dim").asInt(), channels, size, hiddenG), store);
        d = golden.load("discriminator.pth", new Gan.Discriminator(channels, size, hiddenD), store);
    }

    /** The optimizer's settings and the latent size of a PyTorch-GAN fixture. */
    static Options options(GanSystem system, JsonNode config) {
        return Options.of(
                system.info().options(),
                Map.of(
                        CommonOptions.LR, config.path("lr").asDouble(),
                        CommonOptions.BETA1, config.path("b1").asDouble(),
                        CommonOptions.BETA2, config.path("b2").asDouble(),
                        CommonOptions.Z_DIM, config.path("latent_dim").asInt()));
    }

    @Test
    void evaluationForwardsAgree() {
        g.train(false);
        d.train(false);
        golden.check("G.eval", g.forward(golden.tensor("z")));
        golden.check("D.eval", d.forward(golden.tensor("images")));
    }

    @Test
    void trainingForwardsAgree() {
        golden.check("G.train", g.forward(golden.tensor("z")));
        if (golden.has("D.train")) {
            golden.check("D.train", d.forward(golden.tensor("images")));
        }
    }

    @Test
    void upstreamTrainingStepsAgree() {
        fill(golden.inFloat64());
        train();
        golden.checkAfter("generator", g);
        golden.checkAfter("discriminator", d);
        g.train(false);
        golden.check("after.G.eval", g.forward(golden.tensor("z")));
    }

    @Test
    void upstreamLossesAgreeInFloat32() {
        train();
    }

    private void train() {
        Gan system = new Gan();
        GanTraining training = system.training(
                options(system, golden.config()), new DataFacts(List.of()), TwoPlayers.networks(g, d), store);
        RecordedDraws draws = RecordedDraws.inOrder(golden);
        Tensor images = golden.tensor("train.images");
        for (int step = 0; step < images.size(0); step++) {
            TrainBatch batch = new TrainBatch(Map.of("real", images.select(0, step)), Optional.empty());
            golden.checkLosses(step, training.step(batch, Update.BOTH, draws), NAMES);
        }
        assertThat(draws.isUsedUp()).isTrue();
    }
}
