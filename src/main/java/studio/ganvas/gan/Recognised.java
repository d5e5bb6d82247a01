package studio.ganvas.gan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/**
 * What a file of foreign weights turned out to be.
 *
 * @param options under which {@link GanSystem#networks} makes networks of these shapes
 * @param weights network name to its weights, which may still be lazy: read only what is wanted
 */
public record Recognised(GanSystem system, Options options, Map<String, StateDict> weights) {
    private static final String PARALLEL = "module.";
    private static final List<String> STATISTICS = List.of(".running_mean", ".running_var", ".num_batches_tracked");

    /**
     * Keeps of {@code found} what fits the networks that {@code options} make: names without the prefix of
     * {@code torch.nn.DataParallel}, without the statistics that old files have for instance norms.
     */
    public static Recognised fitting(GanSystem system, Options options, Map<String, StateDict> found) {
        Map<String, Module> networks = system.networks(options, new DataFacts(List.of()));
        Map<String, StateDict> kept = new LinkedHashMap<>();
        system.info().networkNames().forEach(name -> {
            if (found.containsKey(name)) {
                Map<String, long[]> shapes = networks.get(name).shapes();
                StateDict tidy = tidy(found.get(name), shapes);
                if (fits(tidy, shapes)) {
                    kept.put(name, tidy);
                }
            }
        });
        return new Recognised(system, options, kept);
    }

    /** Names as the plain network has them. */
    public static StateDict plain(StateDict state) {
        boolean parallel = state.size() > 0 && state.names().stream().allMatch(name -> name.startsWith(PARALLEL));
        return parallel ? state.sub(PARALLEL) : state;
    }

    private static StateDict tidy(StateDict state, Map<String, long[]> expected) {
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        plain(state).entries().forEach((name, tensor) -> {
            if (expected.containsKey(name) || STATISTICS.stream().noneMatch(name::endsWith)) {
                kept.put(name, tensor);
            }
        });
        return new StateDict(kept);
    }

    private static boolean fits(StateDict state, Map<String, long[]> shapes) {
        return state.names().equals(shapes.keySet())
                && state.entries().entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue().shape(), shapes.get(entry.getKey())));
    }
}
