package studio.ganvas.gan.junyanz;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import studio.ganvas.gan.AdversarialLoss;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.GradientPenalty;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * What both trainings share: one Adam for the generators and one for the discriminators, their common learning rate, the
 * loss, which set is A. The step is each paper's own.
 */
public abstract class TranslationTraining implements GanTraining {
    protected final AdversarialLoss loss;
    protected final Adam adamG;
    protected final Adam adamD;
    protected final RateSchedule decay;
    private final boolean swapped;
    private final boolean perSample;
    private final double lambdaGp;

    /** @param networks all of them; names that begin with G are generators' */
    protected TranslationTraining(Options options, Map<String, Module> networks, TensorStore store) {
        Adam.Settings settings = CommonOptions.adam(options);
        adamG = new Adam(parameters(networks, "G"), settings, store);
        adamD = new Adam(parameters(networks, "D"), settings, store);
        decay = new RateSchedule(options, adamG, adamD);
        loss = TranslationOptions.loss(options);
        swapped = TranslationOptions.swapped(options);
        perSample = TranslationOptions.norm(options).perSample();
        lambdaGp = loss == AdversarialLoss.WGANGP ? options.real(TranslationOptions.LAMBDA_GP) : 0;
    }

    private static Map<String, Tensor> parameters(Map<String, Module> networks, String player) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        networks.forEach((name, network) -> {
            if (name.startsWith(player)) {
                network.parameters().forEach((key, tensor) -> all.put(name + "." + key, tensor));
            }
        });
        return all;
    }

    /** Pictures to start from, whichever set they come from. */
    protected final Tensor realA(TrainBatch batch) {
        return batch.pictures().get(swapped ? "B" : "A");
    }

    protected final Tensor realB(TrainBatch batch) {
        return batch.pictures().get(swapped ? "A" : "B");
    }

    /** Recorded for gradients when {@code wanted}; otherwise the values alone. */
    protected static Tensor recordedIf(boolean wanted, Supplier<Tensor> forward) {
        if (wanted) {
            return forward.get();
        }
        try (Autograd.Recording none = Autograd.pause()) {
            return forward.get();
        }
    }

    /**
     * What a network makes of two batches. With norms per sample both go through at once: same numbers, larger
     * convolutions. With batch norm each keeps its own statistics, and running ones move in this order.
     */
    protected final List<Tensor> both(Layer network, Tensor first, Tensor second) {
        if (perSample && Arrays.equals(first.shape(), second.shape())) {
            long n = first.size(0);
            return network.forward(Ops.cat(0, first, second)).split(0, n, n);
        }
        return List.of(network.forward(first), network.forward(second));
    }

    /** Whether {@link #both} may join batches, and the order of forwards does not matter. */
    protected final boolean perSample() {
        return perSample;
    }

    /** ½ (L(real) + L(fake)), and the gradient penalty where one was asked for. */
    protected final Tensor lossD(Layer d, Tensor real, Tensor fake, Tensor lossReal, Tensor lossFake, Draws draws) {
        Tensor half = lossReal.add(lossFake).mul(0.5);
        if (lambdaGp == 0) {
            return half;
        }
        return half.add(GradientPenalty.of(d::forward, real, fake, draws.uniform(real.size(0), 1), lambdaGp));
    }

    /** Runs generators as in training, with the sheet's own statistics and live dropout, and leaves no trace in them. */
    protected static Samples sheet(List<? extends Layer> generators, Draws draws, Supplier<Samples> generate) {
        if (generators.isEmpty()) {
            return generate.get();
        }
        Layer first = generators.get(0);
        try (Translating mode = Translating.begin(first, false, draws)) {
            return sheet(generators.subList(1, generators.size()), draws, generate);
        }
    }

    @Override
    public StateDict state() {
        return adamG.state()
                .withPrefix("opt_G.")
                .and(adamD.state().withPrefix("opt_D."))
                .and(decay.state());
    }

    @Override
    public void load(StateDict state) {
        adamG.load(state.sub("opt_G."));
        adamD.load(state.sub("opt_D."));
        decay.load(state);
    }
}
