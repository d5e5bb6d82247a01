package studio.ganvas.gan.cyclegan;

import java.util.ArrayList;
import java.util.Collections;
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
import studio.ganvas.gan.OfficialFile;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.Translator;
import studio.ganvas.gan.junyanz.NetworkTranslator;
import studio.ganvas.gan.junyanz.RateSchedule;
import studio.ganvas.gan.junyanz.TranslationOptions;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.TensorStore;

/**
 * CycleGAN: Zhu, Park, Isola and Efros, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks",
 * 2017, arXiv 1703.10593. Files and defaults are those of junyanz/pytorch-CycleGAN-and-pix2pix; {@link
 * CycleGanTraining} learns.
 *
 * <pre>
 *   G_A, G_B     G: X → Y and F: Y → X
 *   D_A, D_B     D_Y, which judges pictures of B, and D_X
 * </pre>
 */
public final class CycleGan implements GanSystem {
    static final String LAMBDA_A = "lambdaA";
    static final String LAMBDA_B = "lambdaB";
    static final String LAMBDA_IDENTITY = "lambdaIdentity";
    static final String POOL_SIZE = "poolSize";
    static final List<String> PICTURES =
            List.of("real_A", "fake_B", "rec_A", "idt_B", "real_B", "fake_A", "rec_B", "idt_A");
    static final List<String> NETWORKS = List.of("G_A", "G_B", "D_A", "D_B");

    private static final String SECTION = "arXiv 1703.10593, appendix 7.1";
    private static final SystemInfo INFO = new SystemInfo(
            "cyclegan",
            "CycleGAN",
            "Zhu, Park, Isola and Efros, Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks, "
                    + "2017, arXiv 1703.10593",
            "Learns to translate between two sets of pictures that have no pairs, in both directions at once. Changes "
                    + "colours and textures well, shapes hardly. Needs two folders.",
            DataKind.DOMAINS,
            options(),
            presets(),
            List.of("D_A", "G_A", "cycle_A", "idt_A", "D_B", "G_B", "cycle_B", "idt_B"),
            PICTURES,
            NETWORKS);

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(TranslationOptions.all(
                new TranslationOptions.Published("resnet_9blocks", "instance", false, "lsgan", SECTION)));
        options.add(TranslationOptions.lambda(
                LAMBDA_A,
                "Cycle A → B → A",
                "How much it counts that a picture of A comes back as it was (equation 3; section 4: 10).",
                10));
        options.add(TranslationOptions.lambda(
                LAMBDA_B,
                "Cycle B → A → B",
                "How much it counts that a picture of B comes back as it was (equation 3; section 4: 10).",
                10));
        options.add(TranslationOptions.lambda(
                LAMBDA_IDENTITY,
                "Identity",
                "How much it counts that a picture already of the wanted set stays as it is, as a share of the cycle's "
                        + "weight; keeps colours (section 5.2: 0.5). 0 saves two of six passes.",
                0.5));
        options.add(new Option.Int(
                POOL_SIZE,
                "Image pool",
                CommonOptions.TRAINING,
                "",
                "Made pictures that each discriminator remembers, so that generators can't go round in circles "
                        + "(section 4: 50).",
                50,
                0,
                1000));
        return options;
    }

    private static List<Preset> presets() {
        return List.of(
                new Preset(
                        "quick",
                        "Quick, 64 px",
                        "Six narrow blocks at 64 pixels: colours and strokes change sides within an hour on two CPU cores.",
                        sized(64, 64, 16, 32)),
                new Preset(
                        "medium",
                        "128 px",
                        "Six blocks, half as wide as published, 128 pixels. For a night on a CPU or a small GPU.",
                        sized(128, 143, 32, 32)),
                new Preset("published", "As published", "256 pixels, nine blocks, full width. For a GPU.", Map.of()));
    }

    private static Map<String, Object> sized(int size, int loadSize, int ngf, int ndf) {
        Map<String, Object> values = new HashMap<>(RateSchedule.values(10_000, 10_000));
        values.putAll(Map.of(
                TranslationOptions.NET_G, "resnet_6blocks",
                CommonOptions.IMAGE_SIZE, size,
                TranslationOptions.LOAD_SIZE, loadSize,
                TranslationOptions.NGF, ngf,
                TranslationOptions.NDF, ndf));
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
        Map<String, Module> networks = new LinkedHashMap<>();
        networks.put("G_A", TranslationOptions.generator(options));
        networks.put("G_B", TranslationOptions.generator(options));
        networks.put("D_A", TranslationOptions.discriminator(options, channels));
        networks.put("D_B", TranslationOptions.discriminator(options, channels));
        return Collections.unmodifiableMap(networks);
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new CycleGanTraining(options, networks, store);
    }

    @Override
    public Optional<Translator> translator(Options options, DataFacts facts, Map<String, Module> networks) {
        return NetworkTranslator.of(options, networks, "G_A", Optional.of("G_B"));
    }

    /** {@code latest_net_G_A.pth} and so on, each a bare state dict. */
    @Override
    public List<OfficialFile> officialFiles(String data, long step) {
        return TranslationOptions.files(INFO.networkNames());
    }
}
