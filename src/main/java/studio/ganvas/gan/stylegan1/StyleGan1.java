package studio.ganvas.gan.stylegan1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.BatchShare;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.OfficialFile;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.TensorStore;

/**
 * StyleGAN: Karras et al., "A Style-Based Generator Architecture for Generative Adversarial Networks", 2019, arXiv
 * 1812.04948, grown as in Karras et al., "Progressive Growing of GANs", 2018, arXiv 1710.10196. Networks read and write
 * the state dicts of rosinality's style-based-gan-pytorch and behave as there.
 *
 * <pre>
 *   Generator           f (w), g (synthesise): figure 1b
 *   Scaled              layers with equalised learning rate; Noise is B, the Linear in a block is A
 *   Block               two layers of a size: convolution, noise, activation, AdaIN (equation 1)
 *   Stage, Growth       size and α of progressive growing
 *   G_ema               the running average of G's weights, which makes the pictures
 * </pre>
 */
public final class StyleGan1 implements GanSystem {
    private static final String AVERAGE = "G_ema";
    private static final SystemInfo INFO = new SystemInfo(
            "stylegan",
            "StyleGAN",
            "Karras et al., A Style-Based Generator Architecture for Generative Adversarial Networks, 2019, arXiv "
                    + "1812.04948; Progressive Growing of GANs, 2018, arXiv 1710.10196",
            "Pictures from styles, learned from tiny to large: watch each size fade in.",
            DataKind.IMAGES,
            StyleGan1Options.all(),
            StyleGan1Options.presets(),
            StyleGan1Training.LOSSES,
            List.of(TwoPlayers.FAKES),
            List.of("G", "D", AVERAGE));

    @Override
    public SystemInfo info() {
        return INFO;
    }

    @Override
    public PictureSpec pictures(Options options) {
        return CommonOptions.square(StyleGan1Options.size(options), options);
    }

    @Override
    public BatchShare batches(Options options, long step) {
        return StyleGan1Options.growth(options).at(step).share();
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        NetworkSpec spec = StyleGan1Options.networks(options);
        Map<String, Module> networks = new LinkedHashMap<>();
        networks.put("G", new Generator(spec));
        networks.put("D", new Discriminator(spec));
        networks.put(AVERAGE, new Generator(spec));
        return networks;
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new StyleGan1Training(
                options,
                StyleGan1Options.growth(options)::at,
                (Generator) networks.get("G"),
                (Discriminator) networks.get("D"),
                (Generator) networks.get(AVERAGE),
                store);
    }

    /** {@code train_step-N.model} with all networks, and the average alone, as the official port keeps them. */
    @Override
    public List<OfficialFile> officialFiles(String data, long step) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("generator", "G");
        keys.put("discriminator", "D");
        keys.put("g_running", AVERAGE);
        return List.of(
                new OfficialFile("train_step-" + step + ".model", keys),
                new OfficialFile(String.format(Locale.ROOT, "%06d.model", step), Map.of("", AVERAGE)));
    }

    /** At the stage that the weights were kept at. */
    @Override
    public Optional<StyleGenerator> styles(Options options, DataFacts facts, Map<String, Module> networks) {
        Generator g = (Generator) networks.get(AVERAGE);
        return Optional.of(
                new StyleView(g, () -> StyleGan1Options.growth(options).stageAfter(g.imagesSeen())));
    }
}
