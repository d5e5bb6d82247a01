package studio.ganvas.gan.ugatit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.OfficialFile;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.Translator;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.TensorStore;

/**
 * U-GAT-IT: Kim, Kim, Kang and Lee, "U-GAT-IT: Unsupervised Generative Attentional Networks with Adaptive Layer-Instance
 * Normalization for Image-to-Image Translation", ICLR 2020, arXiv 1907.10830, as in the authors' PyTorch code.
 *
 * <pre>
 *   genA2B, genB2A      G_{s→t}, G_{t→s}                {@link Generator}
 *   disGA … disLB       D_t, D_s, each global and local  {@link Discriminator}
 *   Cam                 attention, η and a(x)            section 2.1.1
 *   nn.AdaLin, nn.Iln   AdaLIN, LIN; Rho is ρ            equation 1
 *   UgatitTraining      the losses of section 2.2
 * </pre>
 */
public final class Ugatit implements GanSystem {
    static final String CH = "ch";
    static final String BLOCKS = "nRes";
    static final String LIGHT = "light";
    static final String LOAD_BORDER = "loadBorder";
    static final String ITERATIONS = "iterations";
    static final String DECAY = "decay";
    static final String WEIGHT_DECAY = "weightDecay";
    static final String ADV_WEIGHT = "advWeight";
    static final String CYCLE_WEIGHT = "cycleWeight";
    static final String IDENTITY_WEIGHT = "identityWeight";
    static final String CAM_WEIGHT = "camWeight";

    static final List<String> GENERATORS = List.of("genA2B", "genB2A");
    /** The official file's order. */
    static final List<String> DISCRIMINATORS = List.of("disGA", "disGB", "disLA", "disLB");

    private static final String SECTION = "appendix B.2";
    private static final SystemInfo INFO = new SystemInfo(
            "ugatit",
            "U-GAT-IT",
            "Kim, Kim, Kang and Lee, U-GAT-IT: Unsupervised Generative Attentional Networks with Adaptive "
                    + "Layer-Instance Normalization for Image-to-Image Translation, ICLR 2020, arXiv 1907.10830",
            "Translates between two sets of pictures without pairs, also where shapes must change (photo to drawing), and "
                    + "shows where it looks.",
            DataKind.DOMAINS,
            options(),
            presets(),
            UgatitTraining.LOSSES,
            Strips.NAMES,
            names());

