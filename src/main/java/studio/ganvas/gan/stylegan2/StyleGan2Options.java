package studio.ganvas.gan.stylegan2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.style.Widths;

/** The options of {@link StyleGan2}, the official configurations as presets, and what options mean. */
final class StyleGan2Options {
    static final String CONDITIONAL = "conditional";
    static final String W_DIM = "wDim";
    static final String MAPPING_LAYERS = "mappingLayers";
    static final String CHANNEL_BASE = "channelBase";
    static final String CHANNEL_MAX = "channelMax";
    static final String G_ARCHITECTURE = "architectureG";
    static final String D_ARCHITECTURE = "architectureD";
    static final String CONV_CLAMP = "convClamp";
    static final String STD_GROUP = "mbstdGroup";
    static final String FREEZE_D = "freezeD";
    static final String MICRO_BATCH = "microBatch";
    static final String R1_AUTO = "r1Auto";
    static final String R1_GAMMA = "r1Gamma";
    static final String R1_INTERVAL = "r1Interval";
    static final String PL_WEIGHT = "plWeight";
    static final String PL_INTERVAL = "plInterval";
    static final String MIXING = "styleMixing";
    static final String EMA_KIMG = "emaKimg";
    static final String EMA_RAMP_UP = "emaRampUp";
    static final String AUGMENT = "augment";
    static final String AUGMENT_PIPE = "augmentPipe";
    static final String AUGMENT_P = "augmentP";
    static final String ADA_TARGET = "adaTarget";
    static final String ADA_KIMG = "adaKimg";

    static final String ADAPTIVE = "ada";
    static final String FIXED = "fixed";
    static final String OFF = "off";

    private static final String REGULARISATION = "Regularisation";
    private static final String AUGMENTATION = "Augmentation";
    private static final int FULL = 32768;

    private StyleGan2Options() {}

    static List<Option> all() {
        List<Option> all = new ArrayList<>(List.of(
                new Option.Choice(
                        CommonOptions.IMAGE_SIZE,
                        "Picture size",
                        CommonOptions.PICTURES,
                        "",
                        "Edge of the square pictures in pixels. Twice the edge is about four times the work.",
                        "256",
                        List.of("8", "16", "32", "64", "128", "256", "512", "1024")),
                CommonOptions.channels(3),
                CommonOptions.flip(),
                new Option.Flag(
                        CONDITIONAL,
                        "Learn classes",
                        CommonOptions.PICTURES,
                        "c",
                        "Tells both networks the class of a picture; needs pictures in class folders.",
                        false),
                CommonOptions.zDim(512, "512 in arXiv 1812.04948, section 2"),
                new Option.Int(
                        W_DIM,
                        "Style size",
                        CommonOptions.NETWORK,
                        "w",
                        "Length of the styles that z is mapped to (512 in arXiv 1812.04948, section 2).",
                        512,
                        1,
                        1024),
                new Option.Int(
                        MAPPING_LAYERS,
                        "Mapping layers",
                        CommonOptions.NETWORK,
                        "f",
                        "Depth of the network from z to w: 8 in the papers, 2 in ADA's automatic configuration.",
                        8,
                        1,
                        16),
                CommonOptions.width(
                        CHANNEL_MAX,
                        "Widest layer",
                        "Channels at low resolutions; 512 as published. Half of it is about a quarter of the work there.",
                        512),
                new Option.Int(
                        CHANNEL_BASE,
                        "Channel base",
                        CommonOptions.NETWORK,
                        "",
                        "Channels times resolution where layers are narrower than the widest: 32768 in configuration F, "
                                + "16384 in E.",
                        FULL,
                        64,
                        131072),
                architecture(G_ARCHITECTURE, "Architecture of G", "skip"),
                architecture(D_ARCHITECTURE, "Architecture of D", "resnet"),
                new Option.Real(
                        CONV_CLAMP,
                        "Clamp layers at",
                        CommonOptions.NETWORK,
                        "",
                        "Limit of layer outputs, 256 in official half-precision networks; 0 is none.",
                        0,
                        0,
                        65504),
                new Option.Int(
                        STD_GROUP,
                        "Minibatch-std group",
                        CommonOptions.NETWORK,
                        "",
                        "Pictures that D compares to see whether all are alike; must divide the batch (arXiv 1710.10196, "
                                + "section 3).",
                        4,
                        1,
                        1024),
                new Option.Int(
                        FREEZE_D,
                        "Freeze layers of D",
                        CommonOptions.TRAINING,
                        "",
                        "So many first layers of D do not learn; for going on from a trained network (arXiv 2002.10964).",
                        0,
                        0,
                        64),
                CommonOptions.batchSize(32, "32 in configuration F"),
                new Option.Int(
                        MICRO_BATCH,
                        "Pictures at once",
                        CommonOptions.TRAINING,
                        "",
                        "Splits a batch that does not fit into memory; gradients are summed, as in the official loop. 0 "
                                + "is the whole batch.",
                        0,
                        0,
                        1024)));
        all.addAll(CommonOptions.adam(0.002, 0, 0.99, "arXiv 1912.04958, appendix B"));
        all.addAll(regularisation());
        all.addAll(augmentation());
        return all;
    }

