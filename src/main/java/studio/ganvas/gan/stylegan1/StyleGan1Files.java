package studio.ganvas.gan.stylegan1;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** Recognises the files of rosinality/style-based-gan-pytorch: {@code train_step-N.model} and the bare average. */
public final class StyleGan1Files {
    private static final String CONSTANT = "generator.progression.0.conv1.input";
    private static final String RGB = "generator.to_rgb.";
    private static final Map<String, String> NETWORKS = networks();

    private StyleGan1Files() {}

    private static Map<String, String> networks() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("g_running", "G_ema");
        names.put("", "G_ema");
        names.put("generator", "G");
        names.put("discriminator", "D");
        return names;
    }

    /**
     * Judges by names and shapes. The files do not say how far growing had come: layers to colours that were never trained
     * still have a bias of exactly 0.
     *
     * @param stateDicts as the file holds them, by path
     */
    public static Optional<StyleFile> recognise(Map<String, StateDict> stateDicts) {
        Map<String, StateDict> found = new LinkedHashMap<>();
        NETWORKS.forEach((theirs, ours) -> {
            if (stateDicts.containsKey(theirs)) {
                found.putIfAbsent(ours, stateDicts.get(theirs));
            }
        });
        String shown = found.containsKey("G_ema") ? "G_ema" : "G";
        StateDict state = found.get(shown);
        if (state == null || state.get(CONSTANT).isEmpty()) {
            return Optional.empty();
        }
        NetworkSpec spec = spec(state, found.get("D"));
        StyleView view = new StyleView(new Generator(spec), new Stage(trained(state, spec.sizes()), 1));
        return Optional.of(new StyleFile("stylegan", "StyleGAN (rosinality)", view, shown, found, true));
    }

    private static NetworkSpec spec(StateDict state, StateDict d) {
        int sizes = 0;
        Map<Integer, Integer> widths = new HashMap<>();
        while (state.get(RGB + sizes + ".conv.weight_orig").isPresent()) {
            widths.put(4 << sizes, (int) shape(state, RGB + sizes + ".conv.weight_orig")[1]);
            sizes++;
        }
        int layers = 0;
        while (state.get("style." + (2 * layers + 1) + ".linear.weight_orig").isPresent()) {
            layers++;
        }
        boolean fused =
                state.names().stream().anyMatch(name -> name.matches(".*progression\\.\\d+\\.conv1\\.0\\.weight"));
        return new NetworkSpec(
                (int) shape(state, "style.1.linear.weight_orig")[1],
                layers,
                4 << (sizes - 1),
                (int) shape(state, RGB + "0.conv.weight_orig")[0],
                new Widths(1, 1, widths),
                fused,
                d == null || d.get("from_rgb.0.0.conv.bias").isPresent());
    }

    private static long[] shape(StateDict state, String name) {
        return state.get(name)
                .map(HostTensor::shape)
                .orElseThrow(() -> new IllegalArgumentException(
                        "This looks like a StyleGAN of rosinality/style-based-gan-pytorch, but it lacks " + name
                                + "."));
    }

    private static int trained(StateDict state, int sizes) {
        for (int i = sizes - 1; i > 0; i--) {
            for (float bias : state.get(RGB + i + ".conv.bias").orElseThrow().toFloats()) {
                if (bias != 0) {
                    return i;
                }
            }
        }
        return sizes - 1;
    }
}
