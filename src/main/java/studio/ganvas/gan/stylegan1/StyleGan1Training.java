package studio.ganvas.gan.stylegan1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.GradientPenalty;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.TwoPlayers;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.nn.Ema;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * One step at the stage that {@link Growth} says: D, then G, then the average generator. Pictures come at their final
 * size and are made smaller here, and blended with their next smaller version while a size fades in.
 */
final class StyleGan1Training implements GanTraining {
    static final String G_LOSS = "G_loss";
    static final String D_LOSS = "D_loss";
    static final String D_REAL = "D_real";
    static final String D_FAKE = "D_fake";
    static final String PENALTY = "penalty";
    static final String ALPHA = "alpha";
    static final String RESOLUTION = "resolution";
    static final String BATCH = "batch";

    /** {@code D_real} and {@code D_fake} are the parts of {@code D_loss}. */
    static final List<String> LOSSES = List.of(G_LOSS, D_LOSS, D_REAL, D_FAKE, PENALTY, ALPHA, RESOLUTION, BATCH);

    /** Learning rate of the mapping network over that of the rest (arXiv 1812.04948, appendix C). */
    private static final double MAPPING_RATE = 0.01;

    private static final int COLUMNS = 8;
    private static final String MAPPING = "style.";
    private static final String STEPS = "steps";

    private final Generator g;
    private final Discriminator d;
    private final Generator gEma;
    private final Options options;
    private final LongFunction<Growth.Moment> growth;
    private final Adam adamG;
    private final Adam adamMapping;
    private final Adam adamD;
    private final Ema ema;
    private long steps;

    /** @param growth what each step is to do, by its number from 0 */
    StyleGan1Training(
            Options options,
            LongFunction<Growth.Moment> growth,
            Generator g,
            Discriminator d,
            Generator gEma,
            TensorStore store) {
        this.options = options;
        this.growth = growth;
        this.g = g;
        this.d = d;
        this.gEma = gEma;
        Adam.Settings adam = CommonOptions.adam(options);
        adamG = new Adam(those(g.parameters(), name -> !name.startsWith(MAPPING)), adam, store);
        adamMapping = new Adam(those(g.parameters(), name -> name.startsWith(MAPPING)), adam, store);
        adamD = new Adam(d.parameters(), adam, store);
        ema = new Ema(gEma, g);
        if (gEma.imagesSeen() == 0) {
            // an average that has seen nothing begins where the generator does; a transfer loads it afterwards
            ema.update(0);
        }
    }

    private static Map<String, Tensor> those(Map<String, Tensor> parameters, Predicate<String> wanted) {
        Map<String, Tensor> some = new LinkedHashMap<>(parameters);
        some.keySet().removeIf(wanted.negate());
        return some;
    }

