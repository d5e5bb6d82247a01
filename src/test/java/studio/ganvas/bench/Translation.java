package studio.ganvas.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.cyclegan.ReferenceCycleGan;
import studio.ganvas.gan.ugatit.ReferenceUgatit;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** Training steps of the translating systems against the official order of operations, in turn in one process. */
final class Translation {
    private static final Rng RNG = new Rng(7);
    private static final DataFacts FACTS = new DataFacts(List.of());

    private Translation() {}

    /**
     * What came of it.
     *
     * @param ours seconds of each step after the first
     * @param reference the same of the official order
     * @param difference the largest relative difference of a loss, over all steps
     */
    record Outcome(Sample ours, Sample reference, double difference) {
        double ratio() {
            return ours.median() / reference.median();
        }
    }

    /** U-GAT-IT light, 256 pixels, batch 1, full width. */
    static Outcome ugatit(int pairs) {
        return compare("ugatit", Map.of(), pairs, (made, store) -> {
            ReferenceUgatit reference = new ReferenceUgatit(made.options(), made.networks(), store);
            return reference::step;
        });
    }

    /** CycleGAN, 256 pixels, batch 1, nine blocks, full width. */
    static Outcome cycleGan(int pairs) {
        return compare("cyclegan", Map.of(), pairs, (made, store) -> {
            ReferenceCycleGan reference = new ReferenceCycleGan(made.options(), made.networks(), store);
            return reference::step;
        });
    }

    private record Made(GanSystem system, Options options, Map<String, Module> networks) {}

    private static Made make(String id, Map<String, Object> changes, TensorStore store) {
        GanSystem system = GanSystems.byId(id);
        Options options = Options.of(system.info().options(), changes);
        Map<String, Module> networks = system.networks(options, FACTS);
        networks.forEach((name, network) -> network.initialize(store, RNG.at(0, name)));
        return new Made(system, options, networks);
    }

    private static Outcome compare(
            String id,
            Map<String, Object> changes,
            int pairs,
            BiFunction<Made, TensorStore, BiFunction<Tensor, Tensor, Map<String, Double>>> reference) {
        try (TensorStore store = new TensorStore();
                Scope scope = Scope.open()) {
            Made made = make(id, changes, store);
            GanTraining ours = made.system().training(made.options(), FACTS, made.networks(), store);
            BiFunction<Tensor, Tensor, Map<String, Double>> theirs = reference.apply(make(id, changes, store), store);
            List<Double> oursSeconds = new ArrayList<>();
            List<Double> theirSeconds = new ArrayList<>();
            double difference = 0;
            int size = made.system().pictures(made.options()).size();
            for (int i = 0; i <= pairs; i++) {
                Tensor a = RNG.at(i, "a").uniform(1, 3, size, size).mul(2).sub(1);
                Tensor b = RNG.at(i, "b").uniform(1, 3, size, size).mul(2).sub(1);
                TrainBatch batch = new TrainBatch(Map.of("A", a, "B", b), Optional.empty());
                int step = i;
                Map<String, Double> mine = new LinkedHashMap<>();
                double first = seconds(() -> ours.step(batch, Update.BOTH, RNG.at(step, "step")), mine);
                Map<String, Double> official = new LinkedHashMap<>();
                double second = seconds(() -> theirs.apply(a, b), official);
                if (i > 0) {
                    oursSeconds.add(first);
                    theirSeconds.add(second);
                }
                for (Map.Entry<String, Double> loss : official.entrySet()) {
                    double apart = Math.abs(mine.get(loss.getKey()) - loss.getValue());
                    difference = Math.max(difference, apart / Math.max(1, Math.abs(loss.getValue())));
                }
            }
            return new Outcome(Sample.of(oursSeconds), Sample.of(theirSeconds), difference);
        }
    }

    private static double seconds(Supplier<Map<String, Double>> step, Map<String, Double> losses) {
        long begin = System.nanoTime();
        losses.putAll(step.get());
        return (System.nanoTime() - begin) / 1e9;
    }
}
