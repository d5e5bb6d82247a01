package studio.ganvas.gan.stylegan2;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.nn.Activation;
import studio.ganvas.tensor.HostOps;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/**
 * Reads the files of rosinality/stylegan2-pytorch: the same networks under other names. Convolutions are stored with
 * their scale 1/√fan-in outside, which demodulation does not cancel entirely, so it is multiplied in.
 */
public final class RosinalityFiles {
    private static final String CONSTANT = "input.input";
    private static final String FIRST_CONV = "conv1.conv.weight";
    private static final String TITLE = "StyleGAN2 (rosinality)";
    private static final String AVERAGE = "mapping.w_avg";
    private static final double UPSAMPLING_GAIN = 4;

    private RosinalityFiles() {}

    /**
     * Judges by names and shapes; values stay in the file.
     *
     * @param stateDicts as the file holds them: {@code g_ema}, {@code g} and {@code d}, or a nameless generator
     * @param average {@code latent_avg}, which converted files have beside the networks
     */
    public static Optional<StyleFile> recognise(Map<String, StateDict> stateDicts, Optional<HostTensor> average) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("g_ema", "G_ema");
        names.put("g", "G");
        names.put("", "G_ema");
        Map<String, StateDict> weights = new LinkedHashMap<>();
        Generator[] network = new Generator[1];
        names.forEach((theirs, ours) -> {
            StateDict found = stateDicts.get(theirs);
            if (found != null && isGenerator(found) && !weights.containsKey(ours)) {
                Generator g = new Generator(generatorSpec(found));
                weights.put(ours, generator(g, found, average));
                network[0] = network[0] == null ? g : network[0];
            }
        });
        if (network[0] == null) {
            return Optional.empty();
        }
        StateDict d = stateDicts.get("d");
        if (d != null) {
            weights.put("D", discriminator(new Discriminator(discriminatorSpec(d)), d));
        }
        String shown = weights.keySet().iterator().next();
        return Optional.of(new StyleFile("stylegan2", TITLE, network[0], shown, weights, average.isPresent()));
    }

    private static boolean isGenerator(StateDict state) {
        return state.get(CONSTANT).isPresent() && state.get(FIRST_CONV).isPresent();
    }

    private static long[] shape(StateDict state, String name) {
        return wanted(state, name).shape();
    }

    private static HostTensor wanted(StateDict state, String name) {
        return state.get(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "This looks like a StyleGAN2 of rosinality/stylegan2-pytorch, but it lacks " + name + "."));
    }

    private static GeneratorSpec generatorSpec(StateDict state) {
        int blocks = 1;
        Map<Integer, Integer> widths = new HashMap<>();
        widths.put(4, (int) shape(state, CONSTANT)[1]);
        while (state.get("convs." + 2 * (blocks - 1) + ".conv.weight").isPresent()) {
            widths.put(4 << blocks, (int) shape(state, "convs." + 2 * (blocks - 1) + ".conv.weight")[1]);
            blocks++;
        }
        int layers = 0;
        while (state.get("style." + (layers + 1) + ".weight").isPresent()) {
            layers++;
        }
        int wDim = (int) shape(state, "conv1.conv.modulation.weight")[1];
        return new GeneratorSpec(
                MappingSpec.of((int) shape(state, "style.1.weight")[1], 0, wDim, layers),
                4 << (blocks - 1),
                (int) shape(state, "to_rgb1.conv.weight")[1],
                new Widths(1, 1, widths),
                Architecture.SKIP,
                OptionalDouble.empty(),
                true,
                Activation.LRELU,
                taps(state, "convs.0.conv.blur.kernel"));
    }

    /** As many as the stored filter has; its values come with the weights. */
    private static List<Float> taps(StateDict state, String filter) {
        return Collections.nCopies((int) shape(state, filter)[0], 1f);
    }

    static DiscriminatorSpec discriminatorSpec(StateDict state) {
        int down = 0;
        while (state.get("convs." + (down + 1) + ".conv1.0.weight").isPresent()) {
            down++;
        }
        Map<Integer, Integer> widths = new HashMap<>();
        for (int i = 0; i < down; i++) {
            widths.put(4 << (down - i), (int) shape(state, "convs." + (i + 1) + ".conv1.0.weight")[1]);
        }
        widths.put(4, (int) shape(state, "final_conv.0.weight")[0]);
        return new DiscriminatorSpec(
                MappingSpec.of(0, 0, widths.get(4), 8),
                4 << down,
                (int) shape(state, "convs.0.0.weight")[1],
                new Widths(1, 1, widths),
                Architecture.RESNET,
                OptionalDouble.empty(),
                OptionalInt.of(4),
                1,
                0,
                Activation.LRELU,
                taps(state, "convs.1.conv2.0.kernel"));
    }

    /** Every tensor that {@code g} declares, made from what the file calls it. */
    private static StateDict generator(Generator g, StateDict state, Optional<HostTensor> average) {
        Map<String, HostTensor> ours = new LinkedHashMap<>();
        g.shapes().forEach((name, shape) -> {
            if (name.equals(AVERAGE)) {
                ours.put(name, average.orElseGet(() -> HostTensor.of(new float[(int) shape[0]], shape)));
            } else if (name.startsWith("mapping.fc")) {
                String rest = name.substring("mapping.fc".length());
                int dot = rest.indexOf('.');
                int layer = Integer.parseInt(rest.substring(0, dot)) + 1;
                ours.put(name, wanted(state, "style." + layer + rest.substring(dot)));
            } else {
                ours.put(name, synthesis(name.substring("synthesis.b".length()), shape, state));
            }
        });
        return new StateDict(ours);
    }

    /** @param name such as {@code 8.conv0.affine.weight} */
    private static HostTensor synthesis(String name, long[] shape, StateDict state) {
        String[] parts = name.split("\\.", 3);
        int stage = Resolutions.log2(Integer.parseInt(parts[0])) - 3; // 8 pixels are stage 0, 4 are −1
        if (parts[1].equals("const")) {
            return HostOps.reshape(wanted(state, CONSTANT), shape);
        }
        if (name.endsWith("resample_filter")) {
            return HostOps.scale(wanted(state, "convs.0.conv.blur.kernel"), 1 / UPSAMPLING_GAIN);
        }
        if (parts[1].equals("torgb")) {
            String layer = stage < 0 ? "to_rgb1" : "to_rgbs." + stage;
            return HostOps.reshape(wanted(state, layer + "." + rgb(parts[2])), shape);
        }
        int convolution = stage < 0 ? 0 : 2 * stage + (parts[1].equals("conv0") ? 1 : 2);
        String layer = convolution == 0 ? "conv1" : "convs." + (convolution - 1);
        return switch (parts[2]) {
            case "weight" -> {
                double fanIn = shape[1] * shape[2] * shape[3];
                HostTensor stored = HostOps.reshape(wanted(state, layer + ".conv.weight"), shape);
                yield HostOps.scale(stored, 1 / Math.sqrt(fanIn));
            }
            case "noise_strength" -> HostOps.reshape(wanted(state, layer + ".noise.weight"), shape);
            case "noise_const" -> HostOps.reshape(wanted(state, "noises.noise_" + convolution), shape);
            case "bias" -> wanted(state, layer + ".activate.bias");
            default -> wanted(state, layer + ".conv." + parts[2].replace("affine", "modulation"));
        };
    }

    private static String rgb(String name) {
        return name.equals("bias") ? "bias" : "conv." + name.replace("affine", "modulation");
    }

    private static StateDict discriminator(Discriminator d, StateDict state) {
        int top = Resolutions.log2(d.spec().resolution());
        Map<String, HostTensor> ours = new LinkedHashMap<>();
        d.shapes().keySet().forEach(name -> {
            if (name.endsWith("resample_filter")) {
                ours.put(name, wanted(state, "convs.1.conv2.0.kernel"));
                return;
            }
            String[] parts = name.substring(1).split("\\.", 3);
            int block = top - Resolutions.log2(Integer.parseInt(parts[0])) + 1;
            boolean weight = parts[2].equals("weight");
            String theirs =
                    switch (parts[1]) {
                        case "fromrgb" -> weight ? "convs.0.0.weight" : "convs.0.1.bias";
                        case "conv0" -> "convs." + block + (weight ? ".conv1.0.weight" : ".conv1.1.bias");
                        case "conv1" -> "convs." + block + (weight ? ".conv2.1.weight" : ".conv2.2.bias");
                        case "skip" -> "convs." + block + ".skip.1.weight";
                        case "conv" -> weight ? "final_conv.0.weight" : "final_conv.1.bias";
                        case "fc" -> "final_linear.0." + parts[2];
                        default -> "final_linear.1." + parts[2];
                    };
            ours.put(name, wanted(state, theirs));
        });
        return new StateDict(ours);
    }
}
