package studio.ganvas.gan.dcgan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/** The DCGAN of pytorch/examples. */
class DcganExamplesGoldenTest extends TensorTestBase {
    private static final Map<String, String> NAMES = Map.of(
            "errD_real", "D_real",
            "errD_fake", "D_fake",
            "errD", "D_loss",
            "errG", "G_loss",
            "D_x", "D_x",
            "D_G_z1", "D_G_z1",
            "D_G_z2", "D_G_z2");

    private Golden golden;
    private PytorchExamples.Generator g;
    private PytorchExamples.Discriminator d;

    @BeforeEach
    void load() {
        fill(Golden.open("dcgan_pytorch_examples"));
    }

    private void fill(Golden fixture) {
        golden = fixture;
        JsonNode config = golden.config();
        int size = config.path("imageSize").asInt();
        int nc = config.path("nc").asInt();
        int nz = config.path("nz").asInt();
        g = golden.load(
                "netG_epoch_0.pth",
                new PytorchExamples.Generator(nz, size, nc, config.path("ngf").asInt()),
                store);
        d = golden.load(
                "netD_epoch_0.pth",
                new PytorchExamples.Discriminator(size, nc, config.path("ndf").asInt()),
                store);
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
        golden.check("D.train", d.forward(golden.tensor("images")));
    }

    @Test
    void upstreamTrainingStepsAgree() {
        fill(golden.inFloat64());
        train();
        golden.checkAfter("netG", g);
        golden.checkAfter("netD", d);
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
                        Dcgan.VARIANT, Dcgan.PYTORCH_EXAMPLES,
                        CommonOptions.LR, config.path("lr").asDouble(),
                        CommonOptions.BETA1, config.path("beta1").asDouble(),
                        CommonOptions.Z_DIM, config.path("nz").asInt()));
        GanTraining training = system.training(options, new DataFacts(List.of()), TwoPlayers.networks(g, d), store);
        Tensor images = golden.tensor("train.images");
        for (int step = 0; step < images.size(0); step++) {
            TrainBatch batch = new TrainBatch(Map.of("real", images.select(0, step)), Optional.empty());
            Draws draws = RecordedDraws.normal(golden, "train.z" + step);
            golden.checkLosses(step, training.step(batch, Update.BOTH, draws), NAMES);
            if (step == 0) {
                // the script's preview runs in training mode and moves the running statistics; ours leaves no trace
                g.forward(golden.tensor("train.fixed_noise"));
            }
        }
    }
}
