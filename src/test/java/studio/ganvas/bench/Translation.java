package studio.ganvas.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
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

/**
 * Training steps of the translating systems against the official order of operations on libtorch's convolutions, in turn in
 * one process.
 */
final class Translation {
    /** {@code false} for the whole program: what the order of operations alone is worth. */
    private static final String WINOGRAD = "ganvas.winograd";

    private static final Rng RNG = new Rng(7);
    private static final DataFacts FACTS = new DataFacts(List.of());

    private Translation() {}

    /**
     * What came of it.
     *
     * @param ours seconds of each step
     * @param reference the same of the official order
     * @param oursCpu the processor's seconds of our steps, which other programs hardly change
     * @param referenceCpu the same of the official order
     * @param difference the largest relative difference of a loss of the first step
     * @param later the same over all steps: Adam's first steps turn rounding of small gradients into steps of full length
     */
    record Outcome(
            Sample ours, Sample reference, Sample oursCpu, Sample referenceCpu, double difference, double later) {
        double ratio() {
            return ours.median() / reference.median();
        }

        double ratioCpu() {
            return oursCpu.median() / referenceCpu.median();
        }
    }

    /** U-GAT-IT light, 256 pixels, batch 1, full width. */
    static Outcome ugatit(int pairs) {
        return compare("ugatit", Map.of("imageSize", 64, "ch", 8), Map.of(), pairs, (made, store) -> {
            ReferenceUgatit reference = new ReferenceUgatit(made.options(), made.networks(), store);
            return reference::step;
        });
    }

    /** CycleGAN, 256 pixels, batch 1, nine blocks, full width. */
    static Outcome cycleGan(int pairs) {
        return compare("cyclegan", Map.of("imageSize", 64, "ngf", 8), Map.of(), pairs, (made, store) -> {
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

    /** After a pair of small ones, which brings code and kernels into memory. */
    private static Outcome compare(
            String id,
            Map<String, Object> small,
            Map<String, Object> changes,
            int pairs,
            BiFunction<Made, TensorStore, BiFunction<Tensor, Tensor, Map<String, Double>>> reference) {
        compare(id, small, 1, reference);
        return compare(id, changes, pairs, reference);
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
            Clock oursClock = new Clock();
            Clock theirClock = new Clock();
            double first = 0;
            double later = 0;
            int size = made.system().pictures(made.options()).size();
            for (int i = 0; i < pairs; i++) {
                Tensor a = RNG.at(i, "a").uniform(1, 3, size, size).mul(2).sub(1);
                Tensor b = RNG.at(i, "b").uniform(1, 3, size, size).mul(2).sub(1);
                TrainBatch batch = new TrainBatch(Map.of("A", a, "B", b), Optional.empty());
                int step = i;
                Map<String, Double> mine = oursClock.time(() -> ours.step(batch, Update.BOTH, RNG.at(step, "step")));
                Map<String, Double> official = theirClock.time(() -> plainly(() -> theirs.apply(a, b)));
                for (Map.Entry<String, Double> loss : official.entrySet()) {
                    double apart = Math.abs(mine.get(loss.getKey()) - loss.getValue());
                    double relative = apart / Math.max(1, Math.abs(loss.getValue()));
                    first = i == 0 ? Math.max(first, relative) : first;
                    later = Math.max(later, relative);
                }
            }
            return new Outcome(
                    Sample.of(oursClock.seconds),
                    Sample.of(theirClock.seconds),
                    Sample.of(oursClock.processor),
                    Sample.of(theirClock.processor),
                    first,
                    later);
        }
    }

    /** With every convolution by libtorch, as the official code has it. */
    private static <T> T plainly(Supplier<T> body) {
        String before = System.getProperty(WINOGRAD);
        System.setProperty(WINOGRAD, "false");
        try {
            return body.get();
        } finally {
            if (before == null) {
                System.clearProperty(WINOGRAD);
            } else {
                System.setProperty(WINOGRAD, before);
            }
        }
    }

    /** Times steps. */
    private static final class Clock {
        private static final OperatingSystemMXBean SYSTEM =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();

        Map<String, Double> time(Supplier<Map<String, Double>> body) {
            long begin = System.nanoTime();
            long used = SYSTEM.getProcessCpuTime();
            Map<String, Double> losses = body.get();
            processor.add((SYSTEM.getProcessCpuTime() - used) / 1e9);
            seconds.add((System.nanoTime() - begin) / 1e9);
            return losses;
        }
    }
}