    private static Option architecture(String key, String label, String published) {
        return new Option.Choice(
                key,
                label,
                CommonOptions.NETWORK,
                "",
                "How resolutions are joined: one chain, skips through pictures, or residual blocks (arXiv 1912.04958, "
                        + "figure 7).",
                published,
                List.of("orig", "skip", "resnet"));
    }

    private static List<Option> regularisation() {
        return List.of(
                new Option.Flag(
                        R1_AUTO,
                        "Choose γ by size",
                        REGULARISATION,
                        "",
                        "γ = 0.0002 · size² / batch, as ADA's automatic configuration; otherwise the number below.",
                        false),
                real(
                        R1_GAMMA,
                        "R1 weight",
                        REGULARISATION,
                        "γ",
                        "Keeps D smooth around real pictures "
                                + "(arXiv 1801.04406, equation 9). Most sensitive setting: try tenfold more or less.",
                        10,
                        0,
                        10000),
                new Option.Int(
                        R1_INTERVAL,
                        "Steps between R1",
                        REGULARISATION,
                        "",
                        "Lazy regularisation " + "(arXiv 1912.04958, section 3.1).",
                        16,
                        1,
                        1000),
                real(
                        PL_WEIGHT,
                        "Path length weight",
                        REGULARISATION,
                        "γ_pl",
                        "Makes equal steps in w change pictures "
                                + "equally (arXiv 1912.04958, section 3.2). 0 is none, which is faster.",
                        2,
                        0,
                        1000),
                new Option.Int(
                        PL_INTERVAL,
                        "Steps between path lengths",
                        REGULARISATION,
                        "",
                        "Lazy regularisation " + "(arXiv 1912.04958, section 3.1).",
                        4,
                        1,
                        1000),
                real(
                        MIXING,
                        "Style mixing",
                        REGULARISATION,
                        "",
                        "Share of pictures made from two latents, so that layers "
                                + "stay independent (arXiv 1812.04948, section 3.1).",
                        0.9,
                        0,
                        1),
                real(
                        EMA_KIMG,
                        "Averaging of G",
                        CommonOptions.TRAINING,
                        "",
                        "Thousands of pictures in which a weight's "
                                + "share in the average generator halves; that generator makes the samples.",
                        10,
                        0,
                        10000),
                real(
                        EMA_RAMP_UP,
                        "Averaging starts with",
                        CommonOptions.TRAINING,
                        "",
                        "At most this share of the pictures "
                                + "seen so far, so that early samples are not behind; 0 is the full time from the start.",
                        0,
                        0,
                        1));
    }

