package studio.ganvas.gan.junyanz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import studio.ganvas.gan.AdversarialLoss;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.OfficialFile;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.Translator;
import studio.ganvas.nn.Layer;

/** The options that both systems have, under the official code's names, and the networks that they describe. */
public final class TranslationOptions {
    public static final String DIRECTION = "direction";
    public static final String LOAD_SIZE = "loadSize";
    public static final String NET_G = "netG";
    public static final String NGF = "ngf";
    public static final String NET_D = "netD";
    public static final String NDF = "ndf";
    public static final String LAYERS_D = "nLayersD";
    public static final String NORM = "norm";
    public static final String DROPOUT = "dropout";
    public static final String EVAL = "eval";
    public static final String INIT = "initType";
    public static final String GAN_MODE = "ganMode";
    public static final String LAMBDA_GP = "lambdaGp";

    private static final String PIXEL = "pixel";
    private static final String LOSS = "Loss";
    private static final int LARGEST_LAMBDA = 10_000;

    private TranslationOptions() {}

    /** What one paper has and the other has not. */
    public record Published(String netG, String norm, boolean dropout, String ganMode, String section) {}

    /** The options of {@link Published} defaults, but those for the weights of the losses. */
    public static List<Option> all(Published published) {
        List<Option> options = new ArrayList<>();
        options.addAll(pictures());
        options.addAll(networks(published));
        options.add(CommonOptions.batchSize(1, 1, published.section()));
        options.addAll(CommonOptions.adam(2e-4, 0.5, 0.999, published.section()));
        options.addAll(RateSchedule.options());
        options.add(new Option.Choice(
                GAN_MODE,
                "Adversarial loss",
                LOSS,
                "",
                "lsgan: least squares (arXiv 1611.04076); vanilla: cross-entropy; wgangp: a critic's scores "
                        + "(arXiv 1704.00028). Published: " + published.ganMode() + ".",
                published.ganMode(),
                List.of("vanilla", "lsgan", "wgangp")));
        options.add(lambda(
                LAMBDA_GP,
                "Gradient penalty",
                "λ of WGAN-GP, 10 in arXiv 1704.00028. Only with wgangp and without batch norm; the official code has "
                        + "none.",
                0));
        return options;
    }

    private static List<Option> pictures() {
        return List.of(
                new Option.Choice(
                        DIRECTION,
                        "Direction",
                        CommonOptions.PICTURES,
                        "",
                        "AtoB learns to turn pictures of set A into such of set B. BtoA swaps the two sets.",
                        Translator.Direction.A_TO_B,
                        List.of(Translator.Direction.A_TO_B, Translator.Direction.B_TO_A)),
                CommonOptions.imageSize(256, 32, 1024),
                new Option.Int(
                        LOAD_SIZE,
                        "Resize to",
                        CommonOptions.PICTURES,
                        "",
                        "Pictures are resized to this edge before a random crop of the picture size, so that none is seen "
                                + "twice the same way. Not above the picture size: no crop.",
                        286,
                        32,
                        2048),
                CommonOptions.channels(3),
                CommonOptions.flip(true));
    }

