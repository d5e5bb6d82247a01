package studio.ganvas.gan.stylegan2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.tensor.StateDict;

/** Recognises {@code network-snapshot-N.pkl} of stylegan2-ada-pytorch: G, D and G_ema with their arguments. */
public final class SnapshotFiles {
    private static final List<String> GENERATORS = List.of("G_ema", "G");

    private SnapshotFiles() {}

    /**
     * Judges by the arguments alone; no weights are read.
     *
     * @param arguments network name to the keyword arguments it was constructed with
     * @param stateDicts network name to weights
     * @throws IllegalArgumentException if a generator lacks a size
     */
    public static Optional<StyleFile> recognise(
            Map<String, Map<String, Object>> arguments, Map<String, StateDict> stateDicts) {
        return GENERATORS.stream()
                .filter(name -> arguments.containsKey(name) && stateDicts.containsKey(name))
                .findFirst()
                .map(name -> {
                    Generator g = new Generator(GeneratorSpec.ofKwargs(arguments.get(name)));
                    Map<String, StateDict> weights = new LinkedHashMap<>();
                    List.of("G", "D", "G_ema").forEach(each -> {
                        if (stateDicts.containsKey(each)) {
                            weights.put(each, stateDicts.get(each));
                        }
                    });
                    return new StyleFile("stylegan2", "StyleGAN2-ADA", g, name, weights, true);
                });
    }
}
