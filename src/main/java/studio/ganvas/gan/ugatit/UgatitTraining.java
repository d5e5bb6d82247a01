package studio.ganvas.gan.ugatit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.AttentiveTranslator.Attended;
import studio.ganvas.gan.AttentiveTranslator.Judged;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Joined;
import studio.ganvas.gan.LinearDecay;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.nn.Group;
import studio.ganvas.nn.Module;
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
 * The step of section 2.2: first the four discriminators, then both generators, then ρ is clipped to [0, 1].
 *
 * <p>The official loop runs both generators on the real pictures in each of the two halves of a step, though their weights
 * have not changed in between, and each picture by itself. Here one forward serves both halves, and translation and
 * identity share it, since all norms are per sample: six pictures pass the generators in four calls instead of eight in
 * eight. The discriminators judge as often and in the same order as there, since each judgement moves the spectral norms,
 * but read their weights once for a real and a made picture.
 */
final class UgatitTraining implements GanTraining {
    private static final String ADALIN = "rho_adalin_";
    private static final String ILN = "rho_iln_";
    private static final List<String> DOMAINS = List.of("A", "B");
    private static final List<String> VIEWS = List.of("G", "L");

    /** The official variables' names, most telling first; then the rate, and the mean ρ per kind of norm and generator. */
    static final List<String> LOSSES = lossNames();

    private static List<String> lossNames() {
        List<String> names = new ArrayList<>(List.of("Generator_loss", "Discriminator_loss"));
        for (String term : List.of("G_loss_", "D_loss_", "G_cam_loss_", "G_recon_loss_", "G_identity_loss_")) {
            DOMAINS.forEach(domain -> names.add(term + domain));
        }
        for (String term : List.of("G_ad_loss_", "G_ad_cam_loss_", "D_ad_loss_", "D_ad_cam_loss_")) {
            DOMAINS.forEach(domain -> VIEWS.forEach(view -> names.add(term + view + domain)));
        }
        for (String term : List.of(ADALIN, ILN)) {
            Ugatit.GENERATORS.forEach(generator -> names.add(term + generator));
        }
        names.add("lr");
        return List.copyOf(names);
    }

    private final Generator genA2B;
    private final Generator genB2A;
    private final Map<String, Discriminator> critics = new HashMap<>();
    private final Module generators;
    private final Module discriminators;
    private final Adam adamG;
    private final Adam adamD;
    private final Adam.Settings first;
    private final double advWeight;
    private final double cycleWeight;
    private final double identityWeight;
    private final double camWeight;
    private final LinearDecay decay;
    private long step;

    UgatitTraining(Options options, Map<String, Module> networks, TensorStore store) {
        genA2B = (Generator) networks.get("genA2B");
        genB2A = (Generator) networks.get("genB2A");
        Ugatit.DISCRIMINATORS.forEach(name -> critics.put(name, (Discriminator) networks.get(name)));
        generators = group(networks, Ugatit.GENERATORS);
        discriminators = group(networks, Ugatit.DISCRIMINATORS);
        Adam.Settings plain = CommonOptions.adam(options);
        first = new Adam.Settings(
                plain.lr(), plain.beta1(), plain.beta2(), plain.eps(), options.real(Ugatit.WEIGHT_DECAY));
        adamG = new Adam(generators.parameters(), first, store);
        adamD = new Adam(discriminators.parameters(), first, store);
        advWeight = options.real(Ugatit.ADV_WEIGHT);
        cycleWeight = options.real(Ugatit.CYCLE_WEIGHT);
        identityWeight = options.real(Ugatit.IDENTITY_WEIGHT);
        camWeight = options.real(Ugatit.CAM_WEIGHT);
        long half = options.integer(Ugatit.ITERATIONS) / 2;
        decay = options.flag(Ugatit.DECAY) ? new LinearDecay(half, half) : new LinearDecay(Long.MAX_VALUE, 1);
    }

