package studio.ganvas.gan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.RecordedDraws;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Tensor;

class CganGoldenTest extends TensorTestBase {
    private static final double DROPOUT = 0.4;

    private Golden golden;
    private Cgan.Generator g;
    private Cgan.Discriminator d;

    @BeforeEach
    void load() {
        fill(Golden.open("cgan"));
    }

    private void fill(Golden fixture) {
        golden = fixture;
        JsonNode config = golden.config();
        int classes = config.path("n_classes").asInt();
        int size = config.path("img_size").asInt();
        int channels = config.path("channels").asInt();
        int[] hiddenG = IntStream.of(128, 256, 512, 1024)
                .map(width -> golden.width("Generator", width))
                .toArray();
        int[] hiddenD = IntStream.of(512, 512, 512)
                .map(width -> golden.width("Discriminator", width))
                .toArray();
        g = golden.load(
                "generator.pth",
                new Cgan.Generator(classes, config.path("latent_dim").asInt(), channels, size, hiddenG),
                store);
        d = golden.load("discriminator.pth", new Cgan.Discriminator(classes, channels, size, DROPOUT, hiddenD), store);
    }

    @Test
    void evaluationForwardsAgree() {
        g.train(false);
        d.train(false);
        golden.check("G.eval", g.forward(golden.tensor("z"), golden.tensor("labels")));
        golden.check("D.eval", d.forward(golden.tensor("images"), golden.tensor("labels")));
    }

    @Test
    void trainingForwardAgrees() {
        golden.check("G.train", g.forward(golden.tensor("z"), golden.tensor("labels")));
    }

    @Test
    void upstreamTrainingStepsAgree() {
        fill(golden.inFloat64());
        train();
        golden.checkAfter("generator", g);
        golden.checkAfter("discriminator", d);
        g.train(false);
        golden.check("after.G.eval", g.forward(golden.tensor("z"), golden.tensor("labels")));
    }

    @Test
    void upstreamLossesAgreeInFloat32() {
        train();
    }

    private void train() {
        Cgan system = new Cgan();
        int classes = golden.config().path("n_classes").asInt();
        GanTraining training = system.training(
                GanGoldenTest.options(system, golden.config()),
                new DataFacts(Collections.nCopies(classes, "a class")),
                TwoPlayers.networks(g, d),
                store);
        RecordedDraws draws = RecordedDraws.inOrder(golden);
        Tensor images = golden.tensor("train.images");
        Tensor labels = golden.tensor("train.labels");
        for (int step = 0; step < images.size(0); step++) {
            TrainBatch batch =
                    new TrainBatch(Map.of("real", images.select(0, step)), Optional.of(labels.select(0, step)));
            golden.checkLosses(step, training.step(batch, Update.BOTH, draws), GanGoldenTest.NAMES);
        }
        assertThat(draws.isUsedUp()).isTrue();
    }
}
