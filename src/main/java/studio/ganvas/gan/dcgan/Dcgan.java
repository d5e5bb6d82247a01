package studio.ganvas.gan.dcgan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.GeneratorFirst;
import studio.ganvas.gan.InputNoise;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.BatchNorm;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.ConvTranspose2d;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.TensorStore;

/**
 * DCGAN: Radford, Metz and Chintala, "Unsupervised Representation Learning with Deep Convolutional Generative
 * Adversarial Networks", 2015, arXiv 1511.06434. Two architectures go by the name: that of the paper in {@link
 * PytorchExamples}, and the smaller one of PyTorch-GAN in {@link PytorchGan}.
 */
public final class Dcgan implements GanSystem {
    static final String VARIANT = "variant";
    static final String PYTORCH_EXAMPLES = "pytorch-examples";
    static final String PYTORCH_GAN = "pytorch-gan";
    static final String NGF = "ngf";
    static final String NDF = "ndf";

    private static final String SECTION = "section 4";
    private static final SystemInfo INFO = new SystemInfo(
            "dcgan",
            "DCGAN",
            "Radford, Metz and Chintala, Unsupervised Representation Learning with Deep Convolutional Generative "
                    + "Adversarial Networks, 2015, arXiv 1511.06434",
            "The first GAN made of convolutions that trained stably; the place to begin. Learns from any folder of "
                    + "pictures.",
            DataKind.IMAGES,
            options(),
            presets(),
            TwoPlayers.LOSSES,
            List.of(TwoPlayers.FAKES),
            TwoPlayers.NETWORKS);

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(
                new Option.Choice(
                        VARIANT,
                        "Architecture",
                        CommonOptions.NETWORK,
                        "",
                        "pytorch-examples is the paper's (transposed convolutions, section 3); pytorch-gan upsamples "
                                + "and then convolves, is smaller, and has dropout in D.",
                        PYTORCH_EXAMPLES,
                        List.of(PYTORCH_EXAMPLES, PYTORCH_GAN)),
                new Option.Choice(
                        CommonOptions.IMAGE_SIZE,
                        "Picture size",
                        CommonOptions.PICTURES,
                        "",
                        "Edge of the square pictures in pixels (64 in the paper). Other sizes have a stage more or less.",
                        "64",
                        List.of("32", "64", "128")),
                CommonOptions.channels(3),
                CommonOptions.flip(),
                CommonOptions.zDim(100, SECTION),
                CommonOptions.width(
                        NGF,
                        "Width of G",
                        "Channels of the generator's last hidden layer; the earlier ones have 2, 4, 8 times as many. "
                                + "Half the width is about a quarter of the work (figure 1 has 128).",
                        64),
                CommonOptions.width(
                        NDF,
                        "Width of D",
                        "Channels of the discriminator's first layer; the later ones have 2, 4, 8 times as many.",
                        64),
                CommonOptions.batchSize(64, "128 in section 4; 64 in pytorch/examples")));
        options.addAll(CommonOptions.adam(2e-4, 0.5, 0.999, SECTION));
        options.addAll(InputNoise.options());
        return options;
    }

    private static List<Preset> presets() {
        return List.of(
                new Preset(
                        "quick",
                        "Quick, 64 px colour",
                        "Half as wide, small batches, fading noise on D's input: shapes appear within minutes on two CPU "
                                + "cores.",
                        quick()),
                new Preset("published", "As published", "The settings of pytorch/examples.", Map.of()),
                new Preset(
                        "paper",
                        "Paper, LSUN bedrooms",
                        "As wide as figure 1, batches of 128 (section 4.1). For a GPU.",
                        Map.of(NGF, 128, CommonOptions.BATCH_SIZE, 128)),
                new Preset(
                        "pytorch-gan",
                        "PyTorch-GAN, 32 px grey",
                        "The smaller architecture as published, for MNIST digits.",
                        Map.of(VARIANT, PYTORCH_GAN, CommonOptions.IMAGE_SIZE, "32", CommonOptions.CHANNELS, "1")));
    }

    private static Map<String, Object> quick() {
        Map<String, Object> values = new HashMap<>(InputNoise.values(0.3, 20_000));
        values.putAll(Map.of(NGF, 32, NDF, 32, CommonOptions.BATCH_SIZE, 32));
        return values;
    }

    @Override
    public SystemInfo info() {
        return INFO;
    }

    @Override
    public PictureSpec pictures(Options options) {
        return CommonOptions.square(size(options), options);
    }

    private static int size(Options options) {
        return Integer.parseInt(options.choice(CommonOptions.IMAGE_SIZE));
    }

    private static boolean isPytorchGan(Options options) {
        return options.choice(VARIANT).equals(PYTORCH_GAN);
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        int size = size(options);
        int channels = CommonOptions.channels(options);
        int zDim = options.integer(CommonOptions.Z_DIM);
        int ngf = options.integer(NGF);
        int ndf = options.integer(NDF);
        return isPytorchGan(options)
                ? TwoPlayers.networks(
                        new PytorchGan.Generator(zDim, size, channels, 2 * ngf, ngf),
                        new PytorchGan.Discriminator(
                                size, channels, Math.max(1, ndf / 4), Math.max(1, ndf / 2), ndf, 2 * ndf))
                : TwoPlayers.networks(
                        new PytorchExamples.Generator(zDim, size, channels, ngf),
                        new PytorchExamples.Discriminator(size, channels, ndf));
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        Layer g = (Layer) networks.get("G");
        Layer d = (Layer) networks.get("D");
        return isPytorchGan(options)
                ? new GeneratorFirst(options, g, d, store)
                : new PytorchExamples(options, g, d, store);
    }

    @Override
    public Optional<StyleGenerator> styles(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.of(
                networks.get("G") instanceof PytorchGan.Generator g
                        ? g.direct()
                        : ((PytorchExamples.Generator) networks.get("G")).direct());
    }

    /** First values of section 4: convolutions normal (0, 0.02); norms normal (1, 0.02) with bias 0. */
    static void initialValues(Module network) {
        network.each(layer -> {
            if (layer instanceof Conv2d conv) {
                conv.weight().init(Init.normal(0, 0.02));
            } else if (layer instanceof ConvTranspose2d conv) {
                conv.weight().init(Init.normal(0, 0.02));
            } else if (layer instanceof BatchNorm norm) {
                norm.weight().init(Init.normal(1, 0.02));
                norm.bias().init(Init.constant(0));
            }
        });
    }
}
