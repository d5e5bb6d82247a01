package studio.ganvas.gan.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
import studio.ganvas.nn.Residual;
import studio.ganvas.tensor.TensorStore;

/**
 * UNIT: Liu, Breuel and Kautz, "Unsupervised Image-to-Image Translation Networks", NIPS 2017, arXiv 1703.00848, as in
 * eriklindernoren/PyTorch-GAN, whose state dicts these networks read and write: the two encoders end in one shared block and
 * the two generators begin with another, which is the paper's shared latent space (section 2).
 *
 * <pre>
 *   E1, E2, G1, G2, D1, D2    as in the paper; 1 is domain A, 2 is domain B   {@link UnitNetworks}
 *   mu, z                     E_μ(x), z = E_μ(x) + η, η ~ N(0, I)
 *   UnitTraining              the losses of section 3, equation 3
 * </pre>
 */
public final class Unit implements GanSystem {
    static final String HALVINGS = "nDownsample";
    static final String ITERATIONS = "iterations";
    static final String DECAY_FROM = "decayFrom";
    static final String GAN_WEIGHT = "lambda0";
    static final String KL_WEIGHT = "lambda1";
    static final String RECON_WEIGHT = "lambda2";
    static final String CYCLE_KL_WEIGHT = "lambda3";
    static final String CYCLE_WEIGHT = "lambda4";

    private static final String SOURCE = "PyTorch-GAN, unit";
    private static final SystemInfo INFO = new SystemInfo(
            "unit",
            "UNIT",
            "Liu, Breuel and Kautz, Unsupervised Image-to-Image Translation Networks, NIPS 2017, arXiv 1703.00848",
            "Translates between two sets of pictures without pairs through one latent space that both share. Good where the "
                    + "two sets differ in colour and texture more than in shape.",
            DataKind.DOMAINS,
            options(),
            List.of(
                    new Preset(
                            "quick",
                            "Quick, 64 px",
                            "A quarter as wide, for two CPU cores.",
                            Map.of(
                                    CommonOptions.IMAGE_SIZE,
                                    64,
                                    UnitOptions.DIM,
                                    16,
                                    UnitOptions.NDF,
                                    16,
                                    ITERATIONS,
                                    50_000,
                                    DECAY_FROM,
                                    25_000)),
                    new Preset(
                            "medium",
                            "128 px",
                            "Half as wide as published.",
                            Map.of(CommonOptions.IMAGE_SIZE, 128, UnitOptions.DIM, 32, UnitOptions.NDF, 32)),
                    new Preset(
                            "published", "256 px, as published", "The settings of PyTorch-GAN. For a GPU.", Map.of())),
            UnitTraining.LOSSES,
            UnitTraining.PICTURES,
            UnitTraining.NETWORKS);

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(UnitOptions.common(SOURCE));
        options.add(new Option.Int(
                HALVINGS,
                "Halvings",
                CommonOptions.NETWORK,
                "",
                "How often the encoders halve the picture before the residual blocks (" + SOURCE + ").",
                2,
                1,
                4));
        options.add(new Option.Int(
                ITERATIONS,
                "Planned steps",
                CommonOptions.TRAINING,
                "",
                "The learning rate reaches 0 after these steps (200 epochs in " + SOURCE + ").",
                200_000,
                2,
                100_000_000));
        options.add(new Option.Int(
                DECAY_FROM,
                "Lower the rate from",
                CommonOptions.TRAINING,
                "",
                "Steps before the learning rate begins to fall (100 epochs in " + SOURCE + ").",
                100_000,
                0,
                100_000_000));
        options.add(UnitOptions.weight(
                GAN_WEIGHT,
                "Adversarial weight",
                "λ₀",
                "How much deceiving the discriminators counts (section 3).",
                10));
        options.add(UnitOptions.weight(
                KL_WEIGHT, "Latent weight", "λ₁", "Keeps the latent codes near 0 (section 3).", 0.1));
        options.add(UnitOptions.weight(
                RECON_WEIGHT,
                "Reconstruction weight",
                "λ₂",
                "How much each pair E, G is an autoencoder (section 3).",
                100));
        options.add(UnitOptions.weight(
                CYCLE_KL_WEIGHT,
                "Latent weight of the cycle",
                "λ₃",
                "As λ₁, of translated pictures (section 3).",
                0.1));
        options.add(UnitOptions.weight(
                CYCLE_WEIGHT, "Cycle weight", "λ₄", "How much coming back to the picture counts (section 3).", 100));
        return options;
    }

    @Override
    public SystemInfo info() {
        return INFO;
    }

    @Override
    public PictureSpec pictures(Options options) {
        int size = UnitOptions.size(options);
        return new PictureSpec(
                size,
                (int) (size * 1.12),
                CommonOptions.channels(options),
                true,
                options.flag(CommonOptions.FLIP),
                PictureSpec.Interpolation.BICUBIC);
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        UnitOptions.size(options);
        int channels = CommonOptions.channels(options);
        int dim = options.integer(UnitOptions.DIM);
        int halvings = options.integer(HALVINGS);
        int ndf = options.integer(UnitOptions.NDF);
        Residual sharedE = UnitNetworks.block((long) dim << halvings);
        Residual sharedG = UnitNetworks.block((long) dim << halvings);
        Map<String, Module> networks = new LinkedHashMap<>();
        networks.put("E1", new UnitNetworks.Encoder(channels, dim, halvings, sharedE));
        networks.put("E2", new UnitNetworks.Encoder(channels, dim, halvings, sharedE));
        networks.put("G1", new UnitNetworks.Generator(channels, dim, halvings, sharedG));
        networks.put("G2", new UnitNetworks.Generator(channels, dim, halvings, sharedG));
        networks.put("D1", new UnitNetworks.Discriminator(channels, ndf, 2 * ndf, 4 * ndf, 8 * ndf));
        networks.put("D2", new UnitNetworks.Discriminator(channels, ndf, 2 * ndf, 4 * ndf, 8 * ndf));
        return Collections.unmodifiableMap(networks);
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new UnitTraining(options, networks, store);
    }

    @Override
    public Optional<Translator> translator(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.of(CodeTranslator.article(options, networks));
    }

    /** {@code E1_100.pth} and so on; where PyTorch-GAN counts epochs, steps stand here. */
    @Override
    public List<OfficialFile> officialFiles(String data, long step) {
        return OfficialFile.bare(INFO.networkNames(), network -> network + "_" + step + ".pth");
    }
}
