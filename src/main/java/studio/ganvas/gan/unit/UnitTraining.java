package studio.ganvas.gan.unit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.LinearDecay;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.nn.Group;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The step of PyTorch-GAN's UNIT: both encoders and generators together, then D1, then D2 on the same fakes. The shared
 * blocks belong to two networks each and, as there, are updated once for each of them.
 *
 * <p>Reconstruction and translation share a forward of each generator, and real and made pictures one of each
 * discriminator, since all norms are per sample.
 */
final class UnitTraining implements GanTraining {
    static final List<String> NETWORKS = List.of("E1", "E2", "G1", "G2", "D1", "D2");
    static final List<String> PICTURES =
            List.of("real_A", "recon_A", "fake_B", "cycle_A", "real_B", "recon_B", "fake_A", "cycle_B");

    /** The official variables' names: ten parts, weighted, then the sums. An underscore marks those of the cycle. */
    static final List<String> LOSSES = List.of(
            "loss_G",
            "loss_D1",
            "loss_D2",
            "loss_GAN_1",
            "loss_GAN_2",
            "loss_KL_1",
            "loss_KL_2",
            "loss_ID_1",
            "loss_ID_2",
            "loss_KL_1_",
            "loss_KL_2_",
            "loss_cyc_1",
            "loss_cyc_2",
            "lr");

    private final Layer e1;
    private final Layer e2;
    private final Layer g1;
    private final Layer g2;
    private final Layer d1;
    private final Layer d2;
    private final Module generators;
    private final Module discriminators;
    private final Adam adamG;
    private final Adam adamD1;
    private final Adam adamD2;
    private final Adam.Settings first;
    private final LinearDecay decay;
    private final double ganWeight;
    private final double klWeight;
    private final double reconWeight;
    private final double cycleKlWeight;
    private final double cycleWeight;
    private long step;

    UnitTraining(Options options, Map<String, Module> networks, TensorStore store) {
        e1 = (Layer) networks.get("E1");
        e2 = (Layer) networks.get("E2");
        g1 = (Layer) networks.get("G1");
        g2 = (Layer) networks.get("G2");
        d1 = (Layer) networks.get("D1");
        d2 = (Layer) networks.get("D2");
        Map<String, Module> makers = new LinkedHashMap<>();
        NETWORKS.subList(0, 4).forEach(name -> makers.put(name, networks.get(name)));
        generators = new Group(makers);
        discriminators = new Group(Map.of("D1", d1, "D2", d2));
        first = CommonOptions.adam(options);
        adamG = new Adam(generators.parameters(), first, store);
        adamD1 = new Adam(d1.parameters(), first, store);
        adamD2 = new Adam(d2.parameters(), first, store);
        long from = options.integer(Unit.DECAY_FROM);
        decay = new LinearDecay(from, Math.max(1, options.integer(Unit.ITERATIONS) - from));
        ganWeight = options.real(Unit.GAN_WEIGHT);
        klWeight = options.real(Unit.KL_WEIGHT);
        reconWeight = options.real(Unit.RECON_WEIGHT);
        cycleKlWeight = options.real(Unit.CYCLE_KL_WEIGHT);
        cycleWeight = options.real(Unit.CYCLE_WEIGHT);
    }

    /** A latent code z = μ + η. */
    private record Code(Tensor mu, Tensor z) {
        static Code of(Layer encoder, Tensor x, Draws draws) {
            Tensor mu = encoder.forward(x);
            return new Code(mu, mu.add(draws.normal(mu.shape())));
        }

        /** The Kullback–Leibler distance to N(0, I), up to a factor: the code's variance is fixed. */
        Tensor kl() {
            return mu.square().mean();
        }
    }

    /** All that the networks make of two batches. */
    private record Pass(
            Code code1,
            Code code2,
            Tensor recon1,
            Tensor fake1,
            Tensor recon2,
            Tensor fake2,
            Code back1,
            Code back2,
            Tensor cycle1,
            Tensor cycle2) {}

