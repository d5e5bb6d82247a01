package studio.ganvas.engine.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.RunPlan;

/**
 * What a run takes of memory. Weights, gradients and moments are counted; activations come from one real step on noise of a
 * narrower network on smaller pictures, since they grow with the width and with the pixels.
 *
 * @param parametersG values that the generators learn
 * @param parametersD values that the discriminators learn
 * @param tensorBytes all tensors that a step makes, at the run's own width, size and batch
 */
record MemoryNeed(long parametersG, long parametersD, long tensorBytes) {
    /** Options that say how wide a network is. */
    static final Set<String> WIDTHS = Set.of("ngf", "ndf", "ch", "dim");

    private static final int PROBE_WIDTH = 16;
    private static final int PROBE_SIZE = 128;
    private static final int PROBE_BATCH = 2;
    /** Measured on CycleGAN: what wide convolutions keep for their gradients, which the narrow probe does not show. */
    private static final double TRANSFORMED = 1.5;

    /** A probe of more parameters would be a burden itself; then as many bytes as the weights' are assumed. */
    private static final long PROBE_LIMIT = 60_000_000;

    /** On the compute thread; {@link IllegalArgumentException} when there are no such networks. */
    static MemoryNeed of(RunPlan plan) {
        return of(plan, plan.options());
    }

    /** The same with other options. */
    static MemoryNeed of(RunPlan plan, Options options) {
        Map<String, Module> networks = plan.system().networks(options, plan.facts());
        long generators = count(networks, true);
        long discriminators = count(networks, false);
        return new MemoryNeed(generators, discriminators, tensors(plan, options, generators + discriminators));
    }

    private static long count(Map<String, Module> networks, boolean generators) {
        return networks.entrySet().stream()
                .filter(network ->
                        network.getKey().toUpperCase(java.util.Locale.ROOT).startsWith("D") != generators)
                .mapToLong(network -> network.getValue().parameterCount())
                .sum();
    }

    private static long tensors(RunPlan plan, Options options, long parameters) {
        double scale = (double) options.integer(CommonOptions.BATCH_SIZE) / PROBE_BATCH;
        Map<String, Object> smaller = new LinkedHashMap<>();
        double widest = 1;
        for (String key : WIDTHS) {
            if (options.values().get(key) instanceof Integer width && width > PROBE_WIDTH) {
                smaller.put(key, PROBE_WIDTH);
                widest = Math.max(widest, (double) width / PROBE_WIDTH);
            }
        }
        int size = plan.system().pictures(options).size();
        if (size > PROBE_SIZE && size % PROBE_SIZE == 0 && options.values().containsKey(CommonOptions.IMAGE_SIZE)) {
            smaller.put(CommonOptions.IMAGE_SIZE, PROBE_SIZE);
        }
        Options probed = options.with(smaller);
        Map<String, Module> networks;
        try {
            networks = plan.system().networks(probed, plan.facts());
        } catch (IllegalArgumentException e) {
            // some networks are made for one size alone
            smaller.remove(CommonOptions.IMAGE_SIZE);
            probed = options.with(smaller);
            networks = plan.system().networks(probed, plan.facts());
        }
        long probeParameters = count(networks, true) + count(networks, false);
        if (probeParameters > PROBE_LIMIT) {
            return 4 * parameters;
        }
        double sides = (double) size / plan.system().pictures(probed).size();
        boolean transformed =
                plan.system().networks(options, plan.facts()).values().stream().anyMatch(MemoryNeed::transforms);
        double more = transformed ? TRANSFORMED : 1;
        return (long) (probe(plan, probed, networks) * scale * widest * sides * sides * more);
    }

    private static boolean transforms(Module module) {
        return module instanceof Conv2d conv
                ? conv.mayTransform()
                : module.children().values().stream().anyMatch(MemoryNeed::transforms);
    }

    /** Bytes of all tensors that one step on {@link #PROBE_BATCH} pictures makes. */
    private static long probe(RunPlan plan, Options options, Map<String, Module> networks) {
        Rng rng = new Rng(0);
        try (TensorStore store = new TensorStore();
                Scope outer = Scope.open()) {
            networks.forEach((name, network) -> network.initialize(store, rng.at(0, name)));
            GanTraining training = plan.system().training(options, plan.facts(), networks, store);
            try (Scope step = Scope.counting();
                    Autograd.Recording on = Autograd.record();
                    Draws.Use use = rng.at(0, "layers").use()) {
                training.step(noise(plan, options, rng.at(0, "pictures")), Update.BOTH, rng.at(0, "step"));
                return step.bytesMade();
            }
        }
    }

    private static TrainBatch noise(RunPlan plan, Options options, Draws draws) {
        PictureSpec spec = plan.system().pictures(options);
        DataKind kind = plan.system().info().data();
        Map<String, Tensor> pictures = new LinkedHashMap<>();
        boolean two = kind == DataKind.DOMAINS || kind == DataKind.PAIRS;
        for (String name : two ? new String[] {"A", "B"} : new String[] {"real"}) {
            pictures.put(name, draws.uniform(PROBE_BATCH, spec.channels(), spec.size(), spec.size()));
        }
        int classes = plan.facts().classes().size();
        Optional<Tensor> labels = classes > 0 ? Optional.of(draws.integers(classes, PROBE_BATCH)) : Optional.empty();
        return new TrainBatch(pictures, labels);
    }
}