    @Override
    public Set<String> planned() {
        return Set.of(ALPHA, RESOLUTION, BATCH);
    }

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        Growth.Moment now = growth.apply(steps);
        Stage stage = now.stage();
        long n = batch.real().size(0);
        prepare(now);
        Map<String, Double> report = new LinkedHashMap<>();
        try (StepScope step = StepScope.open(draws, update, g, d)) {
            Losses losses = new Losses();
            Tensor x;
            try (Autograd.Recording none = Autograd.pause()) {
                x = seen(batch.real(), stage, options.flag(StyleGan1Options.FADE_REALS));
            }
            boolean mixes = options.real(StyleGan1Options.MIXING) > 0
                    && stage.size() > 0
                    && draws.uniform() < options.real(StyleGan1Options.MIXING);
            Tensor all = draws.normal(mixes ? 4 : 2, n, g.spec().zDim());
            List<Tensor> z = LongStream.range(0, all.size(0))
                    .mapToObj(i -> all.select(0, i))
                    .toList();
            if (update.discriminator()) {
                learnD(x, z.subList(0, z.size() / 2), stage, losses);
            }
            if (update.generator()) {
                learnG(z.subList(z.size() / 2, z.size()), stage, losses);
                g.imagesSeen(now.seen() + n);
                ema.update(
                        Ema.decay((int) n, options.real(StyleGan1Options.EMA_KIMG) * 1000, OptionalDouble.empty(), 0));
            }
            report.putAll(losses.read());
        }
        report.put(ALPHA, stage.alpha());
        report.put(RESOLUTION, (double) stage.resolution());
        report.put(BATCH, (double) n);
        steps++;
        return report;
    }

    private void prepare(Growth.Moment now) {
        if (now.restarts() && options.flag(StyleGan1Options.RESTART_ADAM)) {
            List.of(adamG, adamMapping, adamD).forEach(Adam::restart);
        }
        adamG.settings(adamG.settings().withLr(now.lr()));
        adamMapping.settings(adamMapping.settings().withLr(now.lr() * MAPPING_RATE));
        adamD.settings(adamD.settings().withLr(now.lr()));
    }

    /** Real pictures as a stage sees them: [N, C, R, R] of [N, C, S, S]. */
    private static Tensor seen(Tensor x, Stage stage, boolean fade) {
        long factor = x.size(2) / stage.resolution();
        Tensor small = factor == 1 ? x : Ops.averagePool(x, factor, factor, 0, true);
        if (!fade || !stage.fades()) {
            return small;
        }
        Tensor smaller = Ops.nearest(Ops.averagePool(small, 2, 2, 0, true), small.size(2), small.size(3));
        return smaller.lerp(small, stage.alpha());
    }

    private boolean wasserstein() {
        return options.choice(StyleGan1Options.LOSS).equals(StyleGan1Options.WGAN_GP);
    }

    private void learnD(Tensor x, List<Tensor> z, Stage stage, Losses losses) {
        Tensor fake;
        try (Autograd.Recording none = Autograd.pause()) {
            fake = make(z, stage);
        }
        Tensor ofReal;
        Tensor ofFake;
        Tensor penalty;
        if (wasserstein()) {
            Tensor scores = d.forward(x, stage);
            Tensor drift = scores.square().mean().mul(options.real(StyleGan1Options.DRIFT));
            ofReal = scores.mean().sub(drift);
            ofFake = d.forward(fake, stage).mean();
            penalty = GradientPenalty.of(
                    each -> d.forward(each, stage),
                    x,
                    fake,
                    Draws.current().uniform(x.size(0), 1, 1, 1),
                    options.real(StyleGan1Options.GP_WEIGHT));
        } else {
            Tensor watched = x.detach().requiresGrad(true);
            Tensor scores = d.forward(watched, stage);
            ofReal = Ops.softplus(scores.neg()).mean();
            ofFake = Ops.softplus(d.forward(fake, stage)).mean();
            Tensor gradient =
                    Autograd.grad(scores.sum(), List.of(watched), true).get(0);
            penalty = gradient.square().sum(false, 1, 2, 3).mean().mul(options.real(StyleGan1Options.R1_GAMMA) / 2);
        }
        Tensor loss = wasserstein() ? ofFake.sub(ofReal) : ofReal.add(ofFake);
        adamD.minimize(loss.add(penalty), name -> learns(name, stage, d.number(stage.size()), -1));
        losses.put(D_LOSS, loss).put(D_REAL, ofReal).put(D_FAKE, ofFake).put(PENALTY, penalty);
    }

    private void learnG(List<Tensor> z, Stage stage, Losses losses) {
        Tensor scores = d.forward(make(z, stage), stage);
        Tensor loss =
                wasserstein() ? scores.mean().neg() : Ops.softplus(scores.neg()).mean();
        Adam.minimizeTogether(loss, List.of(adamG, adamMapping), name -> learns(name, stage, stage.size(), 1));
        losses.put(G_LOSS, loss);
    }

    /**
     * Whether a parameter takes part at a stage.
     *
     * @param top number of the blocks of the stage's size
     * @param outwards direction in which numbers lead to larger sizes
     */
    private static boolean learns(String name, Stage stage, int top, int outwards) {
        String[] parts = name.replaceFirst("^generator\\.", "").split("\\.");
        if (parts[0].equals("progression")) {
            return (Integer.parseInt(parts[1]) - top) * outwards <= 0;
        }
        if (parts[0].endsWith("_rgb")) {
            int number = Integer.parseInt(parts[1]);
            return number == top || stage.fades() && number == top - outwards;
        }
        return true;
    }

    /** Pictures of one latent each, or of two that meet at a random size. */
    private Tensor make(List<Tensor> z, Stage stage) {
        int rows = Generator.rows(stage);
        Tensor ws = rows(g.w(z.get(0)), rows);
        if (z.size() == 2) {
            // blocks after this one have the second style
            long last = (long) Draws.current().integers(stage.size(), 1).item();
            long from = 2 * (last + 1);
            ws = Ops.cat(1, ws.narrow(1, 0, from), rows(g.w(z.get(1)), rows).narrow(1, from, rows));
        }
        return g.synthesise(ws, stage, Rendering.RANDOM_NOISE);
    }

    private static Tensor rows(Tensor w, int rows) {
        return w.unsqueeze(1).expand(w.size(0), rows, w.size(1));
    }

    /** From the average generator at this moment's stage, enlarged to the final size. */
    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        long n = fixed.real().size(0);
        Stage stage = growth.apply(Math.max(0, steps - 1)).stage();
        Tensor z = draws.normal(n, g.spec().zDim());
        try (Scope scope = Scope.open();
                Autograd.Recording none = Autograd.pause()) {
            Tensor ws = rows(gEma.w(z), Generator.rows(stage));
            Tensor x = gEma.synthesise(ws, stage, Rendering.CONST_NOISE).clamp(-1, 1);
            int size = g.spec().resolution();
            Tensor large = stage.resolution() == size ? x : Ops.nearest(x, size, size);
            return new Samples(Map.of(TwoPlayers.FAKES, scope.keep(large)), COLUMNS);
        }
    }

    @Override
    public StateDict state() {
        return adamG.state()
                .withPrefix("opt_G.")
                .and(adamMapping.state().withPrefix("opt_mapping."))
                .and(adamD.state().withPrefix("opt_D."))
                .and(new StateDict(Map.of(STEPS, HostTensor.of(new long[] {steps}, 1))));
    }

    @Override
    public void load(StateDict state) {
        adamG.load(state.sub("opt_G."));
        adamMapping.load(state.sub("opt_mapping."));
        adamD.load(state.sub("opt_D."));
        steps = state.get(STEPS)
                .orElseThrow(() -> new IllegalArgumentException("The saved training state has no " + STEPS))
                .toLongs()[0];
    }
}
