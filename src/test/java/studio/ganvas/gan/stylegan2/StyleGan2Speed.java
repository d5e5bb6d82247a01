package studio.ganvas.gan.stylegan2;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * Processor seconds of a training step of StyleGAN2, ours against {@link PlainStyleGan2}, which also differentiates by all weights in
 * every phase, makes fakes with a graph and computes a second style where none is mixed in. Both sides of a phase alternate
 * in one process, and time is the processor's, which other work on the machine hardly touches; phases count as often as they are due. Adam, averages and augmentation are left out on both sides.
 */
public final class StyleGan2Speed implements AutoCloseable {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int GROUP = 4;
    private static final double CLOSE = 1e-3;

    private final TensorStore store = new TensorStore();
    private final Generator g;
    private final Discriminator d;
    private final PlainStyleGan2 plain;
    private final StyleGan2Loss loss;
    private final int batch;
    private final int size;
    private final Rng rng = new Rng(5);

    /** Median processor seconds of each phase. */
    public record Phases(Map<String, Double> ours, Map<String, Double> plain) {
        /** Of a step: path lengths every fourth, R1 every sixteenth time. */
        public double step(boolean of) {
            Map<String, Double> seconds = of ? ours : plain;
            return seconds.get("Gmain") + seconds.get("Greg") / 4 + seconds.get("Dmain") + seconds.get("Dreg") / 16;
        }
    }

    /** The quick preset at a size of pictures. Opened and closed inside a scope. */
    public StyleGan2Speed(int size, int batch) {
        this.size = size;
        this.batch = batch;
        StyleGan2 system = new StyleGan2();
        Map<String, Object> values =
                new HashMap<>(system.info().presets().get(0).values());
        values.put(CommonOptions.IMAGE_SIZE, Integer.toString(size));
        values.put(StyleGan2Options.STD_GROUP, GROUP);
        Options options = Options.of(system.info().options(), values);
        var networks = system.networks(options, new DataFacts(List.of()));
        networks.forEach((name, network) -> network.initialize(store, rng.at(0, name)));
        g = (Generator) networks.get("G");
        d = (Discriminator) networks.get("D");
        plain = new PlainStyleGan2(g, d);
        StyleGan2Loss.Settings settings = StyleGan2Options.training(options).loss();
        loss = new StyleGan2Loss(g, d, settings, Rendering.RANDOM_NOISE, x -> x, store.own(Tensor.zeros()));
        check();
    }

    private void check() {
        try (Scope scope = Scope.open()) {
            Tensor z = rng.at(1, "z").normal(2, g.zDim());
            Tensor ws = g.rows(g.w(z, Optional.empty()));
            Tensor x = g.synthesise(ws, Rendering.CONST_NOISE);
            same("pictures", x, plain.synthesise(g.rows(plain.w(z)), new ArrayList<>()));
            same("scores", d.forward(x, Optional.empty()), plain.score(x, GROUP));
        }
    }

    private static void same(String what, Tensor a, Tensor b) {
        double difference = a.sub(b).abs().amax(false, 0).amax(false, 0).sum().item();
        if (!(difference < CLOSE * Math.max(1, a.abs().sum().item()))) {
            throw new IllegalStateException("The plain implementation computes other " + what + ": " + difference);
        }
    }

