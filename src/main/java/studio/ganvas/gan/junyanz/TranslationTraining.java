package studio.ganvas.gan.junyanz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import studio.ganvas.gan.AdversarialLoss;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.GradientPenalty;
import studio.ganvas.gan.Joined;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * What both trainings share: one Adam for the generators and one for the discriminators, their common learning rate, the
 * loss, which set is A. The step is each paper's own.
 */
public abstract class TranslationTraining implements GanTraining {
    private static final long ROWS_AT_ONCE = 4;

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
     * What a network makes of two batches. With norms per sample both go through at once where that is faster: same
     * numbers, larger convolutions. With batch norm each keeps its own statistics, and running ones move in this order.
     */
    protected final List<Tensor> both(Layer network, Tensor first, Tensor second) {
        if (perSample && Joined.pays(first) && Arrays.equals(first.shape(), second.shape())) {
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

    /**
     * A sheet of rows, made by generators as in training, with live dropout, and leaving no trace in them. Where pictures
     * don't depend on each other a few are made at a time: all together would take more memory than a training step.
     *
     * @param rows from pictures of both sets [n, C, H, W] to those of each name
     */
    protected final Samples sheet(
            List<? extends Layer> generators,
            Draws draws,
            TrainBatch fixed,
            BiFunction<Tensor, Tensor, Map<String, Tensor>> rows) {
        Tensor a = realA(fixed);
        Tensor b = realB(fixed);
        long all = a.size(0);
        long few = perSample && Arrays.equals(a.shape(), b.shape()) ? Math.min(all, ROWS_AT_ONCE) : all;
        Map<String, List<Tensor>> pictures = new LinkedHashMap<>();
        inSheetMode(generators, draws, () -> {
            for (long from = 0; from < all; from += few) {
                long to = Math.min(all, from + few);
                try (Scope scope = Scope.open()) {
                    Tensor someA = few == all ? a : a.narrow(0, from, to);
                    Tensor someB = few == all ? b : b.narrow(0, from, to);
                    rows.apply(someA, someB)
                            .forEach((name, made) -> pictures.computeIfAbsent(name, each -> new ArrayList<>())
                                    .add(scope.keep(made)));
                }
            }
        });
        Map<String, Tensor> whole = new LinkedHashMap<>();
        pictures.forEach((name, parts) -> whole.put(name, Ops.cat(0, parts)));
        return new Samples(whole, whole.size());
    }

    private static void inSheetMode(List<? extends Layer> generators, Draws draws, Runnable body) {
        if (generators.isEmpty()) {
            body.run();
            return;
        }
        try (Translating mode = Translating.begin(generators.get(0), false, draws)) {
            inSheetMode(generators.subList(1, generators.size()), draws, body);
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
