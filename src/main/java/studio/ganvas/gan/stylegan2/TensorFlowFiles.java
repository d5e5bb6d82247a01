package studio.ganvas.gan.stylegan2;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.tensor.HostOps;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/**
 * Reads the pickles of NVIDIA's TensorFlow code (StyleGAN2, StyleGAN2-ADA): the same networks with weights as [k, k, in,
 * out], enlarging convolutions mirrored, and style biases that lack the 1 that is added when they are used.
 */
public final class TensorFlowFiles {
    private static final String TITLE = "StyleGAN2 (TensorFlow)";
    private static final String SYNTHESIS = "synthesis.b";
    /** TensorFlow's fmap_base counts from 4 pixels' halves. */
    private static final int BASE_FACTOR = 2;

    private TensorFlowFiles() {}

    /**
     * Judges by names; values stay in the file.
     *
     * @param variables network name ({@code G}, {@code D}, {@code Gs}) to its variables, those of its parts below {@code
     *     mapping/} and {@code synthesis/}
     * @param arguments network name to the keyword arguments it was constructed with
     * @throws IllegalArgumentException for networks that the official converter does not know either
     */
    public static Optional<StyleFile> recognise(
            Map<String, StateDict> variables, Map<String, Map<String, Object>> arguments) {
        Map<String, StateDict> weights = new LinkedHashMap<>();
        Generator[] shown = new Generator[1];
        Map.of("Gs", "G_ema", "G", "G").forEach((theirs, ours) -> {
            StateDict found = variables.get(theirs);
            if (found != null && found.get("synthesis/4x4/Const/const").isPresent()) {
                refuseOthers(found);
                Generator g = new Generator(generator(arguments.getOrDefault(theirs, Map.of())));
                weights.put(ours, convert(g.shapes(), name -> generator(name, found, g.spec())));
                shown[0] = shown[0] == null || ours.equals("G_ema") ? g : shown[0];
            }
        });
        if (shown[0] == null) {
            return Optional.empty();
        }
        StateDict d = variables.get("D");
        if (d != null) {
            Discriminator network = new Discriminator(discriminator(arguments.getOrDefault("D", Map.of())));
            weights.put("D", convert(network.shapes(), name -> discriminator(name, d, network.spec())));
        }
        String network = weights.containsKey("G_ema") ? "G_ema" : "G";
        return Optional.of(new StyleFile("stylegan2", TITLE, shown[0], network, weights, true));
    }

    private static void refuseOthers(StateDict found) {
        if (found.get("synthesis/4x4/Const/StyleMod/weight").isPresent()) {
            throw new IllegalArgumentException("This is a TensorFlow network of the first StyleGAN. Ganvas reads "
                    + "StyleGAN2 of TensorFlow, and the first StyleGAN as rosinality's style-based-gan-pytorch keeps "
                    + "it (its convert script makes such a file).");
        }
        if (found.get("mapping/LabelConcat/weight").isPresent()) {
            throw new IllegalArgumentException("This StyleGAN2 of TensorFlow concatenates labels, which no PyTorch "
                    + "version of it does. Only its unconditional and ADA's conditional networks can be used.");
        }
    }

    private interface Source {
        HostTensor of(String name);
    }

