package studio.ganvas.gan.stylegan2;

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
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.TensorStore;

/**
 * StyleGAN2: Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", 2020, arXiv 1912.04958, with the
 * adaptive augmentation of Karras et al., "Training Generative Adversarial Networks with Limited Data", 2020, arXiv
 * 2006.06676. Networks read and write the state dicts of NVIDIA's stylegan2-ada-pytorch.
 *
 * <pre>
 *   Mapping, Synthesis     f, g
 *   Generator, Discriminator   G = g ∘ f, D
 *   z, w, ws               z, w, one w for each layer
 *   SynthesisLayer         figure 2d: modulation, demodulation, noise b
 *   StyleGan2Loss          section 3.1 (R1), equation 4 (path length; pl_mean is a)
 *   Phase                  lazy regularisation
 *   AugmentPipe, AdaController   T with probability p, r_t
 *   G_ema                  the running average of G's weights, which makes the pictures
 * </pre>
 */
public final class StyleGan2 implements GanSystem {
    private static final String AVERAGE = "G_ema";
    private static final SystemInfo INFO = new SystemInfo(
            "stylegan2",
            "StyleGAN2-ADA",
            "Karras et al., Analyzing and Improving the Image Quality of StyleGAN, 2020, arXiv 1912.04958; Training "
                    + "Generative Adversarial Networks with Limited Data, 2020, arXiv 2006.06676",
            "Pictures from styles, layer by layer; the generator to explore afterwards. Adaptive augmentation lets it "
                    + "learn from a few thousand pictures.",
            DataKind.IMAGES,
            StyleGan2Options.all(),
            StyleGan2Options.presets(),
            StyleGan2Training.LOSSES,
            List.of(TwoPlayers.FAKES),
            List.of("G", "D", AVERAGE));

    @Override
    public SystemInfo info() {
        return INFO;
    }

    @Override
    public PictureSpec pictures(Options options) {
        return CommonOptions.square(StyleGan2Options.size(options), options);
    }

    @Override
    public Map<String, Module> networks(Options options, DataFacts facts) {
        GeneratorSpec spec = StyleGan2Options.generator(options, facts);
        Map<String, Module> networks = new LinkedHashMap<>();
        networks.put("G", new Generator(spec));
        networks.put("D", new Discriminator(StyleGan2Options.discriminator(options, facts)));
        networks.put(AVERAGE, new Generator(spec));
        return networks;
    }

    @Override
    public GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store) {
        return new StyleGan2Training(
                StyleGan2Options.training(options),
                (Generator) networks.get("G"),
                (Discriminator) networks.get("D"),
                (Generator) networks.get(AVERAGE),
                store);
    }

    /** The pickles of NVIDIA hold its source text, so the same state dicts go into a plain file. */
    @Override
    public List<OfficialFile> officialFiles(String data, long step) {
        String name = String.format(Locale.ROOT, "network-snapshot-%06d.pt", step);
        return List.of(OfficialFile.together(name, INFO.networkNames()));
    }

    @Override
    public Optional<StyleGenerator> styles(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.of((Generator) networks.get(AVERAGE));
    }
}
