package studio.ganvas.gan.pix2pix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.OfficialFile;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Translator;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.junyanz.NetworkTranslator;
import studio.ganvas.gan.junyanz.RateSchedule;
import studio.ganvas.gan.junyanz.TranslationOptions;
import studio.ganvas.gan.junyanz.TranslationTraining;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * Pix2pix: Isola, Zhu, Zhou and Efros, "Image-to-Image Translation with Conditional Adversarial Networks", 2017, arXiv
 * 1611.07004, section 3. Files and defaults are those of junyanz/pytorch-CycleGAN-and-pix2pix.
 *
 * <pre>
 *   a, b        x, y: a pair
 *   fake        G(x, z); z is the dropout inside G
 *   d(a, b)     D(x, y)
 *   lambdaL1    λ
 * </pre>
 */
public final class Pix2Pix implements GanSystem {
    static final String LAMBDA_L1 = "lambdaL1";

    private static final String SECTION = "arXiv 1611.07004, section 3.3";
    private static final SystemInfo INFO = new SystemInfo(
            "pix2pix",
            "Pix2Pix",
            "Isola, Zhu, Zhou and Efros, Image-to-Image Translation with Conditional Adversarial Networks, 2017, arXiv "
                    + "1611.07004",
            "Learns from pairs to turn one kind of picture into another: drawings into colour, maps into photos. Needs two "
                    + "folders with the same file names, or pictures whose halves are A and B.",
            DataKind.PAIRS,
            options(),
            presets(),
            List.of("G_GAN", "G_L1", "D_real", "D_fake"),
            List.of("real_A", "fake_B", "real_B"),
            TwoPlayers.NETWORKS);

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(TranslationOptions.all(
                new TranslationOptions.Published("unet_256", "batch", true, "vanilla", SECTION)));
        options.add(TranslationOptions.lambda(
                LAMBDA_L1,
                "Weight of L1",
                "How much the distance to the true picture counts against the adversarial loss (equation 4; appendix 6.2: "
                        + "100).",
                100));
        return options;
    }

    private static List<Preset> presets() {
        return List.of(
                new Preset(
                        "quick",
                        "Quick, 64 px",
                        "A narrow U-Net for 64 pixels: drawings take colour within minutes on two CPU cores.",
                        sized("unet_64", 64, 64, 24, 8)),
                new Preset(
                        "medium",
                        "128 px",
                        "Half as wide as published, 128 pixels. An evening on a CPU, minutes on a GPU.",
                        sized("unet_128", 128, 143, 32, 4)),
                new Preset("published", "As published", "256 pixels, full width, single pairs. For a GPU.", Map.of()));
    }

    private static Map<String, Object> sized(String netG, int size, int loadSize, int width, int batch) {
        Map<String, Object> values = new HashMap<>(RateSchedule.values(10_000, 10_000));
        values.putAll(Map.of(
                TranslationOptions.NET_G, netG,
                CommonOptions.IMAGE_SIZE, size,
                TranslationOptions.LOAD_SIZE, loadSize,
                TranslationOptions.NGF, width,
                TranslationOptions.NDF, width,
                CommonOptions.BATCH_SIZE, batch,
                TranslationOptions.EVAL, true));
        return values;
    }

    @Override
    public SystemInfo info() {
        return INFO;
    }

    @Override
    public PictureSpec pictures(Options options) {
        return TranslationOptions.spec(options);
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        int channels = CommonOptions.channels(options);
        return TwoPlayers.networks(
                TranslationOptions.generator(options), TranslationOptions.discriminator(options, 2 * channels));
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new Training(options, networks, store);
    }

    @Override
    public Optional<Translator> translator(Options options, DataFacts facts, Map<String, Module> networks) {
        return NetworkTranslator.of(options, networks, "G", Optional.empty());
    }

    /** {@code latest_net_G.pth} and {@code latest_net_D.pth}, each a bare state dict. */
    @Override
    public List<OfficialFile> officialFiles(String data, long step) {
        return TranslationOptions.files(INFO.networkNames());
    }

    private static final class Training extends TranslationTraining {
        private final Layer g;
        private final Layer d;
        private final double lambdaL1;

        Training(Options options, Map<String, Module> networks, TensorStore store) {
            super(options, networks, store);
            g = (Layer) networks.get("G");
            d = (Layer) networks.get("D");
            lambdaL1 = options.real(LAMBDA_L1);
        }

        @Override
        public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
            try (StepScope step = StepScope.open(draws, update, g, d)) {
                Losses losses = new Losses();
                decay.advance();
                Tensor a = realA(batch);
                Tensor b = realB(batch);
                Tensor fake = recordedIf(update.generator(), () -> g.forward(a)); // [N, 3, H, W]

                // ½ (L(D(x, G(x, z)), 0) + L(D(x, y), 1))
                if (update.discriminator()) {
                    Tensor madePair = Ops.cat(1, a, fake.detach()); // [N, 6, H, W]
                    Tensor realPair = Ops.cat(1, a, b);
                    List<Tensor> answers = both(d, madePair, realPair); // [N, 1, H/8 − 2, W/8 − 2]
                    Tensor lossFake = loss.of(answers.get(0), false);
                    Tensor lossReal = loss.of(answers.get(1), true);
                    adamD.minimize(lossD(d, realPair, madePair, lossReal, lossFake, draws));
                    losses.put("D_real", lossReal).put("D_fake", lossFake);
                }

                // L(D(x, G(x, z)), 1) + λ ‖y − G(x, z)‖₁, the same G(x, z) before the D that has just learnt
                if (update.generator()) {
                    Tensor lossGan = loss.of(d.forward(Ops.cat(1, a, fake)), true);
                    Tensor lossL1 = Ops.meanAbsoluteError(fake, b).mul(lambdaL1);
                    adamG.minimize(lossGan.add(lossL1));
                    losses.put("G_GAN", lossGan).put("G_L1", lossL1);
                }
                return losses.read();
            }
        }

        @Override
        public Samples samples(TrainBatch fixed, Draws draws) {
            return sheet(List.of(g), draws, fixed, (a, b) -> {
                Map<String, Tensor> pictures = new LinkedHashMap<>();
                pictures.put("real_A", a);
                pictures.put("fake_B", g.forward(a));
                pictures.put("real_B", b);
                return pictures;
            });
        }
    }
}
