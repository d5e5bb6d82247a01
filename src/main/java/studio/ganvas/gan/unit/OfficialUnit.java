package studio.ganvas.gan.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 * UNIT as its authors published it later (mingyuliutw/UNIT, the trainer of MUNIT): Liu, Breuel and Kautz, NIPS 2017, arXiv
 * 1703.00848. No weights are shared; one latent space comes from the losses alone, and three discriminators look at each
 * picture at three scales.
 *
 * <pre>
 *   gen_a, gen_b   E_1 with G_1, E_2 with G_2   {@link VaeGen}
 *   dis_a, dis_b   D_1, D_2                     {@link MsImageDis}
 *   h, h + n       E_μ(x), z
 * </pre>
 *
 * <p>Its perceptual (VGG) loss is used by two of its configurations only and left out here.
 */
public final class OfficialUnit implements GanSystem {
    static final String HALVE_EVERY = "stepSize";
    static final String GAN_WEIGHT = "ganW";
    static final String RECON_WEIGHT = "reconXW";
    static final String KL_WEIGHT = "reconKlW";
    static final String CYCLE_WEIGHT = "reconXCycW";
    static final String CYCLE_KL_WEIGHT = "reconKlCycW";

    private static final String SOURCE = "mingyuliutw/UNIT, unit_*.yaml";
    private static final SystemInfo INFO = new SystemInfo(
            "unit-official",
            "UNIT (authors' code)",
            "Liu, Breuel and Kautz, Unsupervised Image-to-Image Translation Networks, NIPS 2017, arXiv 1703.00848",
            "UNIT as its authors published it later: no shared weights, discriminators at three scales, sharper at 256 pixels "
                    + "and above.",
            DataKind.DOMAINS,
            options(),
            List.of(
                    new Preset(
                            "quick",
                            "Quick, 64 px",
                            "A quarter as wide, for two CPU cores.",
                            Map.of(CommonOptions.IMAGE_SIZE, 64, UnitOptions.DIM, 16, UnitOptions.NDF, 16)),
                    new Preset(
                            "medium",
                            "128 px",
                            "Half as wide as published.",
                            Map.of(CommonOptions.IMAGE_SIZE, 128, UnitOptions.DIM, 32, UnitOptions.NDF, 32)),
                    new Preset(
                            "published", "256 px, as published", "The settings of the authors. For a GPU.", Map.of())),
            OfficialTraining.LOSSES,
            UnitTraining.PICTURES,
            OfficialTraining.NETWORKS);

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(UnitOptions.common(SOURCE));
        options.add(new Option.Real(
                UnitOptions.WEIGHT_DECAY,
                "Weight decay",
                CommonOptions.TRAINING,
                "",
                "Pulls every weight towards 0 (" + SOURCE + ").",
                1e-4,
                0,
                1));
        options.add(new Option.Int(
                HALVE_EVERY,
                "Halve the rate every",
                CommonOptions.TRAINING,
                "",
                "Steps after which the learning rate is halved, again and again (" + SOURCE + ").",
                100_000,
                1,
                100_000_000));
        options.add(UnitOptions.weight(
                GAN_WEIGHT,
                "Adversarial weight",
                "λ₀",
                "How much deceiving the discriminators counts (section 3).",
                1));
        options.add(UnitOptions.weight(
                RECON_WEIGHT,
                "Reconstruction weight",
                "λ₂",
                "How much each network is an autoencoder (section 3).",
                10));
        options.add(UnitOptions.weight(
                KL_WEIGHT, "Latent weight", "λ₁", "Keeps the latent codes near 0 (section 3).", 0.01));
        options.add(UnitOptions.weight(
                CYCLE_WEIGHT, "Cycle weight", "λ₄", "How much coming back to the picture counts (section 3).", 10));
        options.add(UnitOptions.weight(
                CYCLE_KL_WEIGHT,
                "Latent weight of the cycle",
                "λ₃",
                "As λ₁, of translated pictures (section 3).",
                0.01));
        return options;
    }

    @Override
    public SystemInfo info() {
        return INFO;
    }

    /** The authors crop at random along the longer side; here the middle is cut out. */
    @Override
    public PictureSpec pictures(Options options) {
        int size = size(options);
        return new PictureSpec(size, size, CommonOptions.channels(options), true, options.flag(CommonOptions.FLIP));
    }

    /** The third scale has a quarter of the size, which its reflected borders must survive four times. */
    private static int size(Options options) {
        int size = UnitOptions.size(options);
        if (size < 64) {
            throw new IllegalArgumentException(
                    "The discriminators of UNIT look at a quarter of the picture size: it must be at least 64, not "
                            + size);
        }
        return size;
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        size(options);
        int channels = CommonOptions.channels(options);
        Map<String, Module> networks = new LinkedHashMap<>();
        networks.put("gen_a", new VaeGen(channels, options.integer(UnitOptions.DIM)));
        networks.put("gen_b", new VaeGen(channels, options.integer(UnitOptions.DIM)));
        networks.put("dis_a", new MsImageDis(channels, options.integer(UnitOptions.NDF)));
        networks.put("dis_b", new MsImageDis(channels, options.integer(UnitOptions.NDF)));
        return Collections.unmodifiableMap(networks);
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new OfficialTraining(options, networks, store);
    }

    @Override
    public Optional<Translator> translator(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.of(CodeTranslator.official(options, networks));
    }

    /** {@code gen_00100000.pt} and {@code dis_00100000.pt}, each with the state dicts {@code a} and {@code b}. */
    @Override
    public List<OfficialFile> officialFiles(String data, long step) {
        return Stream.of("gen", "dis")
                .map(kind -> {
                    Map<String, String> networks = new LinkedHashMap<>();
                    networks.put("a", kind + "_a");
                    networks.put("b", kind + "_b");
                    return new OfficialFile(String.format(Locale.ROOT, "%s_%08d.pt", kind, step), networks);
                })
                .toList();
    }
}