    private static StateDict convert(Map<String, long[]> shapes, Source source) {
        Map<String, HostTensor> ours = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> ours.put(name, HostOps.reshape(source.of(name), shape)));
        return new StateDict(ours);
    }

    // ---- what the networks are ----------------------------------------------------------------------------------

    private static GeneratorSpec generator(Map<String, Object> theirs) {
        Map<String, Object> mapping = new HashMap<>();
        rename(theirs, "mapping_layers", mapping, "num_layers");
        rename(theirs, "label_fmaps", mapping, "embed_features");
        rename(theirs, "mapping_fmaps", mapping, "layer_features");
        rename(theirs, "mapping_nonlinearity", mapping, "activation");
        rename(theirs, "mapping_lrmul", mapping, "lr_multiplier");
        rename(theirs, "w_avg_beta", mapping, "w_avg_beta");
        Map<String, Object> synthesis = widths(theirs);
        rename(theirs, "use_noise", synthesis, "use_noise");
        rename(theirs, "nonlinearity", synthesis, "activation");
        Map<String, Object> all = new HashMap<>();
        all.put("z_dim", theirs.getOrDefault("latent_size", 512));
        all.put("c_dim", theirs.getOrDefault("label_size", 0));
        all.put("w_dim", theirs.getOrDefault("dlatent_size", 512));
        all.put("img_resolution", theirs.getOrDefault("resolution", 1024));
        all.put("img_channels", theirs.getOrDefault("num_channels", 3));
        all.put("mapping_kwargs", mapping);
        all.put("synthesis_kwargs", synthesis);
        return GeneratorSpec.ofKwargs(all);
    }

    private static DiscriminatorSpec discriminator(Map<String, Object> theirs) {
        Map<String, Object> all = widths(theirs);
        Map<String, Object> block = new HashMap<>();
        rename(theirs, "nonlinearity", block, "activation");
        rename(all, "resample_filter", block, "resample_filter");
        Map<String, Object> epilogue = new HashMap<>();
        epilogue.put("mbstd_group_size", theirs.get("mbstd_group_size"));
        rename(theirs, "mbstd_num_features", epilogue, "mbstd_num_channels");
        Map<String, Object> mapping = new HashMap<>();
        mapping.put("num_layers", theirs.getOrDefault("mapping_layers", 0));
        rename(theirs, "label_fmaps", mapping, "embed_features");
        rename(theirs, "mapping_fmaps", mapping, "layer_features");
        mapping.put("lr_multiplier", theirs.getOrDefault("mapping_lrmul", 0.1));
        all.put("c_dim", theirs.getOrDefault("label_size", 0));
        all.put("img_resolution", theirs.getOrDefault("resolution", 1024));
        all.put("img_channels", theirs.getOrDefault("num_channels", 3));
        all.put("block_kwargs", block);
        all.put("epilogue_kwargs", epilogue);
        all.put("mapping_kwargs", mapping);
        return DiscriminatorSpec.ofKwargs(all);
    }

    private static Map<String, Object> widths(Map<String, Object> theirs) {
        Map<String, Object> ours = new HashMap<>();
        ours.put(
                "channel_base",
                BASE_FACTOR * (theirs.get("fmap_base") instanceof Number base ? base.intValue() : 16384));
        rename(theirs, "fmap_max", ours, "channel_max");
        rename(theirs, "architecture", ours, "architecture");
        rename(theirs, "conv_clamp", ours, "conv_clamp");
        rename(theirs, "resample_kernel", ours, "resample_filter");
        return ours;
    }

    private static void rename(Map<String, Object> from, String theirs, Map<String, Object> to, String ours) {
        if (from.get(theirs) != null) {
            to.put(ours, from.get(theirs));
        }
    }

    // ---- where their tensors are --------------------------------------------------------------------------------

    private static HostTensor generator(String name, StateDict state, GeneratorSpec spec) {
        if (name.endsWith("resample_filter")) {
            return filter(spec.taps());
        }
        if (name.equals("mapping.w_avg")) {
            return variable(state, "dlatent_avg");
        }
        if (name.startsWith("mapping.")) {
            return linear(
                    state,
                    name.replace("mapping.embed.", "mapping/LabelEmbed/")
                            .replaceFirst("mapping\\.fc(\\d+)\\.", "mapping/Dense$1/"));
        }
        String[] parts = name.substring(SYNTHESIS.length()).split("\\.", 3);
        int log2 = Resolutions.log2(Integer.parseInt(parts[0]));
        String at = "synthesis/" + parts[0] + "x" + parts[0] + "/";
        return switch (parts[1]) {
            case "const" -> variable(state, at + "Const/const");
            case "conv0" -> layer(state, at + "Conv0_up/", parts[2], 2 * log2 - 5, true);
            case "conv1" -> layer(state, at + (log2 == 2 ? "Conv/" : "Conv1/"), parts[2], 2 * log2 - 4, false);
            case "skip" -> convolution(state, at + "Skip/weight", true);
            default -> {
                String alone = "synthesis/ToRGB_lod" + (Resolutions.log2(spec.resolution()) - log2) + "/";
                boolean own = state.get(at + "ToRGB/weight").isPresent();
                yield layer(state, own ? at + "ToRGB/" : alone, parts[2], 0, false);
            }
        };
    }

    private static HostTensor layer(StateDict state, String at, String name, int noise, boolean mirrored) {
        return switch (name) {
            case "weight" -> convolution(state, at + "weight", mirrored);
            case "affine.weight" -> linear(state, at + "mod_weight");
            case "affine.bias" -> HostOps.add(variable(state, at + "mod_bias"), 1);
            case "noise_const" -> variable(state, "synthesis/noise" + noise);
            default -> variable(state, at + name);
        };
    }

    private static HostTensor discriminator(String name, StateDict state, DiscriminatorSpec spec) {
        if (name.endsWith("resample_filter")) {
            return filter(spec.taps());
        }
        if (name.startsWith("mapping.")) {
            return linear(
                    state,
                    name.replace("mapping.embed.", "LabelEmbed/").replaceFirst("mapping\\.fc(\\d+)\\.", "Mapping$1/"));
        }
        String[] parts = name.substring(1).split("\\.", 3);
        String at = parts[0] + "x" + parts[0] + "/";
        boolean weight = parts[2].equals("weight");
        return switch (parts[1]) {
            case "fc" -> linear(state, at + "Dense0/" + parts[2]);
            case "out" -> linear(state, "Output/" + parts[2]);
            default -> {
                String layer =
                        switch (parts[1]) {
                            case "fromrgb" -> {
                                int lod = Resolutions.log2(spec.resolution())
                                        - Resolutions.log2(Integer.parseInt(parts[0]));
                                boolean own = state.get(at + "FromRGB/weight").isPresent();
                                yield own ? at + "FromRGB/" : "FromRGB_lod" + lod + "/";
                            }
                            case "conv0" -> at + "Conv0/";
                            case "conv1" -> at + "Conv1_down/";
                            case "skip" -> at + "Skip/";
                            default -> at + "Conv/";
                        };
                yield weight ? convolution(state, layer + "weight", false) : variable(state, layer + "bias");
            }
        };
    }

    private static HostTensor variable(StateDict state, String name) {
        return state.get(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "This looks like a StyleGAN2 of TensorFlow, but it lacks the variable " + name + "."));
    }

    /** [in, out] → [out, in]; biases as they are. */
    private static HostTensor linear(StateDict state, String name) {
        HostTensor stored = variable(state, name);
        return stored.shape().length == 2 ? HostOps.permute(stored, 1, 0) : stored;
    }

    /** [k, k, in, out] → [out, in, k, k]. */
    private static HostTensor convolution(StateDict state, String name, boolean mirrored) {
        HostTensor stored = variable(state, name);
        return HostOps.permute(mirrored ? HostOps.flip(stored, 0, 1) : stored, 3, 2, 0, 1);
    }

    /** The outer product of the taps, divided by its sum; long filters stay a line. */
    private static HostTensor filter(List<Float> taps) {
        double sum = taps.stream().mapToDouble(Float::doubleValue).sum();
        int n = taps.size();
        boolean square = studio.ganvas.nn.Fir.filterShape(n).length == 2;
        float[] values = new float[square ? n * n : n];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (square ? taps.get(i / n) * taps.get(i % n) / (sum * sum) : taps.get(i) / sum);
        }
        return HostTensor.of(values, studio.ganvas.nn.Fir.filterShape(n));
    }
}
