package studio.ganvas.gan.stylegan2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * The losses of arXiv 1912.04958: non-saturating logistic loss, R1 (Mescheder et al. 2018, arXiv 1801.04406, equation 9)
 * and path length regularisation (section 3.2, equation 4). Recording must be on; random numbers come from {@link
 * Draws#current()}.
 */
final class StyleGan2Loss {
    static final String G_LOSS = "G_loss";
    static final String PL_PENALTY = "pl_penalty";
    static final String D_LOSS = "D_loss";
    static final String R1_PENALTY = "r1_penalty";
    static final String SCORES_REAL = "D_x";
    static final String SCORES_FAKE_D = "D_G_z1";
    static final String SCORES_FAKE_G = "D_G_z2";

    /**
     * Weights of the terms.
     *
     * @param mixing probability that a picture has the styles of two latents (arXiv 1812.04948, section 3.1)
     * @param r1Gamma γ of R1; 0 for none
     * @param plShrink the path length is measured on one of so many pictures
     * @param plDecay share of a new mean path length in the average a
     * @param plWeight weight of the path length penalty; 0 for none
     */
    record Settings(double mixing, double r1Gamma, int plShrink, double plDecay, double plWeight) {}

    /**
     * What a phase computed.
     *
     * @param loss to be differentiated: one number
     * @param perSample terms and scores by name, one number a picture
     */
    record Outcome(Tensor loss, Map<String, Tensor> perSample) {}

    /** Pictures made by G, and the ws they were made from. */
    record Made(Tensor picture, Tensor ws) {}

    private final Generator g;
    private final Discriminator d;
    private final Settings settings;
    private final Rendering rendering;
    private final UnaryOperator<Tensor> augment;
    private final Tensor plMean;

    /**
     * @param augment what D sees of a picture
     * @param plMean a of equation 4, one number; moved by {@link #pathLength}
     */
    StyleGan2Loss(
            Generator g,
            Discriminator d,
            Settings settings,
            Rendering rendering,
            UnaryOperator<Tensor> augment,
            Tensor plMean) {
        this.g = g;
        this.d = d;
        this.settings = settings;
        this.rendering = rendering;
        this.augment = augment;
        this.plMean = plMean;
    }

    /** minimise −log σ(D(G(z))). */
    Outcome generator(Tensor z, Optional<Tensor> c) {
        Tensor scores = d.forward(augment.apply(make(z, c).picture()), c); // [N, 1]
        Tensor loss = Ops.softplus(scores.neg());
        return new Outcome(loss.mean(), Map.of(G_LOSS, loss, SCORES_FAKE_G, scores));
    }

    /** minimise (‖Jᵀy‖ − a)², where J = ∂G(w)/∂w and y is noise. */
    Outcome pathLength(Tensor z, Optional<Tensor> c) {
        long n = Math.max(1, z.size(0) / settings.plShrink());
        Made made = make(z.narrow(0, 0, n), c.map(all -> all.narrow(0, 0, n)));
        Tensor x = made.picture(); // [N, C, S, S]
        Tensor y = Draws.current().normal(x.shape()).mul(1 / Math.sqrt((double) x.size(2) * x.size(3)));
        Tensor gradient =
                Autograd.grad(x.mul(y).sum(), List.of(made.ws()), true).get(0);
        Tensor lengths = gradient.square().sum(false, 2).mean(false, 1).sqrt(); // [N]
        // as in the official code the average has a gradient through this step's share
        Tensor a = plMean.copy().lerp(lengths.mean(), settings.plDecay());
        try (Autograd.Recording none = Autograd.pause()) {
            plMean.set(a);
        }
        Tensor penalty = lengths.sub(a).square();
        return new Outcome(penalty.mean().mul(settings.plWeight()), Map.of(PL_PENALTY, penalty));
    }

    /** minimise −log(1 − σ(D(G(z)))) − log σ(D(x)) and γ/2·‖∇D(x)‖², or one of the two. */
    Outcome discriminator(Tensor real, Tensor z, Optional<Tensor> realC, Optional<Tensor> c, boolean main, boolean r1) {
        Map<String, Tensor> perSample = new LinkedHashMap<>();
        Tensor x = r1 ? real.detach().requiresGrad(true) : real;
        Tensor scores = d.forward(augment.apply(x), realC); // [N, 1]
        perSample.put(SCORES_REAL, scores);
        Tensor loss = Tensor.zeros();
        if (main) {
            Tensor fake;
            try (Autograd.Recording none = Autograd.pause()) {
                fake = make(z, c).picture();
            }
            Tensor scoresFake = d.forward(augment.apply(fake), c);
            Tensor both = Ops.softplus(scoresFake).add(Ops.softplus(scores.neg()));
            loss = loss.add(both.mean());
            perSample.put(SCORES_FAKE_D, scoresFake);
            perSample.put(D_LOSS, both);
        }
        if (r1) {
            Tensor gradient = Autograd.grad(scores.sum(), List.of(x), true).get(0);
            Tensor penalty = gradient.square().sum(false, 1, 2, 3); // [N]
            loss = loss.add(penalty.mean().mul(settings.r1Gamma() / 2));
            perSample.put(R1_PENALTY, penalty);
        }
        return new Outcome(loss, perSample);
    }

    /** Pictures with mixed styles; the average w follows in training. */
    Made make(Tensor z, Optional<Tensor> c) {
        Tensor w = g.mapping().forward(Optional.of(z), c);
        if (g.training()) {
            g.mapping().track(w);
        }
        Tensor ws = mixed(g.rows(w), c);
        return new Made(g.synthesis().forward(ws, rendering), ws);
    }

    private Tensor mixed(Tensor ws, Optional<Tensor> c) {
        if (settings.mixing() == 0) {
            return ws;
        }
        Draws draws = Draws.current();
        long rows = ws.size(1);
        long cutoff = 1 + (long) draws.integers(rows - 1, 1).item();
        boolean mixes = draws.uniform() < settings.mixing();
        Tensor z = draws.normal(ws.size(0), g.spec().mapping().zDim());
        if (!mixes) {
            return ws;
        }
        Tensor others = g.rows(g.mapping().forward(Optional.of(z), c));
        return Ops.cat(1, ws.narrow(1, 0, cutoff), others.narrow(1, cutoff, rows));
    }
}
