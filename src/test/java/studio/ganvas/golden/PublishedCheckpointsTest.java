package studio.ganvas.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.ganvas.nn.Layers.batchNorm;
import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.convNoBias;
import static studio.ganvas.nn.Layers.convTranspose;
import static studio.ganvas.nn.Layers.convTransposeNoBias;
import static studio.ganvas.nn.Layers.embedding;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.linear;
import static studio.ganvas.nn.Layers.relu;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.sigmoid;
import static studio.ganvas.nn.Layers.tanh;
import static studio.ganvas.nn.Layers.upsample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.checkpoint.StateDicts;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.nn.BatchNorm;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Embedding;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Linear;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** Networks that others published, rebuilt from our layers: their weights load and give the outputs of PyTorch. */
class PublishedCheckpointsTest extends TensorTestBase {
    /** Outputs lie in [−1, 1]; PyTorch's own float32 noise on them is about 1e-6. */
    private static final double TOLERANCE = 2e-5;

    /** Weights rounded to half precision move outputs by up to this much. */
    private static final double HALF_TOLERANCE = 2e-2;

    private Path folder;

    @BeforeEach
    void findFolder() {
        folder = Path.of(System.getProperty("checkpoints.dir", "absent"));
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "There are no published checkpoints in " + folder + " (checkpoints.dir)");
    }

    private StateDict weights(String file, String path) {
        try (Checkpoint checkpoint = Checkpoints.open(folder.resolve(file))) {
            return Checkpoints.inMemory(
                    StateDicts.withoutModulePrefix(checkpoint.stateDicts().get(path)));
        }
    }

    private <M extends Module> M fill(M network, StateDict weights) {
        network.load(store, weights);
        network.train(false);
        return network;
    }

    private void check(String reference, String in, String out, double tolerance, Function<Tensor, Tensor> network) {
        StateDict arrays = weights(reference, "");
        Tensor y = network.apply(Tensor.of(arrays.get(in).orElseThrow()));
        assertThat(Golden.largestDifference(
                        y.toHost().toDoubles(), arrays.get(out).orElseThrow().toDoubles()))
                .as(reference + " " + out)
                .isLessThan(tolerance);
    }

    @Test
    void dcganOf28Pixels() {
        Sequential net = sequential(
                convTransposeNoBias(100, 128, 7, 1, 0), // [N, 128, 7, 7]
                batchNorm(128),
                relu(),
                convTransposeNoBias(128, 64, 4, 2, 1), // [N, 64, 14, 14]
                batchNorm(64),
                relu(),
                convTransposeNoBias(64, 1, 4, 2, 1), // [N, 1, 28, 28]
                tanh());
        fill(named("net", net), weights("aamirmalik-dcgan-mnist/generator.pt", "state_dict"));
        check("aamirmalik-dcgan-mnist/reference-aamir_dcgan.npz", "z", "output", TOLERANCE, net::forward);
    }

    @ParameterizedTest
    @CsvSource({
        "akanametov-wgan-gp-mnist/generator.pt, ''",
        "converted-from-akanametov/generator.safetensors, ''",
        "converted-from-akanametov/generator.npz, ''",
        "converted-from-akanametov/generator-legacy.pth, ''",
        "converted-from-akanametov/generator-nested.pt, g_ema",
        "converted-from-akanametov/generator-fp16.pt, ''"
    })
    void wganGpInEveryContainer(String file, String path) {
        Sequential model = sequential(
                block(convTranspose(64, 256, 3, 2, 0), batchNorm(256), relu()), // [N, 256, 3, 3]
                block(convTranspose(256, 128, 4, 1, 0), batchNorm(128), relu()), // [N, 128, 6, 6]
                block(convTranspose(128, 64, 3, 2, 0), batchNorm(64), relu()), // [N, 64, 13, 13]
                convTranspose(64, 1, 4, 2, 0), // [N, 1, 28, 28]
                tanh());
        fill(named("model", model), weights(file, path));
        double tolerance = file.contains("fp16") ? HALF_TOLERANCE : TOLERANCE;
        check("akanametov-wgan-gp-mnist/reference-akanametov_wgangp.npz", "z", "output", tolerance, model::forward);
    }

    @Test
    void wganGpCriticTellsDigitsFromNoise() {
        Sequential model = sequential(
                block(conv(1, 64, 4, 2, 0), batchNorm(64), leakyRelu(0.2)), // [N, 64, 13, 13]
                block(conv(64, 128, 4, 2, 0), batchNorm(128), leakyRelu(0.2)), // [N, 128, 5, 5]
                conv(128, 1, 4, 2, 0)); // [N, 1, 1, 1]
        fill(named("model", model), weights("akanametov-wgan-gp-mnist/critic.pt", ""));
        Tensor digits = Tensor.of(weights("akanametov-wgan-gp-mnist/reference-akanametov_wgangp.npz", "")
                .get("output")
                .orElseThrow());
        assertThat(model.forward(digits).shape()).containsExactly(10, 1, 1, 1);
        double digitScore = model.forward(digits).mean().item();
        double noiseScore = model.forward(digits.like(0)).mean().item();
        assertThat(digitScore).isNotEqualTo(noiseScore).isFinite();
    }

    @Test
    void conditionalWganGp() {
        Embedding labels = embedding(10, 10);
        Sequential l1 = sequential(linear(20, 128 * 7 * 7));
        Sequential convBlocks = sequential(
                batchNorm(128),
                upsample(2),
                conv(128, 128, 3, 1, 1), // [N, 128, 14, 14]
                batchNorm(128, 0.8),
                relu(),
                upsample(2),
                conv(128, 64, 3, 1, 1), // [N, 64, 28, 28]
                batchNorm(64, 0.8),
                relu(),
                conv(64, 1, 3, 1, 1), // [N, 1, 28, 28]
                tanh());
        Named network = named("label_emb", labels).and("l1", l1).and("conv_blocks", convBlocks);
        fill(network, weights("hayato-cwgan-gp-mnist/generator.pth", ""));
        String reference = "hayato-cwgan-gp-mnist/reference-hayato_cwgan.npz";
        Tensor y = labels.forward(Tensor.of(weights(reference, "").get("labels").orElseThrow()));
        check(
                reference,
                "z",
                "output",
                TOLERANCE,
                z -> convBlocks.forward(l1.forward(Ops.cat(1, z, y)).reshape(-1, 128, 7, 7)));
    }

    @Test
    void perceptronGanFromALegacyFile() {
        Sequential g = sequential(linear(64, 256), relu(), linear(256, 256), relu(), linear(256, 784), tanh());
        fill(g, weights("csinva-mlp-gan-mnist/G--300.ckpt", ""));
        String reference = "csinva-mlp-gan-mnist/reference-csinva_mlp.npz";
        check(reference, "z", "output", TOLERANCE, g::forward);

        Sequential d = sequential(
                linear(784, 256), leakyRelu(0.2), linear(256, 256), leakyRelu(0.2), linear(256, 1), sigmoid());
        fill(d, weights("csinva-mlp-gan-mnist/D--300.ckpt", ""));
        Tensor made = Tensor.of(weights(reference, "").get("output").orElseThrow());
        assertThat(probabilities(d.forward(made))).hasSize(10).allMatch(p -> p > 0 && p < 1);
    }

    @Test
    void officialDcganDiscriminatorLoadsIntoOurs() {
        GanSystem dcgan = GanSystems.byId("dcgan");
        Options options = Options.of(dcgan.info().options(), Map.of("imageSize", 32, "channels", 1));
        Layer d = (Layer) dcgan.networks(options, new DataFacts(List.of())).get("D");
        fill(d, weights("csinva-mlp-gan-mnist/netD_epoch_99.pth", ""));
        assertThat(probabilities(d.forward(Tensor.zeros(2, 1, 32, 32))))
                .hasSize(2)
                .allMatch(p -> p >= 0 && p <= 1);
    }

    @Test
    void residualClassifierWithoutCounters() {
        ResNet20 network =
                fill(new ResNet20(), weights("resnet20-cifar10-features/resnet20-12fca82f.th", "state_dict"));
        String reference = "resnet20-cifar10-features/reference-resnet20.npz";
        check(reference, "input", "features64", 1e-4, network::features);
        check(reference, "input", "output", 1e-4, x -> network.linear.forward(network.features(x)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.0_squeeze", "v0.1_alex", "v0.1_squeeze", "v0.1_vgg"})
    void perceptualWeightsLoadIntoConvolutions(String name) {
        StateDict weights = weights("lpips-linear-weights/" + name + ".pth", "");
        Named heads = new Named();
        for (int i = 0; i < weights.size(); i++) {
            long channels =
                    weights.get("lin" + i + ".model.1.weight").orElseThrow().shape()[1];
            heads.and("lin" + i, named("model", named("1", convNoBias(channels, 1, 1, 1, 0))));
        }
        fill(heads, weights);
        assertThat(heads.parameters()).hasSize(weights.size());
        heads.parameterList()
                .forEach(head -> assertThat(head.amin(false, 0, 1, 2, 3).item()).isGreaterThanOrEqualTo(0));
    }

    private static List<Double> probabilities(Tensor answers) {
        return Arrays.stream(answers.toHost().toDoubles()).boxed().toList();
    }

    private static Named named(String name, Module child) {
        return new Named().and(name, child);
    }

    private static Layer block(Layer... layers) {
        return new Block(sequential(layers));
    }

    /** Children under names. */
    private static final class Named extends Module {
        Named and(String name, Module child) {
            child(name, child);
            return this;
        }
    }

    private static final class Block extends Layer {
        private final Sequential block;

        Block(Sequential layers) {
            block = child("block", layers);
        }

        @Override
        public Tensor forward(Tensor x) {
            return block.forward(x);
        }
    }

    /** He et al. 2016, section 4.2, shortcuts without parameters (option A), as akamaster/pytorch_resnet_cifar10. */
    private static final class ResNet20 extends Module {
        private final Conv2d conv1 = child("conv1", convNoBias(3, 16, 3, 1, 1));
        private final BatchNorm bn1 = child("bn1", batchNorm(16));
        private final List<Sequential> stages = List.of(
                child("layer1", sequential(new Residual(16, 16), new Residual(16, 16), new Residual(16, 16))),
                child("layer2", sequential(new Residual(16, 32), new Residual(32, 32), new Residual(32, 32))),
                child("layer3", sequential(new Residual(32, 64), new Residual(64, 64), new Residual(64, 64))));
        private final Linear linear = child("linear", linear(64, 10));

        Tensor features(Tensor x) {
            Tensor y = Ops.relu(bn1.forward(conv1.forward(x))); // [N, 16, 32, 32]
            for (Sequential stage : stages) {
                y = stage.forward(y);
            }
            return y.mean(false, 2, 3); // [N, 64]
        }
    }

    private static final class Residual extends Layer {
        private final long in;
        private final long out;
        private final Conv2d conv1;
        private final BatchNorm bn1;
        private final Conv2d conv2;
        private final BatchNorm bn2;

        Residual(long in, long out) {
            this.in = in;
            this.out = out;
            conv1 = child("conv1", convNoBias(in, out, 3, in == out ? 1 : 2, 1));
            bn1 = child("bn1", batchNorm(out));
            conv2 = child("conv2", convNoBias(out, out, 3, 1, 1));
            bn2 = child("bn2", batchNorm(out));
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = bn2.forward(conv2.forward(Ops.relu(bn1.forward(conv1.forward(x)))));
            return Ops.relu(y.add(in == out ? x : shortcut(x)));
        }

        /** Every second pixel; the missing channels are zero, half of them before and half after. */
        private Tensor shortcut(Tensor x) {
            Tensor small = Ops.averagePool(x, 1, 2, 0, true);
            Tensor nothing = small.narrow(1, 0, (out - in) / 2).like(0);
            return Ops.cat(1, nothing, small, nothing);
        }
    }
}