    private static List<Option> augmentation() {
        return List.of(
                new Option.Choice(
                        AUGMENT,
                        "Augmentation",
                        AUGMENTATION,
                        "",
                        "Changes of pictures before D sees them, without which it learns small datasets by heart "
                                + "(arXiv 2006.06676). ada adapts the probability.",
                        ADAPTIVE,
                        List.of(OFF, FIXED, ADAPTIVE)),
                new Option.Choice(
                        AUGMENT_PIPE,
                        "Kinds of changes",
                        AUGMENTATION,
                        "",
                        "b: flips, right angles, shifts; g: scaling, turning, stretching; c: colours; f: spectrum; n: noise; "
                                + "last c: holes.",
                        "bgc",
                        List.of(
                                "blit", "geom", "color", "filter", "noise", "cutout", "bg", "bgc", "bgcf", "bgcfn",
                                "bgcfnc")),
                real(
                        AUGMENT_P,
                        "Probability",
                        AUGMENTATION,
                        "p",
                        "Of every change: fixed, or at the beginning.",
                        0,
                        0,
                        1),
                real(
                        ADA_TARGET,
                        "Target",
                        AUGMENTATION,
                        "r_t",
                        "Wanted mean sign of D's scores of real pictures " + "(arXiv 2006.06676, section 3.1).",
                        0.6,
                        0,
                        1),
                real(
                        ADA_KIMG,
                        "Speed of adaptation",
                        AUGMENTATION,
                        "",
                        "Thousands of pictures in which the probability "
                                + "can go from 0 to 1; 100 when going on from a trained network.",
                        500,
                        1,
                        100000));
    }

    private static Option real(
            String key, String label, String group, String symbol, String help, double value, double min, double max) {
        return new Option.Real(key, label, group, symbol, help, value, min, max);
    }

    /** The official configurations (total batch; one step holds it all), after one for a CPU. */
    static List<Preset> presets() {
        Map<String, Object> quick = auto(64, 8);
        quick.putAll(Map.of(CHANNEL_BASE, 8192, CHANNEL_MAX, 128, ADA_KIMG, 100, CONV_CLAMP, 0));
        Map<String, Object> classes = new HashMap<>(quick);
        classes.put(CONDITIONAL, true);
        Map<String, Object> cifar = values(32, 64, 32, FULL, 0.0025, 0.01, 500, 2, 32);
        cifar.putAll(Map.of(EMA_RAMP_UP, 0.05, PL_WEIGHT, 0, MIXING, 0, D_ARCHITECTURE, "orig"));
        return List.of(
                new Preset("quick", "Quick, 64 px", "Narrow networks for a CPU; first shapes within an hour.", quick),
                new Preset(
                        "classes",
                        "Quick with classes, 64 px",
                        "The same for pictures in class folders: each picture is made of a class.",
                        classes),
                new Preset("auto", "Automatic, 256 px", "ADA's automatic configuration for one GPU.", auto(256, 16)),
                new Preset(
                        "stylegan2",
                        "StyleGAN2, 1024 px",
                        "Configuration F of the paper.",
                        values(1024, 32, 4, FULL, 0.002, 10, 10, 8, 4)),
                new Preset(
                        "paper256",
                        "Paper, 256 px",
                        "ADA paper, FFHQ and LSUN at 256.",
                        values(256, 64, 8, FULL / 2, 0.0025, 1, 20, 8, 8)),
                new Preset(
                        "paper512",
                        "Paper, 512 px",
                        "ADA paper, BreCaHAD and AFHQ.",
                        values(512, 64, 8, FULL, 0.0025, 0.5, 20, 8, 8)),
                new Preset(
                        "paper1024",
                        "Paper, 1024 px",
                        "ADA paper, MetFaces.",
                        values(1024, 32, 4, FULL, 0.002, 2, 10, 8, 4)),
                new Preset(
                        "cifar", "CIFAR-10, 32 px", "ADA paper, CIFAR-10; with classes where there are some.", cifar));
    }

