package studio.ganvas.gan.stylegan2;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StylePictures;
import studio.ganvas.nn.Ema;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The training loop of stylegan2-ada: each step runs the phases that are due, each with latents of its own and an Adam
 * step of its own; then the average generator follows, and the augmentation probability.
 */
final class StyleGan2Training implements GanTraining {
    static final String PL_MEAN = "pl_mean";
    static final String SIGNS_REAL = "D_sign_x";
    static final String AUGMENT_P = "augment_p";

    /** Lazy terms are reported in the steps that compute them. */
    static final List<String> LOSSES = List.of(
            StyleGan2Loss.G_LOSS,
            StyleGan2Loss.D_LOSS,
            StyleGan2Loss.SCORES_REAL,
            StyleGan2Loss.SCORES_FAKE_D,
            StyleGan2Loss.SCORES_FAKE_G,
            StyleGan2Loss.R1_PENALTY,
            StyleGan2Loss.PL_PENALTY,
            PL_MEAN,
            SIGNS_REAL,
            AUGMENT_P);

    /** What replaces an infinite gradient in the official loop. */
    private static final double GRADIENT_LIMIT = 1e5;

    private static final int MOST_COLUMNS = 16;
    private static final int SAMPLES_AT_ONCE = 16;
    private static final String COUNTERS = "counters";
    private static final String ADA = "ada";

    private final Generator g;
    private final Discriminator d;
    private final Generator gEma;
    private final TrainingSettings settings;
    private final StyleGan2Loss loss;
    private final AugmentPipe augment;
    private final AdaController ada;
    private final Ema ema;
    private final Adam adamG;
    private final Adam adamD;
    private final Tensor plMean;
    private long steps;
    private long pictures;

    StyleGan2Training(TrainingSettings settings, Generator g, Discriminator d, Generator gEma, TensorStore store) {
        this.settings = settings;
        this.g = g;
        this.d = d;
        this.gEma = gEma;
        augment = new AugmentPipe(settings.augmentations());
        ada = new AdaController(settings.adaTarget(), settings.adaKimg() * 1000, settings.augmentP());
        adamG = new Adam(g.parameters(), lazy(settings.adam(), settings.gInterval()), store);
        adamD = new Adam(d.parameters(), lazy(settings.adam(), settings.dInterval()), store);
        ema = new Ema(gEma, g);
        try (Scope scope = Scope.open()) {
            plMean = store.own(Tensor.zeros());
            if (gEma.mapping().average().abs().sum().item() == 0) {
                // an average that has seen nothing begins where the generator does
                ema.update(0);
            }
        }
        loss = new StyleGan2Loss(g, d, settings.loss(), Rendering.RANDOM_NOISE, this::augmented, plMean);
    }

    /** Settings under which one extra update every {@code interval} steps does not speed Adam up (arXiv 1912.04958, B). */
    private static Adam.Settings lazy(Adam.Settings adam, int interval) {
        double c = interval / (interval + 1.0);
        return new Adam.Settings(
                adam.lr() * c, Math.pow(adam.beta1(), c), Math.pow(adam.beta2(), c), adam.eps(), adam.weightDecay());
    }

