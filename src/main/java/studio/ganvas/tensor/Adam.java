package studio.ganvas.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980) with PyTorch's semantics: weight decay is L2 added to the gradient, epsilon
 * is added after the bias-corrected square root. One fused native call a step; the whole state can be saved.
 */
public final class Adam {
    /**
     * Settings.
     *
     * @param lr step size α
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param eps added to the root
     * @param weightDecay L2 coefficient
     */
    public record Settings(double lr, double beta1, double beta2, double eps, double weightDecay) {
        /** PyTorch's epsilon 1e-8 and no weight decay. */
        public static Settings of(double lr, double beta1, double beta2) {
            return new Settings(lr, beta1, beta2, 1e-8, 0);
        }

        public Settings withLr(double rate) {
            return new Settings(rate, beta1, beta2, eps, weightDecay);
        }
    }

    private final List<String> names = new ArrayList<>();
    private final List<Tensor> parameters = new ArrayList<>();
    private final List<Tensor> expAvg = new ArrayList<>();
    private final List<Tensor> expAvgSq = new ArrayList<>();
    private final List<Tensor> steps = new ArrayList<>();
    private final List<List<Integer>> rounds = new ArrayList<>();
    private Settings settings;

    /**
     * State for {@code named} parameters, kept in {@code store}. A parameter under two names has one state and is updated
     * twice in every step, as PyTorch does with one that is listed twice (the official UNIT code relies on it).
     *
     * @param named name (as the saved state shall call it) to parameter
     */
    public Adam(Map<String, Tensor> named, Settings settings, TensorStore store) {
        this.settings = settings;
        Map<Tensor, List<Integer>> occurrences = new IdentityHashMap<>();
        try (Scope scope = Scope.open()) {
            named.forEach((name, parameter) -> {
                List<Integer> earlier = occurrences.computeIfAbsent(parameter, each -> new ArrayList<>());
                boolean isNew = earlier.isEmpty();
                expAvg.add(isNew ? store.own(parameter.detach().like(0)) : expAvg.get(earlier.get(0)));
                expAvgSq.add(isNew ? store.own(parameter.detach().like(0)) : expAvgSq.get(earlier.get(0)));
                steps.add(isNew ? store.own(Tensor.zeros()) : steps.get(earlier.get(0)));
                int round = earlier.size();
                if (round == rounds.size()) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(round).add(names.size());
                earlier.add(names.size());
                names.add(name);
                parameters.add(parameter);
            });
        }
    }

    public List<Tensor> parameters() {
        return parameters;
    }

    public Settings settings() {
        return settings;
    }

    /** Changes the learning rate or the decays from the next step on. */
    public void settings(Settings changed) {
        settings = changed;
    }

    /** One update. {@code gradients} are in the order of {@link #parameters()}. */
    public void step(List<Tensor> gradients) {
        if (gradients.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    parameters.size() + " parameters cannot take " + gradients.size() + " gradients");
        }
        try (Autograd.Recording none = Autograd.pause()) {
            for (List<Integer> round : rounds) {
                update(round, gradients);
            }
        }
    }

    /**
     * Differentiates {@code loss} by those parameters whose names {@code used} accepts and updates them; the others, and
     * their steps, stay as they are, as PyTorch leaves parameters that have no gradient.
     */
    public void minimize(Tensor loss, Predicate<String> used) {
        minimizeTogether(loss, List.of(this), used);
    }

    /** As {@link #minimize(Tensor, Predicate)}, with parameters that are shared out to several optimizers. */
    public static void minimizeTogether(Tensor loss, List<Adam> optimizers, Predicate<String> used) {
        try (Scope scope = Scope.open()) {
            List<Tensor> wanted = new ArrayList<>();
            optimizers.forEach(each -> wanted.addAll(pick(each.parameters, each.chosen(used))));
            List<Tensor> gradients = Autograd.grad(loss, wanted);
            int from = 0;
            for (Adam each : optimizers) {
                List<Integer> chosen = each.chosen(used);
                each.step(chosen, gradients.subList(from, from + chosen.size()));
                from += chosen.size();
            }
        }
    }

    private List<Integer> chosen(Predicate<String> used) {
        return IntStream.range(0, names.size())
                .filter(i -> used.test(names.get(i)))
                .boxed()
                .toList();
    }

    private void step(List<Integer> chosen, List<Tensor> gradients) {
        List<Tensor> all = new ArrayList<>(Collections.nCopies(names.size(), null));
        for (int i = 0; i < chosen.size(); i++) {
            all.set(chosen.get(i), gradients.get(i));
        }
        try (Autograd.Recording none = Autograd.pause()) {
            for (List<Integer> round : rounds) {
                update(round.stream().filter(i -> all.get(i) != null).toList(), all);
            }
        }
    }

    /** Forgets all moments and steps, as a new Adam would begin. */
    public void restart() {
        try (Scope scope = Scope.open();
                Autograd.Recording none = Autograd.pause()) {
            for (List<Tensor> state : List.of(expAvg, expAvgSq, steps)) {
                state.forEach(each -> each.set(each.like(0)));
            }
        }
    }

    private void update(List<Integer> round, List<Tensor> gradients) {
        Kernels.run(
                "fused_adam_",
                pick(parameters, round),
                pick(gradients, round),
                pick(expAvg, round),
                pick(expAvgSq, round),
                pick(steps, round),
                settings.lr(),
                settings.beta1(),
                settings.beta2(),
                settings.weightDecay(),
                settings.eps());
    }

    private static List<Tensor> pick(List<Tensor> tensors, List<Integer> indices) {
        return indices.stream().map(tensors::get).toList();
    }

    /** Differentiates {@code loss} by the parameters and updates them. */
    public void minimize(Tensor loss) {
        try (Scope scope = Scope.open()) {
            step(Autograd.grad(loss, parameters));
        }
    }

    /**
     * {@code <name>.exp_avg}, {@code <name>.exp_avg_sq}, {@code <name>.step} for each parameter, copied while somebody reads
     * them: on this thread, before the next step. An optimizer is twice as large as its networks.
     */
    public StateDict state() {
        Map<String, HostTensor> state = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            state.put(names.get(i) + ".exp_avg", expAvg.get(i).toHostLater());
            state.put(names.get(i) + ".exp_avg_sq", expAvgSq.get(i).toHostLater());
            state.put(names.get(i) + ".step", steps.get(i).toHostLater());
        }
        return new StateDict(state);
    }

    /** Puts a saved state back; {@link IllegalArgumentException} when it is of other parameters. */
    public void load(StateDict state) {
        try (Scope scope = Scope.open()) {
            for (int i = 0; i < names.size(); i++) {
                load(state, names.get(i) + ".exp_avg", expAvg.get(i));
                load(state, names.get(i) + ".exp_avg_sq", expAvgSq.get(i));
                load(state, names.get(i) + ".step", steps.get(i));
            }
        }
    }

    private static void load(StateDict state, String name, Tensor into) {
        HostTensor saved = state.get(name)
                .orElseThrow(() -> new IllegalArgumentException("The saved optimizer state has no " + name));
        into.set(Tensor.of(saved));
    }
}