    /** Runs every phase {@code rounds} times on either side, after one for warming up. */
    public Phases measure(int rounds) {
        Map<String, List<Double>> ours = new HashMap<>();
        Map<String, List<Double>> theirs = new HashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (String phase : List.of("Gmain", "Greg", "Dmain", "Dreg")) {
                double first = seconds(() -> ours(phase));
                double second = seconds(() -> plain(phase));
                if (round > 0) {
                    ours.computeIfAbsent(phase, key -> new ArrayList<>()).add(first);
                    theirs.computeIfAbsent(phase, key -> new ArrayList<>()).add(second);
                }
            }
        }
        return new Phases(medians(ours), medians(theirs));
    }

    private static Map<String, Double> medians(Map<String, List<Double>> all) {
        Map<String, Double> medians = new HashMap<>();
        all.forEach((phase, seconds) ->
                medians.put(phase, seconds.stream().sorted().toList().get(seconds.size() / 2)));
        return medians;
    }

    private double seconds(Runnable body) {
        long start = PROCESS.getProcessCpuTime();
        try (Scope scope = Scope.open();
                Autograd.Recording recording = Autograd.record();
                Draws.Use use = rng.at(2, "step").use()) {
            body.run();
        }
        return (PROCESS.getProcessCpuTime() - start) / 1e9;
    }

    private Tensor reals() {
        return rng.at(3, "x").uniform(batch, 3, size, size).mul(2).sub(1);
    }

    private void ours(String phase) {
        Tensor z = Draws.current().normal(batch, g.zDim());
        Optional<Tensor> none = Optional.empty();
        StyleGan2Loss.Outcome outcome =
                switch (phase) {
                    case "Gmain" -> loss.generator(z, none);
                    case "Greg" -> loss.pathLength(z, none);
                    case "Dmain" -> loss.discriminator(reals(), z, none, none, true, false);
                    default -> loss.discriminator(reals(), z, none, none, false, true);
                };
        Autograd.grad(outcome.loss(), phase.startsWith("G") ? g.parameterList() : d.parameterList());
    }

    private void plain(String phase) {
        Tensor z = Draws.current().normal(batch, g.zDim());
        Tensor total =
                switch (phase) {
                    case "Gmain" ->
                        Ops.softplus(plain.score(make(z), GROUP).neg()).mean();
                    case "Greg" -> lengths(z.narrow(0, 0, batch / 2));
                    case "Dmain" ->
                        Ops.softplus(plain.score(make(z), GROUP))
                                .mean()
                                .add(Ops.softplus(plain.score(reals(), GROUP).neg())
                                        .mean());
                    default -> {
                        Tensor x = reals().requiresGrad(true);
                        Tensor gradient = Autograd.grad(plain.score(x, GROUP).sum(), List.of(x), true)
                                .get(0);
                        yield gradient.square().sum(false, 1, 2, 3).mean();
                    }
                };
        List<Tensor> all = new ArrayList<>(g.parameterList());
        all.addAll(d.parameterList());
        Autograd.grad(total, all);
    }

    private Tensor styles(Tensor z) {
        Tensor ws = g.rows(plain.w(z));
        Tensor others = g.rows(plain.w(Draws.current().normal(z.shape())));
        long cutoff = 1 + (long) (Draws.current().uniform() * (ws.size(1) - 1));
        return Ops.cat(1, ws.narrow(1, 0, cutoff), others.narrow(1, cutoff, ws.size(1)));
    }

    private List<Tensor> noise(long n) {
        List<Tensor> maps = new ArrayList<>();
        for (int resolution : Resolutions.upTo(size)) {
            for (int i = resolution == 4 ? 1 : 0; i < 2; i++) {
                maps.add(Draws.current().normal(n, 1, resolution, resolution));
            }
        }
        return maps;
    }

    private Tensor make(Tensor z) {
        return plain.synthesise(styles(z), noise(z.size(0)));
    }

    private Tensor lengths(Tensor z) {
        Tensor ws = styles(z);
        Tensor x = plain.synthesise(ws, noise(z.size(0)));
        Tensor y = Draws.current().normal(x.shape()).mul(1.0 / size);
        Tensor gradient = Autograd.grad(x.mul(y).sum(), List.of(ws), true).get(0);
        Tensor lengths = gradient.square().sum(false, 2).mean(false, 1).sqrt();
        return lengths.sub(lengths.mean()).square().mean();
    }

    /** Processor milliseconds of a synthesis and its gradients, unfused and fused, for a batch. */
    public double[] forms(int samples, int rounds) {
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round <= rounds; round++) {
            for (int form = 0; form < 2; form++) {
                Rendering how = Rendering.CONST_NOISE.withFused(form == 1);
                double taken = seconds(() -> {
                    Tensor ws = g.rows(g.w(Draws.current().normal(samples, g.zDim()), Optional.empty()));
                    Autograd.grad(g.synthesise(ws, how).square().mean(), g.parameterList());
                });
                best[form] = round == 0 ? best[form] : Math.min(best[form], 1000 * taken);
            }
        }
        return best;
    }

    @Override
    public void close() {
        store.close();
    }

    /** Prints both sides through the log; arguments: size, batch, rounds. */
    public static void main(String... arguments) {
        int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        try (Scope scope = Scope.open();
                StyleGan2Speed speed = new StyleGan2Speed(numbers[0], numbers[1])) {
            Phases phases = speed.measure(numbers[2]);
            org.slf4j.LoggerFactory.getLogger(StyleGan2Speed.class)
                    .info(
                            "{} px, batch {}: ours {} plain {}: {}",
                            numbers[0],
                            numbers[1],
                            phases.ours(),
                            phases.plain(),
                            String.format(Locale.ROOT, "ratio %.2f", phases.step(false) / phases.step(true)));
            for (int samples : new int[] {1, 2, 4, 8}) {
                double[] forms = speed.forms(samples, numbers[2]);
                org.slf4j.LoggerFactory.getLogger(StyleGan2Speed.class)
                        .info(
                                "synthesis and gradients, batch {}: unfused {} ms, fused {} ms",
                                samples,
                                forms[0],
                                forms[1]);
            }
        }
    }
}