    private static Module group(Map<String, Module> networks, List<String> names) {
        Map<String, Module> chosen = new LinkedHashMap<>();
        names.forEach(name -> chosen.put(name, networks.get(name)));
        return new Group(chosen);
    }

    /** G(x) and G(y), with what the attention takes x and y to be. */
    private record Two(Tensor first, Tensor second, Tensor firstLogits, Tensor secondLogits) {
        static Two of(Generator g, Tensor x, Tensor y) {
            if (!Joined.pays(x)) {
                Attended first = g.forward(x);
                Attended second = g.forward(y);
                return new Two(first.picture(), second.picture(), first.logits(), second.logits());
            }
            long n = x.size(0);
            Attended both = g.forward(Ops.cat(0, x, y));
            List<Tensor> pictures = both.picture().split(0, n, n);
            List<Tensor> logits = both.logits().split(0, n, n);
            return new Two(pictures.get(0), pictures.get(1), logits.get(0), logits.get(1));
        }

        /** Cross-entropy of the attention's classifier: 1 for the generator's source domain, 0 for its target. */
        Tensor camLoss() {
            return Ops.binaryCrossEntropyWithLogits(firstLogits, 1)
                    .add(Ops.binaryCrossEntropyWithLogits(secondLogits, 0));
        }
    }

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        try (StepScope open = StepScope.open(draws, update, generators, discriminators)) {
            Losses losses = new Losses();
            step++;
            Adam.Settings settings = first.withLr(first.lr() * decay.factor(step));
            Tensor a = batch.pictures().get("A");
            Tensor b = batch.pictures().get("B");
            Two toB = Two.of(genA2B, a, b); // A2B(a) and, for identity, A2B(b)
            Two toA = Two.of(genB2A, b, a); // B2A(b) and B2A(a)

            if (update.discriminator()) {
                Tensor lossA = discriminatorLoss("A", a, toA.first().detach(), losses);
                Tensor lossB = discriminatorLoss("B", b, toB.first().detach(), losses);
                Tensor loss = lossA.add(lossB);
                adamD.settings(settings);
                adamD.minimize(loss);
                losses.put("D_loss_A", lossA).put("D_loss_B", lossB).put("Discriminator_loss", loss);
            }

            if (update.generator()) {
                Tensor cycleA = genB2A.forward(toB.first()).picture(); // B2A(A2B(a))
                Tensor cycleB = genA2B.forward(toA.first()).picture();
                Tensor lossA = generatorLoss("A", a, toA, cycleA, losses);
                Tensor lossB = generatorLoss("B", b, toB, cycleB, losses);
                Tensor loss = lossA.add(lossB);
                adamG.settings(settings);
                adamG.minimize(loss);
                clipRho();
                losses.put("G_loss_A", lossA).put("G_loss_B", lossB).put("Generator_loss", loss);
            }
            putRho(losses);
            losses.put("lr", Tensor.full(settings.lr()));
            return losses.read();
        }
    }

    /** Section 2.2: least squares towards 1 for real pictures and 0 for made ones, of patches and of the attention. */
    private Tensor discriminatorLoss(String domain, Tensor real, Tensor fake, Losses losses) {
        Tensor sum = Tensor.zeros();
        for (String view : VIEWS) {
            Discriminator d = critics.get("dis" + view + domain);
            List<Judged> realThenFake = d.forward(real, fake);
            Judged onReal = realThenFake.get(0);
            Judged onFake = realThenFake.get(1);
            Tensor ad = apart(onReal.answers(), onFake.answers());
            Tensor cam = apart(onReal.logits(), onFake.logits());
            losses.put("D_ad_loss_" + view + domain, ad).put("D_ad_cam_loss_" + view + domain, cam);
            sum = sum.add(ad).add(cam);
        }
        return sum.mul(advWeight);
    }

    private static Tensor apart(Tensor real, Tensor fake) {
        return Ops.meanSquaredError(real, 1).add(Ops.meanSquaredError(fake, 0));
    }

    /**
     * Section 2.2: the four parts of the objective for one domain.
     *
     * @param into what was translated into the domain, and the domain's own pictures sent through the same generator
     * @param cycle the domain's pictures after there and back
     */
    private Tensor generatorLoss(String domain, Tensor real, Two into, Tensor cycle, Losses losses) {
        Tensor adversarial = Tensor.zeros();
        for (String view : VIEWS) {
            Judged onFake = critics.get("dis" + view + domain).forward(into.first());
            Tensor ad = Ops.meanSquaredError(onFake.answers(), 1);
            Tensor cam = Ops.meanSquaredError(onFake.logits(), 1);
            losses.put("G_ad_loss_" + view + domain, ad).put("G_ad_cam_loss_" + view + domain, cam);
            adversarial = adversarial.add(ad).add(cam);
        }
        Tensor recon = Ops.meanAbsoluteError(cycle, real);
        Tensor identity = Ops.meanAbsoluteError(into.second(), real);
        Tensor cam = into.camLoss();
        losses.put("G_recon_loss_" + domain, recon);
        losses.put("G_identity_loss_" + domain, identity);
        losses.put("G_cam_loss_" + domain, cam);
        return adversarial
                .mul(advWeight)
                .add(recon.mul(cycleWeight))
                .add(identity.mul(identityWeight))
                .add(cam.mul(camWeight));
    }

    private void clipRho() {
        try (Autograd.Recording none = Autograd.pause()) {
            for (Generator g : List.of(genA2B, genB2A)) {
                g.rhos().values().forEach(rho -> rho.slot().get().clampInPlace(0, 1));
            }
        }
    }

    private void putRho(Losses losses) {
        try (Autograd.Recording none = Autograd.pause()) {
            for (boolean adaLin : new boolean[] {true, false}) {
                String term = adaLin ? ADALIN : ILN;
                losses.put(term + "genA2B", meanRho(genA2B, adaLin)).put(term + "genB2A", meanRho(genB2A, adaLin));
            }
        }
    }

    /** The mean ρ of each layer, {@code rho_genA2B.UpBlock1_1.norm1} and so on; {@link AttentiveTranslator#rhoSeries} names them. */
    @Override
    public Map<String, Double> measures() {
        Losses means = new Losses();
        try (Scope scope = Scope.open();
                Autograd.Recording none = Autograd.pause()) {
            putLayers("genA2B", genA2B, means);
            putLayers("genB2A", genB2A, means);
            return means.read();
        }
    }

    private static void putLayers(String name, Generator generator, Losses means) {
        generator
                .rhos()
                .forEach((layer, rho) -> means.put(
                        AttentiveTranslator.rhoSeries(name, layer),
                        rho.slot().get().mean()));
    }

    private static Tensor meanRho(Generator g, boolean adaLin) {
        List<Tensor> values = new ArrayList<>();
        g.rhos().forEach((layer, rho) -> {
            if (Generator.isAdaLin(layer) == adaLin) {
                values.add(rho.slot().get().reshape(-1));
            }
        });
        return Ops.cat(0, values).mean();
    }

    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        return Strips.of(
                genA2B, genB2A, fixed.pictures().get("A"), fixed.pictures().get("B"));
    }

    @Override
    public StateDict state() {
        return adamG.state()
                .withPrefix("opt_G.")
                .and(adamD.state().withPrefix("opt_D."))
                .and(new StateDict(Map.of("step", HostTensor.of(new long[] {step}))));
    }

    @Override
    public void load(StateDict state) {
        adamG.load(state.sub("opt_G."));
        adamD.load(state.sub("opt_D."));
        step = state.get("step")
                .orElseThrow(() -> new IllegalArgumentException("The saved training state has no step"))
                .toLongs()[0];
    }
}