    private static List<String> names() {
        List<String> names = new ArrayList<>(GENERATORS);
        names.addAll(DISCRIMINATORS);
        return names;
    }

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(
                CommonOptions.imageSize(256, 32, 512),
                CommonOptions.channels(3),
                new Option.Int(
                        LOAD_BORDER,
                        "Margin to crop",
                        CommonOptions.PICTURES,
                        "",
                        "Pictures are loaded this many pixels larger than they are used, and a random part is cut out "
                                + "(30 for 256 in " + SECTION + "; less for smaller pictures).",
                        30,
                        0,
                        256),
                new Option.Flag(
                        CommonOptions.FLIP,
                        "Mirror at random",
                        CommonOptions.PICTURES,
                        "",
                        "Shows every second picture mirrored (" + SECTION + ").",
                        true),
                new Option.Flag(
                        LIGHT,
                        "Light network",
                        CommonOptions.NETWORK,
                        "",
                        "γ and β come from the means of the feature maps instead of from every pixel: at 256 pixels 11 "
                                + "instead of 279 million weights a generator, and pictures of any size can be translated.",
                        true),
                CommonOptions.width(
                        CH,
                        "Width",
                        "Channels of the first layers of generators and discriminators. Half the width is about a quarter "
                                + "of the work.",
                        64),
                new Option.Int(
                        BLOCKS,
                        "Blocks",
                        CommonOptions.NETWORK,
                        "",
                        "Residual blocks of the encoder, and as many AdaLIN blocks in the decoder (section 2.1.1).",
                        4,
                        1,
                        16),
                new Option.Int(
                        CommonOptions.BATCH_SIZE,
                        "Batch size",
                        CommonOptions.TRAINING,
                        "",
                        "Pictures of each domain in one step (" + SECTION + ").",
                        1,
                        1,
                        64)));
        options.addAll(CommonOptions.adam(1e-4, 0.5, 0.999, SECTION));
        options.add(new Option.Real(
                WEIGHT_DECAY,
                "Weight decay",
                CommonOptions.TRAINING,
                "",
                "Pulls every weight towards 0, ρ too (" + SECTION + ").",
                1e-4,
                0,
                1));
        options.add(new Option.Int(
                ITERATIONS,
                "Planned steps",
                CommonOptions.TRAINING,
                "",
                "From half of these steps on, the learning rate falls to 0 in a straight line (" + SECTION + ").",
                1_000_000,
                2,
                100_000_000));
        options.add(new Option.Flag(
                DECAY, "Lower the rate", CommonOptions.TRAINING, "", "Whether the learning rate falls at all.", true));
        options.add(weight(ADV_WEIGHT, "Adversarial weight", "λ₁", "How much deceiving the discriminators counts", 1));
        options.add(weight(CYCLE_WEIGHT, "Cycle weight", "λ₂", "How much coming back to the picture counts", 10));
        options.add(weight(
                IDENTITY_WEIGHT,
                "Identity weight",
                "λ₃",
                "How much leaving pictures of the target as they are counts",
                10));
        options.add(weight(
                CAM_WEIGHT, "Attention weight", "λ₄", "How much the attention's classifier of domains counts", 1000));
        return options;
    }

    private static Option weight(String key, String label, String symbol, String help, double value) {
        return new Option.Real(
                key, label, "Losses", symbol, help + " (section 2.2, “full objective”).", value, 0, 1_000_000);
    }

    private static List<Preset> presets() {
        return List.of(
                new Preset(
                        "quick",
                        "Quick, 64 px light",
                        "A quarter as wide, for two CPU cores: colours change within minutes, shapes within hours.",
                        Map.of(CommonOptions.IMAGE_SIZE, 64, LOAD_BORDER, 8, CH, 16, ITERATIONS, 100_000)),
                new Preset(
                        "light-128",
                        "128 px light",
                        "Half as wide as published; a night on a CPU, an hour on a GPU.",
                        Map.of(CommonOptions.IMAGE_SIZE, 128, LOAD_BORDER, 15, CH, 32, ITERATIONS, 200_000)),
                new Preset("light-256", "256 px light, as published", "The official --light. For a GPU.", Map.of()),
                new Preset(
                        "full-256",
                        "256 px full, as published",
                        "The paper's network. Training needs about 24 GB of memory.",
                        Map.of(LIGHT, false)));
    }

    @Override
    public SystemInfo info() {
        return INFO;
    }

    @Override
    public PictureSpec pictures(Options options) {
        int size = size(options);
        return new PictureSpec(
                size,
                size + options.integer(LOAD_BORDER),
                CommonOptions.channels(options),
                false,
                options.flag(CommonOptions.FLIP));
    }

    private static int size(Options options) {
        int size = options.integer(CommonOptions.IMAGE_SIZE);
        if (size % 4 != 0) {
            throw new IllegalArgumentException(
                    "U-GAT-IT halves pictures twice: their size must be a multiple of 4, not " + size);
        }
        return size;
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        int size = size(options);
        int channels = CommonOptions.channels(options);
        int ch = options.integer(CH);
        Map<String, Module> networks = new LinkedHashMap<>();
        for (String name : GENERATORS) {
            networks.put(name, new Generator(channels, ch, options.integer(BLOCKS), size, options.flag(LIGHT)));
        }
        for (String name : DISCRIMINATORS) {
            int depth = isGlobal(name) ? Discriminator.globalDepth(size) : Discriminator.localDepth(size);
            networks.put(name, new Discriminator(channels, ch, depth));
        }
        return Collections.unmodifiableMap(networks);
    }

    static boolean isGlobal(String discriminator) {
        return discriminator.startsWith("disG");
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new UgatitTraining(options, networks, store);
    }

    @Override
    public Optional<Translator> translator(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.of(new UgatitTranslator(options, networks));
    }

    /** {@code horse2zebra_params_0100000.pt}: six state dicts in one file. */
    @Override
    public List<OfficialFile> officialFiles(String data, long step) {
        String name = String.format(Locale.ROOT, "%s_params_%07d.pt", data, step);
        return List.of(OfficialFile.together(name, INFO.networkNames()));
    }
}
