package studio.ganvas.gan.junyanz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.golden.Golden;
import studio.ganvas.nn.Layer;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** A fixture of the official pix2pix and CycleGAN code: networks by its configuration, filled from its files. */
public record JunyanzFixture(Golden golden, TensorStore store) {
    private static final Pattern FORWARD = Pattern.compile("([GD](?:_[AB])?)\\.(eval|train)(.*)");

    public JsonNode config() {
        return golden.config();
    }

    private int number(String key, int otherwise) {
        return config().path(key).asInt(otherwise);
    }

    private Norm norm() {
        return Norm.of(config().path("norm").asText("instance"));
    }

    /** @param back whether it goes from B to A */
    public Layer generator(String name, boolean back) {
        GeneratorSpec spec = GeneratorSpec.of(
                config().path("netG").asText(),
                number(back ? "output_nc" : "input_nc", 3),
                number(back ? "input_nc" : "output_nc", 3),
                number("ngf", 64),
                norm(),
                !config().path("no_dropout").asBoolean(true));
        return load(name, spec.build());
    }

    /** @param inputs channels that it sees */
    public Layer discriminator(String name, int inputs) {
        int ndf = number("ndf", 64);
        String kind = config().path("netD").asText("basic");
        int layers = kind.equals("n_layers") ? number("n_layers_D", 3) : 3;
        Layer network = kind.equals("pixel")
                ? new PixelDiscriminator(inputs, ndf, norm())
                : new PatchDiscriminator(inputs, ndf, norm(), layers);
        return load(name, network);
    }

    private Layer load(String name, Layer network) {
        return golden.load(
                GeneratorFile.clean(golden.checkpoint("latest_net_" + name + ".pth"), network), network, store);
    }

    /** Compares every forward that the fixture has of the network, in every mode and size. */
    public int checkForwards(String name, String input, Supplier<Layer> freshlyLoaded) {
        int checked = 0;
        for (String output : golden.io().names()) {
            Matcher forward = FORWARD.matcher(output);
            if (forward.matches() && forward.group(1).equals(name)) {
                Layer network = freshlyLoaded.get();
                network.train(forward.group(2).equals("train"));
                golden.check(output, network.forward(golden.tensor(input + forward.group(3))));
                checked++;
            }
        }
        return checked;
    }

    /** The fixture's options of a system that declares {@code declared}. */
    public Options options(List<Option> declared, Map<String, Object> others) {
        Map<String, Object> values = new HashMap<>(others);
        values.putAll(Map.of(
                TranslationOptions.GAN_MODE, config().path("gan_mode").asText("lsgan"),
                TranslationOptions.NORM, config().path("norm").asText("instance"),
                TranslationOptions.DIRECTION, config().path("direction").asText("AtoB"),
                CommonOptions.LR, config().path("lr").asDouble(),
                CommonOptions.BETA1, config().path("beta1").asDouble()));
        return Options.of(declared, values);
    }

    /** How many training steps were recorded. */
    public int steps() {
        assertThat(golden.has("train.A")).isEqualTo(golden.expectations().has("losses_per_step"));
        return golden.has("train.A") ? (int) golden.host("train.A").shape()[0] : 0;
    }

    public TrainBatch batch(int step) {
        Tensor a = golden.tensor("train.A").select(0, step);
        Tensor b = golden.tensor("train.B").select(0, step);
        return new TrainBatch(Map.of("A", a, "B", b), Optional.empty());
    }
}