    private static List<Option> networks(Published published) {
        return List.of(
                new Option.Choice(
                        NET_G,
                        "Generator",
                        CommonOptions.NETWORK,
                        "G",
                        "U-Nets hand details across and suit pairs; their number is the smallest picture. ResNets suit "
                                + "any size; 9 blocks for 256 pixels, 6 below (" + published.section() + ").",
                        published.netG(),
                        List.of("unet_64", "unet_128", "unet_256", "resnet_6blocks", "resnet_9blocks")),
                CommonOptions.width(
                        NGF,
                        "Width of G",
                        "Channels of the generator's first layer. Half the width is about a quarter of the work.",
                        64),
                new Option.Choice(
                        NET_D,
                        "Discriminator",
                        CommonOptions.NETWORK,
                        "D",
                        "basic judges patches of 70 pixels; n_layers lets you choose the patch; pixel judges single "
                                + "pixels (arXiv 1611.07004, section 3.2.2).",
                        "basic",
                        List.of("basic", "n_layers", PIXEL)),
                CommonOptions.width(
                        NDF,
                        "Width of D",
                        "Channels of the discriminator's first layer; the later ones have 2, 4, 8 times as many.",
                        64),
                new Option.Int(
                        LAYERS_D,
                        "Layers of D",
                        CommonOptions.NETWORK,
                        "",
                        "With n_layers: 1 sees patches of 16 pixels, 2 of 34, 3 of 70, 4 of 142, 5 of 286.",
                        3,
                        1,
                        6),
                new Option.Choice(
                        NORM,
                        "Norm",
                        CommonOptions.NETWORK,
                        "",
                        "instance treats each picture for itself; batch needs batches that look alike; none is for "
                                + "wgangp. Published: " + published.norm() + ".",
                        published.norm(),
                        List.of("batch", "instance", "none")),
                new Option.Flag(
                        DROPOUT,
                        "Dropout in G",
                        CommonOptions.NETWORK,
                        "",
                        "Silences half of some inner layers at random: pix2pix's only source of variety "
                                + "(arXiv 1611.07004, section 3.2).",
                        published.dropout()),
                new Option.Flag(
                        EVAL,
                        "Translate in evaluation mode",
                        CommonOptions.NETWORK,
                        "",
                        "Off as published: a finished generator keeps its dropout and normalises each picture for itself. "
                                + "On: no dropout, and the averages of training normalise.",
                        false),
                new Option.Choice(
                        INIT,
                        "First weights",
                        CommonOptions.NETWORK,
                        "",
                        "Distribution of the weights before training (arXiv 1703.10593, appendix 7.1: normal, 0.02).",
                        InitialValues.NORMAL,
                        InitialValues.ALL));
    }

    /** The files of these networks under the official names. */
    public static List<OfficialFile> files(List<String> networks) {
        return OfficialFile.bare(networks, network -> "latest_net_" + network + ".pth");
    }

    /** The weight of a loss. */
    public static Option lambda(String key, String label, String help, double published) {
        return new Option.Real(key, label, LOSS, "λ", help, published, 0, LARGEST_LAMBDA);
    }

    public static PictureSpec spec(Options options) {
        int size = options.integer(CommonOptions.IMAGE_SIZE);
        return new PictureSpec(
                size,
                Math.max(size, options.integer(LOAD_SIZE)),
                CommonOptions.channels(options),
                false,
                options.flag(CommonOptions.FLIP),
                PictureSpec.Interpolation.BICUBIC);
    }

    /** @throws IllegalArgumentException when the generator can't make pictures of this size */
    public static GeneratorSpec generatorSpec(Options options) {
        int channels = CommonOptions.channels(options);
        GeneratorSpec spec = GeneratorSpec.of(
                options.choice(NET_G), channels, channels, options.integer(NGF), norm(options), options.flag(DROPOUT));
        int size = options.integer(CommonOptions.IMAGE_SIZE);
        if (size % spec.multipleOf() != 0) {
            throw new IllegalArgumentException(
                    "The generator " + spec.netG() + " makes pictures whose size is a multiple" + " of "
                            + spec.multipleOf() + ", not " + size + ". Choose another size or generator.");
        }
        return spec;
    }

    public static Layer generator(Options options) {
        return InitialValues.declare(generatorSpec(options).build(), options.choice(INIT));
    }

    /** @param inputs channels that it sees */
    public static Layer discriminator(Options options, int inputs) {
        int ndf = options.integer(NDF);
        String netD = options.choice(NET_D);
        int layers = netD.equals("n_layers") ? options.integer(LAYERS_D) : 3;
        Layer d = netD.equals(PIXEL)
                ? new PixelDiscriminator(inputs, ndf, norm(options))
                : new PatchDiscriminator(inputs, ndf, norm(options), layers);
        return InitialValues.declare(d, options.choice(INIT));
    }

    public static Norm norm(Options options) {
        return Norm.of(options.choice(NORM));
    }

    public static AdversarialLoss loss(Options options) {
        return AdversarialLoss.valueOf(options.choice(GAN_MODE).toUpperCase(Locale.ROOT));
    }

    /** Whether the sets are swapped. */
    public static boolean swapped(Options options) {
        return options.choice(DIRECTION).equals(Translator.Direction.B_TO_A);
    }
}
