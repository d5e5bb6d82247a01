package studio.ganvas.gan.junyanz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/**
 * Reads what {@code latest_net_G_A.pth} and its like hold: every version of the official code since 2017 wrote them a
 * little differently, and none says what network it is.
 */
public final class GeneratorFile {
    private static final String PARALLEL = "module.";
    private static final Set<String> STATISTICS = Set.of("running_mean", "running_var", "num_batches_tracked");
    private static final Pattern SECOND_CONV = Pattern.compile("(model\\.\\d+\\.conv_block\\.)([5-8])(\\..*)");
    private static final Pattern BLOCK = Pattern.compile("model\\.(\\d+)\\.conv_block\\.1\\.weight");
    private static final String UNET_OUTER = "model.model.0.weight";
    private static final String UNET_LAST = "model.model.3.weight";
    private static final String RESNET_FIRST = "model.1.weight";
    private static final int FIRST_BLOCK = 10;

    private GeneratorFile() {}

    /**
     * The same weights without the prefixes of parallel training and without the statistics that instance norms had until
     * PyTorch 0.4: a norm without weights never used them. Fits discriminators too.
     */
    public static StateDict clean(StateDict file) {
        boolean parallel = file.size() > 0 && file.names().stream().allMatch(name -> name.startsWith(PARALLEL));
        StateDict state = parallel ? file.sub(PARALLEL) : file;
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        state.entries().forEach((name, tensor) -> {
            int dot = name.lastIndexOf('.');
            boolean statistic = STATISTICS.contains(name.substring(dot + 1));
            if (!statistic || state.get(name.substring(0, dot + 1) + "weight").isPresent()) {
                kept.put(name, tensor);
            }
        });
        return new StateDict(kept);
    }

    /**
     * {@link #clean} weights under the names of {@code network}: a dropout layer, which has no weights, moves the layers
     * behind it by one place, so files of networks with and without one differ in names alone.
     */
    public static StateDict clean(StateDict file, Module network) {
        StateDict clean = clean(file);
        int shift = (hasDropout(network.shapes().keySet()) ? 1 : 0) - (hasDropout(clean.names()) ? 1 : 0);
        if (shift == 0) {
            return clean;
        }
        Map<String, HostTensor> renamed = new LinkedHashMap<>();
        clean.entries().forEach((name, tensor) -> {
            Matcher second = SECOND_CONV.matcher(name);
            renamed.put(
                    second.matches()
                            ? second.group(1) + (Integer.parseInt(second.group(2)) + shift) + second.group(3)
                            : name,
                    tensor);
        });
        return new StateDict(renamed);
    }

    private static boolean hasDropout(Set<String> names) {
        return names.contains("model." + FIRST_BLOCK + ".conv_block.6.weight")
                && !names.contains("model." + FIRST_BLOCK + ".conv_block.5.weight");
    }

    /**
     * What network a file's weights are of, from their names and shapes alone; empty when they are no generator of this
     * family. A U-Net's dropout leaves no trace in a file and is taken to be there, as published.
     */
    public static Optional<GeneratorSpec> recognise(StateDict file) {
        StateDict state = clean(file);
        if (hasRank4(state, UNET_OUTER) && hasRank4(state, UNET_LAST)) {
            return Optional.of(unet(state)).filter(spec -> fits(spec, state));
        }
        if (hasRank4(state, RESNET_FIRST)
                && state.names().stream().anyMatch(name -> BLOCK.matcher(name).matches())) {
            return resnet(state).filter(spec -> fits(spec, state));
        }
        return Optional.empty();
    }

    private static GeneratorSpec unet(StateDict state) {
        int downs = 1;
        String level = "model.model.1.model.";
        while (state.names().contains(level + "1.weight")) {
            downs++;
            level += "3.model.";
        }
        String second = "model.model.1.model.";
        long[] first = shape(state, UNET_OUTER); // [ngf, in, 4, 4]
        return new GeneratorSpec(
                GeneratorSpec.Kind.UNET,
                downs,
                (int) first[1],
                (int) shape(state, UNET_LAST)[1],
                (int) first[0],
                norm(state, second + "2.weight", second + "1.bias"),
                true);
    }

    private static Optional<GeneratorSpec> resnet(StateDict state) {
        int blocks = (int) state.names().stream()
                .filter(name -> BLOCK.matcher(name).matches())
                .count();
        String last = "model." + (FIRST_BLOCK + blocks + 7) + ".weight";
        if (!hasRank4(state, last)) {
            return Optional.empty();
        }
        long[] first = shape(state, RESNET_FIRST); // [ngf, in, 7, 7]
        return Optional.of(new GeneratorSpec(
                GeneratorSpec.Kind.RESNET,
                blocks,
                (int) first[1],
                (int) shape(state, last)[0],
                (int) first[0],
                norm(state, "model.2.weight", "model.1.bias"),
                hasDropout(state.names())));
    }

    private static Norm norm(StateDict state, String normWeight, String convBias) {
        if (state.get(normWeight).isPresent()) {
            return Norm.BATCH;
        }
        return state.get(convBias).isPresent() ? Norm.INSTANCE : Norm.NONE;
    }

    /** Whether the network has these very names; counters, which old files lack, aside. */
    private static boolean fits(GeneratorSpec spec, StateDict state) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        boolean possible = spec.kind() == GeneratorSpec.Kind.RESNET
                || spec.depth() >= UnetGenerator.FEWEST_DOWNS && spec.depth() <= UnetGenerator.MOST_DOWNS;
        if (!possible) {
            return false;
        }
        spec.build().shapes().forEach((name, shape) -> {
            if (!name.endsWith("num_batches_tracked")) {
                shapes.put(name, shape);
            }
        });
        long known = state.names().stream()
                .filter(name -> !name.endsWith("num_batches_tracked"))
                .count();
        return known == shapes.size()
                && shapes.entrySet().stream().allMatch(entry -> state.get(entry.getKey())
                        .filter(saved -> java.util.Arrays.equals(saved.shape(), entry.getValue()))
                        .isPresent());
    }

    private static boolean hasRank4(StateDict state, String name) {
        return state.get(name).filter(tensor -> tensor.shape().length == 4).isPresent();
    }

    private static long[] shape(StateDict state, String name) {
        return state.get(name).orElseThrow().shape();
    }
}