    private Pass pass(Tensor x1, Tensor x2, Draws draws) {
        Code code1 = Code.of(e1, x1, draws);
        Code code2 = Code.of(e2, x2, draws);
        List<Tensor> in1 = g1.forward(Ops.cat(0, code1.z(), code2.z())).chunk(0, 2); // G1(z1), G1(z2)
        List<Tensor> in2 = g2.forward(Ops.cat(0, code2.z(), code1.z())).chunk(0, 2); // G2(z2), G2(z1)
        Tensor fake1 = in1.get(1);
        Tensor fake2 = in2.get(1);
        Code back1 = Code.of(e1, fake1, draws);
        Code back2 = Code.of(e2, fake2, draws);
        return new Pass(
                code1,
                code2,
                in1.get(0),
                fake1,
                in2.get(0),
                fake2,
                back1,
                back2,
                g1.forward(back2.z()),
                g2.forward(back1.z()));
    }

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        try (StepScope open = StepScope.open(draws, update, generators, discriminators)) {
            Losses losses = new Losses();
            step++;
            Adam.Settings settings = first.withLr(first.lr() * decay.factor(step));
            Tensor x1 = batch.pictures().get("A");
            Tensor x2 = batch.pictures().get("B");
            Pass pass = pass(x1, x2, draws);

            if (update.generator()) {
                Tensor loss1 = generatorLoss("1", x1, d1, pass.fake1(), pass.code1(), pass.recon1(), losses)
                        .add(cycleLoss("1", x1, pass.back1(), pass.cycle1(), losses));
                Tensor loss2 = generatorLoss("2", x2, d2, pass.fake2(), pass.code2(), pass.recon2(), losses)
                        .add(cycleLoss("2", x2, pass.back2(), pass.cycle2(), losses));
                Tensor loss = loss1.add(loss2);
                adamG.settings(settings);
                adamG.minimize(loss);
                losses.put("loss_G", loss);
            }

            if (update.discriminator()) {
                adamD1.settings(settings);
                adamD2.settings(settings);
                losses.put("loss_D1", learn(adamD1, d1, x1, pass.fake1().detach()));
                losses.put("loss_D2", learn(adamD2, d2, x2, pass.fake2().detach()));
            }
            losses.put("lr", Tensor.full(settings.lr()));
            return losses.read();
        }
    }

    private Tensor generatorLoss(String i, Tensor x, Layer d, Tensor fake, Code code, Tensor recon, Losses losses) {
        Tensor gan = Ops.meanSquaredError(d.forward(fake), 1).mul(ganWeight);
        Tensor kl = code.kl().mul(klWeight);
        Tensor id = Ops.meanAbsoluteError(recon, x).mul(reconWeight);
        losses.put("loss_GAN_" + i, gan).put("loss_KL_" + i, kl).put("loss_ID_" + i, id);
        return gan.add(kl).add(id);
    }

    private Tensor cycleLoss(String i, Tensor x, Code back, Tensor cycle, Losses losses) {
        Tensor kl = back.kl().mul(cycleKlWeight);
        Tensor cyc = Ops.meanAbsoluteError(cycle, x).mul(cycleWeight);
        losses.put("loss_KL_" + i + "_", kl).put("loss_cyc_" + i, cyc);
        return kl.add(cyc);
    }

    private static Tensor learn(Adam adam, Layer d, Tensor real, Tensor fake) {
        List<Tensor> answers = d.forward(Ops.cat(0, real, fake)).chunk(0, 2);
        Tensor loss = Ops.meanSquaredError(answers.get(0), 1).add(Ops.meanSquaredError(answers.get(1), 0));
        adam.minimize(loss);
        return loss;
    }

    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        return Sheets.of(generators, fixed, (a, b) -> {
            Pass pass = pass(a, b, draws);
            return List.of(
                    a, pass.recon1(), pass.fake2(), pass.cycle1(), b, pass.recon2(), pass.fake1(), pass.cycle2());
        });
    }

    @Override
    public StateDict state() {
        return adamG.state()
                .withPrefix("opt_G.")
                .and(adamD1.state().withPrefix("opt_D1."))
                .and(adamD2.state().withPrefix("opt_D2."))
                .and(new StateDict(Map.of("step", HostTensor.of(new long[] {step}))));
    }

    @Override
    public void load(StateDict state) {
        adamG.load(state.sub("opt_G."));
        adamD1.load(state.sub("opt_D1."));
        adamD2.load(state.sub("opt_D2."));
        step = Sheets.step(state);
    }
}
