package studio.ganvas.gan;

import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.linear;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.sigmoid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import studio.ganvas.gan.style.DirectGenerator;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * GAN: Goodfellow et al., "Generative Adversarial Nets", 2014, arXiv 1406.2661; algorithm 1 with k = 1 and the
 * non-saturating loss of section 3. Architecture, norm and optimizer are those of eriklindernoren/PyTorch-GAN, whose
 * state dicts these networks read and write. They learn with {@link GeneratorFirst}.
 */
public final class Gan implements GanSystem {
    private static final String SECTION = "PyTorch-GAN; the paper leaves it open";
    private static final int[] HIDDEN_G = {128, 256, 512, 1024};
    private static final int[] HIDDEN_D = {512, 256};
    private static final SystemInfo INFO = new SystemInfo(
            "gan",
            "GAN",
            "Goodfellow et al., Generative Adversarial Nets, 2014, arXiv 1406.2661",
            "The first GAN: two multilayer perceptrons. Fast, and good for seeing how the two players learn; pictures "
                    + "stay coarse.",
            DataKind.IMAGES,
            options(),
            List.of(
                    new Preset(
                            "quick",
                            "Quick, 64 px colour",
                            "Colour pictures of 64 pixels; shapes appear within minutes on two CPU cores.",
                            Map.of(CommonOptions.IMAGE_SIZE, 64, CommonOptions.CHANNELS, "3")),
                    new Preset("published", "As published", "28 × 28 grey, the setting for MNIST digits.", Map.of())),
            TwoPlayers.LOSSES,
            List.of(TwoPlayers.FAKES),
            TwoPlayers.NETWORKS);

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(
                CommonOptions.imageSize(28, 8, 128),
                CommonOptions.channels(1),
                CommonOptions.flip(),
                CommonOptions.zDim(100, SECTION)));
        options.addAll(hidden("G", HIDDEN_G));
        options.addAll(hidden("D", HIDDEN_D));
        options.add(CommonOptions.batchSize(64, "algorithm 1"));
        options.addAll(CommonOptions.adam(2e-4, 0.5, 0.999, "PyTorch-GAN; the paper used momentum"));
        options.addAll(InputNoise.options());
        return options;
    }

    /** Options {@code hiddenG1}, {@code hiddenG2} … */
    static List<Option> hidden(String network, int... widths) {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            int layer = i + 1;
            options.add(CommonOptions.width(
                    "hidden" + network + layer,
                    network + " hidden layer " + layer,
                    "Units in hidden layer " + layer + " of the "
                            + (network.equals("G") ? "generator" : "discriminator") + ".",
                    widths[i]));
        }
        return options;
    }

    /** The values of {@link #hidden}. */
    static int[] widths(Options options, String network, int layers) {
        return IntStream.rangeClosed(1, layers)
                .map(layer -> options.integer("hidden" + network + layer))
                .toArray();
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
        int size = options.integer(CommonOptions.IMAGE_SIZE);
        int channels = CommonOptions.channels(options);
        int zDim = options.integer(CommonOptions.Z_DIM);
        return TwoPlayers.networks(
                new Generator(zDim, channels, size, widths(options, "G", HIDDEN_G.length)),
                new Discriminator(channels, size, widths(options, "D", HIDDEN_D.length)));
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new GeneratorFirst(options, (Layer) networks.get("G"), (Layer) networks.get("D"), store);
    }

    @Override
    public Optional<StyleGenerator> styles(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.of(((Generator) networks.get("G")).direct(options.integer(CommonOptions.Z_DIM)));
    }

    /** z [N, zDim] → [N, C, S, S] in [−1, 1]. */
    public static final class Generator extends Layer {
        private final long channels;
        private final long size;
        private final int[] hidden;
        private final Sequential model;

        /** @param hidden units of the hidden layers; all but the first are normalised */
        public Generator(long zDim, long channels, long size, int... hidden) {
            this.channels = channels;
            this.size = size;
            this.hidden = hidden.clone();
            model = child("model", Perceptron.layers(zDim, channels * size * size, hidden));
        }

        @Override
        public Tensor forward(Tensor z) {
            return model.forward(z).reshape(-1, channels, size, size);
        }

        private StyleGenerator direct(int zDim) {
            return new DirectGenerator(
                    this,
                    zDim,
                    DirectGenerator.ClassVectors.NONE,
                    Perceptron.stages(model, channels, size, hidden),
                    () -> Perceptron.entry(model));
        }
    }

    /** x [N, C, S, S] → [N, 1], the probability that x is real. */
    public static final class Discriminator extends Layer {
        private final Sequential model;

        public Discriminator(long channels, long size, int... hidden) {
            Sequential layers = sequential();
            long in = channels * size * size;
            for (int width : hidden) {
                layers.add(linear(in, width)).add(leakyRelu(0.2)); // [N, 512], [N, 256]
                in = width;
            }
            model = child("model", layers.add(linear(in, 1)).add(sigmoid())); // [N, 1]
        }

        @Override
        public Tensor forward(Tensor x) {
            return model.forward(x.flatten());
        }
    }
}