    /** At p = 0 the official pipe resamples there and back, which changes nothing. */
    private Tensor augmented(Tensor x) {
        return ada.p() > 0 ? augment.apply(x, ada.p(), Draws.current()) : x;
    }

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        Tensor x = batch.real();
        long n = x.size(0);
        Map<String, Double> report = new LinkedHashMap<>();
        int signs;
        try (StepScope step = StepScope.open(draws, update, g, d)) {
            Optional<Tensor> c = classes(batch.labels());
            Map<String, List<Tensor>> seen = new LinkedHashMap<>();
            for (Phase phase : Phase.values()) {
                if (isDue(phase) && (phase.ofGenerator() ? update.generator() : update.discriminator())) {
                    run(phase, x, c, draws, seen);
                }
            }
            if (update.generator()) {
                ema.update(Ema.decay((int) n, settings.emaKimg() * 1000, settings.emaRampUp(), pictures));
            }
            Losses losses = new Losses();
            seen.forEach((name, means) -> losses.putMean(name, Ops.stack(0, means)));
            losses.put(PL_MEAN, plMean);
            report.putAll(losses.read());
            signs = seen.getOrDefault(SIGNS_REAL, List.of()).size();
        }
        report.put(AUGMENT_P, ada.p());
        pictures += n;
        steps++;
        if (settings.adaptive()) {
            ada.observe(report.getOrDefault(SIGNS_REAL, 0.0), n * signs);
            ada.update(steps, n);
        }
        return report;
    }

    private boolean isDue(Phase phase) {
        return switch (phase) {
            case GMAIN, DMAIN -> true;
            case GREG -> settings.loss().plWeight() > 0 && steps % settings.gInterval() == 0;
            case DREG -> settings.loss().r1Gamma() > 0 && steps % settings.dInterval() == 0;
        };
    }

    /** Sums the gradients of all micro-batches, then takes one step of the player's Adam; means go to {@code seen}. */
    private void run(Phase phase, Tensor x, Optional<Tensor> c, Draws draws, Map<String, List<Tensor>> seen) {
        Adam adam = phase.ofGenerator() ? adamG : adamD;
        long n = x.size(0);
        long round = settings.microBatch() > 0 ? Math.min(settings.microBatch(), n) : n;
        Map<String, List<Tensor>> means = new LinkedHashMap<>();
        try (Scope scope = Scope.open()) {
            Tensor z = draws.normal(n, g.spec().mapping().zDim());
            List<Tensor> gradients = List.of();
            for (long from = 0; from < n; from += round) {
                long start = from;
                long to = Math.min(n, from + round);
                try (Scope inner = Scope.open()) {
                    StyleGan2Loss.Outcome outcome = outcome(
                            phase,
                            x.narrow(0, from, to),
                            z.narrow(0, from, to),
                            c.map(all -> all.narrow(0, start, to)));
                    List<Tensor> more = Autograd.grad(outcome.loss().mul(gain(phase)), adam.parameters());
                    gradients = sum(gradients, more);
                    gradients.forEach(inner::keep);
                    note(outcome, means, inner);
                }
            }
            adam.step(Ops.finite(gradients, GRADIENT_LIMIT));
            means.forEach((name, each) -> seen.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(scope.keep(Ops.stack(0, each).mean())));
        }
    }

    private StyleGan2Loss.Outcome outcome(Phase phase, Tensor x, Tensor z, Optional<Tensor> c) {
        return switch (phase) {
            case GMAIN -> loss.generator(z, c);
            case GREG -> loss.pathLength(z, c);
            case DMAIN -> loss.discriminator(x, z, c, c, true, false);
            case DREG -> loss.discriminator(x, z, c, c, false, true);
        };
    }

    /** A lazy term counts for all the steps until it is computed again. */
    private int gain(Phase phase) {
        return switch (phase) {
            case GMAIN, DMAIN -> 1;
            case GREG -> settings.gInterval();
            case DREG -> settings.dInterval();
        };
    }

    private static List<Tensor> sum(List<Tensor> before, List<Tensor> more) {
        if (before.isEmpty()) {
            return more;
        }
        List<Tensor> sums = new ArrayList<>();
        for (int i = 0; i < more.size(); i++) {
            sums.add(before.get(i).add(more.get(i)));
        }
        return sums;
    }

    private static void note(StyleGan2Loss.Outcome outcome, Map<String, List<Tensor>> means, Scope inner) {
        outcome.perSample().forEach((name, values) -> {
            add(means, name, inner.keep(values.detach().mean()));
            if (name.equals(StyleGan2Loss.SCORES_REAL)) {
                add(means, SIGNS_REAL, inner.keep(values.detach().sign().mean()));
            }
        });
    }

    private static void add(Map<String, List<Tensor>> means, String name, Tensor mean) {
        means.computeIfAbsent(name, key -> new ArrayList<>()).add(mean);
    }

    /** Made pictures are to be of the classes of this batch's real ones, which are distributed as the dataset's. */
    private Optional<Tensor> classes(Optional<Tensor> labels) {
        int count = g.spec().mapping().cDim();
        return count == 0 ? Optional.empty() : labels.map(each -> Ops.oneHot(each, count));
    }

    /** From the average generator with its stored noise; one column a class, as far as columns reach. */
    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        int n = (int) fixed.real().size(0);
        int count = g.spec().mapping().cDim();
        int columns = count == 0 ? 8 : Math.min(count, MOST_COLUMNS);
        Tensor z = draws.normal(n, g.spec().mapping().zDim());
        Tensor labels = Tensor.of(LongStream.range(0, n).map(i -> i % columns).toArray(), n);
        try (Autograd.Recording none = Autograd.pause()) {
            List<Tensor> parts = new ArrayList<>();
            for (int from = 0; from < n; from += SAMPLES_AT_ONCE) {
                int start = from;
                int to = Math.min(n, from + SAMPLES_AT_ONCE);
                parts.add(Scope.tidy(() -> new StylePictures(gEma)
                        .generate(z.narrow(0, start, to), Optional.of(labels.narrow(0, start, to)))));
            }
            return new Samples(Map.of(TwoPlayers.FAKES, Ops.cat(0, parts)), columns);
        }
    }

    @Override
    public StateDict state() {
        Map<String, HostTensor> own = new LinkedHashMap<>();
        own.put(COUNTERS, HostTensor.of(new long[] {steps, pictures}, 2));
        own.put(PL_MEAN, plMean.toHost());
        own.put(ADA, doubles(ada.state()));
        return adamG.state()
                .withPrefix("opt_G.")
                .and(adamD.state().withPrefix("opt_D."))
                .and(new StateDict(own));
    }

    private static HostTensor doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return HostTensor.of(DType.F64, new long[] {values.length}, bytes);
    }

    @Override
    public void load(StateDict state) {
        adamG.load(state.sub("opt_G."));
        adamD.load(state.sub("opt_D."));
        long[] counters = saved(state, COUNTERS).toLongs();
        steps = counters[0];
        pictures = counters[1];
        ada.load(saved(state, ADA).toDoubles());
        try (Scope scope = Scope.open()) {
            plMean.set(Tensor.of(saved(state, PL_MEAN)));
        }
    }

    private static HostTensor saved(StateDict state, String name) {
        return state.get(name)
                .orElseThrow(() -> new IllegalArgumentException("The saved training state has no " + name));
    }
}
