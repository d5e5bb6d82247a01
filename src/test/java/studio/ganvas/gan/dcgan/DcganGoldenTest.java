package studio.ganvas.gan.dcgan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.Update;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.RecordedDraws;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Tensor;

/** The DCGAN of PyTorch-GAN. */
class DcganGoldenTest extends TensorTestBase {
    private static final Map<String, String> NAMES =
            Map.of("g_loss", "G_loss", "d_loss", "D_loss", "real_loss", "D_real", "fake_loss", "D_fake");

    private Golden golden;
    private PytorchGan.Generator g;
    private PytorchGan.Discriminator d;

    @BeforeEach
    void load() {
        fill(Golden.open("dcgan"));
    }

    private void fill(Golden fixture) {
        golden = fixture;
        JsonNode config = golden.config();
        int size = config.path("img_size").asInt();
        int channels = config.path("channels").asInt();
        g = golden.load(
                "generator.pth",
                new PytorchGan.Generator(
                        config.path("latent_dim").asInt(),
                        size,
                        channels,
                        golden.width("Generator", 128),
                        golden.width("Generator", 64)),
                store);
        int[] widths = IntStream.of(16, 32, 64, 128)
                .map(width -> golden.width("Discriminator", width))
                .toArray();
        d = golden.load("discriminator.pth", new PytorchGan.Discriminator(size, channels, widths), store);
    }

    @Test
    void evaluationForwardsAgree() {
        g.train(false);
        d.train(false);
        golden.check("G.eval", g.forward(golden.tensor("z")));
        golden.check("D.eval", d.forward(golden.tensor("images")));
    }

    @Test
    void trainingForwardAgrees() {
        golden.check("G.train", g.forward(golden.tensor("z")));
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
        JsonNode config = golden.config();
        Dcgan system = new Dcgan();
        Options options = Options.of(
                system.info().options(),
                Map.of(
                        Dcgan.VARIANT, Dcgan.PYTORCH_GAN,
                        CommonOptions.LR, config.path("lr").asDouble(),
                        CommonOptions.BETA1, config.path("b1").asDouble(),
                        CommonOptions.BETA2, config.path("b2").asDouble(),
                        CommonOptions.Z_DIM, config.path("latent_dim").asInt()));
        GanTraining training = system.training(options, new DataFacts(List.of()), TwoPlayers.networks(g, d), store);
        RecordedDraws draws = RecordedDraws.inOrder(golden);
        Tensor images = golden.tensor("train.images");
        for (int step = 0; step < images.size(0); step++) {
            TrainBatch batch = new TrainBatch(Map.of("real", images.select(0, step)), Optional.empty());
            golden.checkLosses(step, training.step(batch, Update.BOTH, draws), NAMES);
        }
        assertThat(draws.isUsedUp()).isTrue();
    }
}
