package studio.ganvas.engine.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.DataBatches;
import studio.ganvas.train.RunPlan;

/**
 * What a run would need: weights, gradients and two Adam moments from the declared shapes, activations from one real step
 * on a few pictures of noise, scaled to the batch.
 */
final class Estimator {
    /** float32 weight, gradient and two moments. */
    private static final long BYTES_PER_PARAMETER = 16;

    private static final int PROBE = 2;
    /** Beyond this many parameters the probe itself would be a burden; then activations are guessed from weights. */
    private static final long PROBE_LIMIT = 60_000_000;

    private Estimator() {}

    /** On the compute thread. */
    static Estimate estimate(RunPlan plan) {
        Map<String, Module> networks = plan.system().networks(plan.options(), plan.facts());
        long generators = count(networks, true);
        long discriminators = count(networks, false);
        long parameters = generators + discriminators;
        long activations = parameters > PROBE_LIMIT
                ? 4 * parameters
                : probe(plan, networks) / PROBE * plan.options().integer(DataBatches.BATCH_SIZE);
        return new Estimate(
                generators, discriminators, BYTES_PER_PARAMETER * parameters + activations, ProcessMemory.available());
    }

    private static long count(Map<String, Module> networks, boolean generators) {
        return networks.entrySet().stream()
                .filter(network ->
                        network.getKey().toUpperCase(java.util.Locale.ROOT).startsWith("D") != generators)
                .mapToLong(network -> network.getValue().parameterCount())
                .sum();
    }

    /** Bytes of all tensors that one step on {@link #PROBE} pictures makes. */
    private static long probe(RunPlan plan, Map<String, Module> networks) {
        Rng rng = new Rng(0);
        try (TensorStore store = new TensorStore();
                Scope outer = Scope.open()) {
            networks.forEach((name, network) -> network.initialize(store, rng.at(0, name)));
            GanTraining training = plan.system().training(plan.options(), plan.facts(), networks, store);
            try (Scope step = Scope.counting();
                    Autograd.Recording on = Autograd.record();
                    Draws.Use use = rng.at(0, "layers").use()) {
                training.step(noise(plan, rng.at(0, "pictures")), Update.BOTH, rng.at(0, "step"));
                return step.bytesMade();
            }
        }
    }

    private static TrainBatch noise(RunPlan plan, Draws draws) {
        PictureSpec spec = plan.system().pictures(plan.options());
        DataKind kind = plan.system().info().data();
        Map<String, Tensor> pictures = new LinkedHashMap<>();
        boolean two = kind == DataKind.DOMAINS || kind == DataKind.PAIRS;
        for (String name : two ? new String[] {"A", "B"} : new String[] {"real"}) {
            pictures.put(name, draws.uniform(PROBE, spec.channels(), spec.size(), spec.size()));
        }
        Optional<Tensor> labels = kind == DataKind.LABELLED
                ? Optional.of(draws.integers(plan.facts().classes().size(), PROBE))
                : Optional.empty();
        return new TrainBatch(pictures, labels);
    }
}