    private static Map<String, Object> auto(int size, int batch) {
        Map<String, Object> values = values(
                size,
                batch,
                Math.min(batch, 4),
                size >= 512 ? FULL : FULL / 2,
                size >= 1024 ? 0.002 : 0.0025,
                0,
                batch * 10 / 32.0,
                2,
                0);
        values.putAll(Map.of(R1_AUTO, true, EMA_RAMP_UP, 0.05));
        return values;
    }

    private static Map<String, Object> values(
            int size, int batch, int std, int base, double lr, double gamma, double emaKimg, int layers, int micro) {
        Map<String, Object> values = new HashMap<>();
        values.put(CommonOptions.IMAGE_SIZE, Integer.toString(size));
        values.put(CommonOptions.BATCH_SIZE, batch);
        values.put(STD_GROUP, std);
        values.put(CHANNEL_BASE, base);
        values.put(CommonOptions.LR, lr);
        values.put(R1_GAMMA, gamma);
        values.put(EMA_KIMG, emaKimg);
        values.put(MAPPING_LAYERS, layers);
        values.put(MICRO_BATCH, micro);
        values.put(CONV_CLAMP, 256);
        return values;
    }

    static int size(Options options) {
        return Integer.parseInt(options.choice(CommonOptions.IMAGE_SIZE));
    }

    private static int classes(Options options, DataFacts facts) {
        if (options.flag(CONDITIONAL) && facts.classes().isEmpty()) {
            throw new IllegalArgumentException("Learning classes was asked for, but these pictures have none. Choose a "
                    + "dataset with one folder for each class, or switch it off.");
        }
        return options.flag(CONDITIONAL) ? facts.classes().size() : 0;
    }

    private static OptionalDouble unlessZero(double value) {
        return value == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Widths widths(Options options) {
        return new Widths(options.integer(CHANNEL_BASE), options.integer(CHANNEL_MAX));
    }

    static GeneratorSpec generator(Options options, DataFacts facts) {
        MappingSpec mapping = MappingSpec.of(
                options.integer(CommonOptions.Z_DIM),
                classes(options, facts),
                options.integer(W_DIM),
                options.integer(MAPPING_LAYERS));
        return GeneratorSpec.of(mapping, size(options), CommonOptions.channels(options), widths(options))
                .with(Architecture.named(options.choice(G_ARCHITECTURE)), unlessZero(options.real(CONV_CLAMP)));
    }

    static DiscriminatorSpec discriminator(Options options, DataFacts facts) {
        return DiscriminatorSpec.of(
                        classes(options, facts),
                        size(options),
                        CommonOptions.channels(options),
                        widths(options),
                        options.integer(STD_GROUP))
                .with(
                        Architecture.named(options.choice(D_ARCHITECTURE)),
                        unlessZero(options.real(CONV_CLAMP)),
                        options.integer(FREEZE_D));
    }

    static TrainingSettings training(Options options) {
        double size = size(options);
        double gamma = options.flag(R1_AUTO)
                ? 0.0002 * size * size / options.integer(CommonOptions.BATCH_SIZE)
                : options.real(R1_GAMMA);
        String augment = options.choice(AUGMENT);
        return new TrainingSettings(
                new StyleGan2Loss.Settings(options.real(MIXING), gamma, 2, 0.01, options.real(PL_WEIGHT)),
                CommonOptions.adam(options),
                options.integer(PL_INTERVAL),
                options.integer(R1_INTERVAL),
                options.real(EMA_KIMG),
                unlessZero(options.real(EMA_RAMP_UP)),
                options.integer(MICRO_BATCH),
                Augmentation.group(options.choice(AUGMENT_PIPE)).stream()
                        .collect(Collectors.toMap(Function.identity(), each -> 1.0)),
                augment.equals(OFF) ? 0 : options.real(AUGMENT_P),
                augment.equals(ADAPTIVE),
                options.real(ADA_TARGET),
                options.real(ADA_KIMG));
    }
}
