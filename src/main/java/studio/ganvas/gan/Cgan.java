package studio.ganvas.gan;

import static studio.ganvas.nn.Layers.dropout;
import static studio.ganvas.nn.Layers.embedding;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.linear;
import static studio.ganvas.nn.Layers.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import studio.ganvas.gan.style.DirectGenerator;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.Embedding;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * CGAN: Mirza and Osindero, "Conditional Generative Adversarial Nets", 2014, arXiv 1411.1784, section 3.2: both players
 * are told the class. Architecture and the least-squares loss (Mao et al. 2017, arXiv 1611.04076, equation 9) are those
 * of eriklindernoren/PyTorch-GAN, whose state dicts these networks read and write.
 *
 * <pre>
 *   g, d               G, D
 *   z                  z ~ p_z
 *   x, labels          x, y
 *   wanted             the y that is drawn for G
 *   fake               G(z|y)
 * </pre>
 */
public final class Cgan implements GanSystem {
    private static final String SECTION = "PyTorch-GAN, cgan";
    private static final int[] HIDDEN_G = {128, 256, 512, 1024};
    private static final int[] HIDDEN_D = {512, 512, 512};
    private static final String DROPOUT = "dropout";
    private static final int MOST_COLUMNS = 16;
    private static final SystemInfo INFO = new SystemInfo(
            "cgan",
            "CGAN",
            "Mirza and Osindero, Conditional Generative Adversarial Nets, 2014, arXiv 1411.1784",
            "A GAN that is told the class and so can be asked for one. Needs pictures in class folders; in the samples "
                    + "each column is one class.",
            DataKind.LABELLED,
            options(),
            List.of(
                    new Preset(
                            "quick",
                            "Quick, 64 px colour",
                            "Colour pictures of 64 pixels; the classes part within minutes on two CPU cores.",
                            Map.of(CommonOptions.IMAGE_SIZE, 64, CommonOptions.CHANNELS, "3")),
                    new Preset("published", "As published", "32 × 32 grey, the setting for MNIST digits.", Map.of())),
            TwoPlayers.LOSSES,
            List.of(TwoPlayers.FAKES),
            TwoPlayers.NETWORKS);

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(
                CommonOptions.imageSize(32, 8, 128),
                CommonOptions.channels(1),
                CommonOptions.flip(),
                CommonOptions.zDim(100, "section 4.1")));
        options.addAll(Gan.hidden("G", HIDDEN_G));
        options.addAll(Gan.hidden("D", HIDDEN_D));
        options.add(new Option.Real(
                DROPOUT,
                "Dropout of D",
                CommonOptions.NETWORK,
                "p",
                "Share of D's hidden units that are silenced at random, so that D does not learn the pictures by heart ("
                        + SECTION + ").",
                0.4,
                0,
                0.95));
        options.add(CommonOptions.batchSize(64, SECTION));
        options.addAll(CommonOptions.adam(2e-4, 0.5, 0.999, SECTION));
        options.addAll(InputNoise.options());
        return options;
    }

    @Override
    public SystemInfo info() {
        return INFO;
    }

    @Override
    public PictureSpec pictures(Options options) {
        return CommonOptions.square(options.integer(CommonOptions.IMAGE_SIZE), options);
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        int classes = facts.classes().size();
        if (classes == 0) {
            throw new IllegalArgumentException(
                    "CGAN learns classes, but these pictures have none. Choose a dataset with one folder for each class.");
        }
        int size = options.integer(CommonOptions.IMAGE_SIZE);
        int channels = CommonOptions.channels(options);
        int zDim = options.integer(CommonOptions.Z_DIM);
        double dropout = options.real(DROPOUT);
        return TwoPlayers.networks(
                new Generator(classes, zDim, channels, size, Gan.widths(options, "G", HIDDEN_G.length)),
                new Discriminator(classes, channels, size, dropout, Gan.widths(options, "D", HIDDEN_D.length)));
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new Training(options, facts, (Generator) networks.get("G"), (Discriminator) networks.get("D"), store);
    }

    @Override
    public Optional<StyleGenerator> styles(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.of(((Generator) networks.get("G"))
                .direct(options.integer(CommonOptions.Z_DIM), facts.classes().size()));
    }

    /** z [N, zDim] and labels int64 [N] → [N, C, S, S] in [−1, 1]. */
    public static final class Generator extends Module {
        private final long channels;
        private final long size;
        private final int[] hidden;
        private final Embedding labelEmbedding;
        private final Sequential model;

        public Generator(long classes, long zDim, long channels, long size, int... hidden) {
            this.channels = channels;
            this.size = size;
            this.hidden = hidden.clone();
            labelEmbedding = child("label_emb", embedding(classes, classes));
            model = child("model", Perceptron.layers(classes + zDim, channels * size * size, hidden));
        }

        public Tensor forward(Tensor z, Tensor labels) {
            Tensor y = labelEmbedding.forward(labels); // [N, classes]
            return model.forward(Ops.cat(1, y, z)).reshape(-1, channels, size, size);
        }

        private StyleGenerator direct(int zDim, int classes) {
            return new DirectGenerator(
                    this,
                    zDim,
                    new DirectGenerator.ClassVectors(classes, classes, labelEmbedding::mixed),
                    Perceptron.stages(model, channels, size, hidden),
                    () -> Perceptron.entry(model));
        }
    }

    /** x [N, C, S, S] and labels int64 [N] → a score [N, 1], near 1 for real pictures of that class and 0 for others. */
    public static final class Discriminator extends Module {
        private final Embedding labelEmbedding;
        private final Sequential model;

        public Discriminator(long classes, long channels, long size, double dropout, int... hidden) {
            labelEmbedding = child("label_embedding", embedding(classes, classes));
            Sequential layers = sequential(linear(channels * size * size + classes, hidden[0])); // [N, 512]
            for (int i = 1; i < hidden.length; i++) {
                layers.add(leakyRelu(0.2));
                layers.add(linear(hidden[i - 1], hidden[i])); // [N, 512]
                layers.add(dropout(dropout));
            }
            layers.add(leakyRelu(0.2));
            model = child("model", layers.add(linear(hidden[hidden.length - 1], 1))); // [N, 1]
        }

        public Tensor forward(Tensor x, Tensor labels) {
            Tensor y = labelEmbedding.forward(labels); // [N, classes]
            return model.forward(Ops.cat(1, x.flatten(), y));
        }
    }

    private static final class Training extends TwoPlayers {
        private final Generator g;
        private final Discriminator d;
        private final int zDim;
        private final int classes;

        Training(Options options, DataFacts facts, Generator g, Discriminator d, TensorStore store) {
            super(g, d, options, store);
            this.g = g;
            this.d = d;
            zDim = options.integer(CommonOptions.Z_DIM);
            classes = facts.classes().size();
        }

        @Override
        public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
            try (StepScope step = StepScope.open(draws, update, g, d)) {
                Losses losses = new Losses();
                noise.advance();
                Tensor x = noise.on(batch.real(), draws);
                Tensor labels = batch.labels().orElseThrow();
                Tensor z = draws.normal(x.size(0), zDim);
                Tensor wanted = draws.integers(classes, x.size(0));
                Tensor fake = g.forward(z, wanted);

                // minimise (D(G(z|y)|y) − 1)²
                if (update.generator()) {
                    Tensor answer = d.forward(noise.on(fake, draws), wanted);
                    Tensor lossG = Ops.meanSquaredError(answer, 1);
                    adamG.minimize(lossG);
                    losses.put("G_loss", lossG).putMean("D_G_z2", answer);
                }

                // minimise ½ (D(x|y) − 1)² + ½ D(G(z|y)|y)², on the same fakes as above
                if (update.discriminator()) {
                    Tensor answerReal = d.forward(x, labels);
                    Tensor answerFake = d.forward(noise.on(fake.detach(), draws), wanted);
                    Tensor lossReal = Ops.meanSquaredError(answerReal, 1);
                    Tensor lossFake = Ops.meanSquaredError(answerFake, 0);
                    Tensor lossD = lossReal.add(lossFake).mul(0.5);
                    adamD.minimize(lossD);
                    losses.put("D_loss", lossD).put("D_real", lossReal).put("D_fake", lossFake);
                    losses.putMean("D_x", answerReal).putMean("D_G_z1", answerFake);
                }
                return losses.read();
            }
        }

        /** One column a class, as far as columns reach; rows differ in z. */
        @Override
        public Samples samples(TrainBatch fixed, Draws draws) {
            long count = fixed.real().size(0);
            int columns = Math.min(classes, MOST_COLUMNS);
            Tensor z = draws.normal(count, zDim);
            Tensor labels =
                    Tensor.of(LongStream.range(0, count).map(i -> i % columns).toArray(), count);
            return sheet(g, count, columns, draws, () -> g.forward(z, labels));
        }
    }
}
