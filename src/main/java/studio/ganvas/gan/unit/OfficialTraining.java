package studio.ganvas.gan.unit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.GanTraining;
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
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The step of the authors' trainer: discriminators first, then both generators, each half with fresh noise on the codes.
 * The codes' means are the same in both halves, so the pictures are encoded once.
 */
final class OfficialTraining implements GanTraining {
    static final List<String> NETWORKS = List.of("gen_a", "gen_b", "dis_a", "dis_b");

    /** The authors' names. */
    static final List<String> LOSSES = List.of(
            "loss_gen_total",
            "loss_dis_total",
            "loss_gen_adv_a",
            "loss_gen_adv_b",
            "loss_gen_recon_x_a",
            "loss_gen_recon_x_b",
            "loss_gen_recon_kl_a",
            "loss_gen_recon_kl_b",
            "loss_gen_cyc_x_a",
            "loss_gen_cyc_x_b",
            "loss_gen_recon_kl_cyc_aba",
            "loss_gen_recon_kl_cyc_bab",
            "loss_dis_a",
            "loss_dis_b",
            "lr");

    private final VaeGen a;
    private final VaeGen b;
    private final MsImageDis disA;
    private final MsImageDis disB;
    private final Module generators;
    private final Module discriminators;
    private final Adam adamG;
    private final Adam adamD;
    private final Adam.Settings first;
    private final long halveEvery;
    private final double ganWeight;
    private final double reconWeight;
    private final double klWeight;
    private final double cycleWeight;
    private final double cycleKlWeight;
    private long step;

    OfficialTraining(Options options, Map<String, Module> networks, TensorStore store) {
        a = (VaeGen) networks.get("gen_a");
        b = (VaeGen) networks.get("gen_b");
        disA = (MsImageDis) networks.get("dis_a");
        disB = (MsImageDis) networks.get("dis_b");
        generators = group("gen_a", a, "gen_b", b);
        discriminators = group("dis_a", disA, "dis_b", disB);
        Adam.Settings plain = CommonOptions.adam(options);
        first = new Adam.Settings(
                plain.lr(), plain.beta1(), plain.beta2(), plain.eps(), options.real(UnitOptions.WEIGHT_DECAY));
        adamG = new Adam(generators.parameters(), first, store);
        adamD = new Adam(discriminators.parameters(), first, store);
        halveEvery = options.integer(OfficialUnit.HALVE_EVERY);
        ganWeight = options.real(OfficialUnit.GAN_WEIGHT);
        reconWeight = options.real(OfficialUnit.RECON_WEIGHT);
        klWeight = options.real(OfficialUnit.KL_WEIGHT);
        cycleWeight = options.real(OfficialUnit.CYCLE_WEIGHT);
        cycleKlWeight = options.real(OfficialUnit.CYCLE_KL_WEIGHT);
    }

    private static Group group(String name1, Module one, String name2, Module two) {
        Map<String, Module> both = new LinkedHashMap<>();
        both.put(name1, one);
        both.put(name2, two);
        return new Group(both);
    }

    private static Tensor noisy(Tensor h, Draws draws) {
        return h.add(draws.normal(h.shape()));
    }

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        try (StepScope open = StepScope.open(draws, update, generators, discriminators)) {
            Losses losses = new Losses();
            step++;
            Adam.Settings settings = first.withLr(first.lr() * Math.pow(0.5, step / halveEvery));
            Tensor xA = batch.pictures().get("A");
            Tensor xB = batch.pictures().get("B");
            Tensor hA = a.encode(xA);
            Tensor hB = b.encode(xB);

            if (update.discriminator()) {
                Tensor[] fakes = fakes(noisy(hA, draws), noisy(hB, draws));
                Tensor lossA = discriminatorLoss(disA, xA, fakes[0]);
                Tensor lossB = discriminatorLoss(disB, xB, fakes[1]);
                Tensor loss = lossA.add(lossB).mul(ganWeight);
                adamD.settings(settings);
                adamD.minimize(loss);
                losses.put("loss_dis_a", lossA).put("loss_dis_b", lossB).put("loss_dis_total", loss);
            }

            if (update.generator()) {
                Tensor loss = generatorLoss(xA, xB, hA, hB, draws, losses);
                adamG.settings(settings);
                adamG.minimize(loss);
                losses.put("loss_gen_total", loss);
            }
            losses.put("lr", Tensor.full(settings.lr()));
            return losses.read();
        }
    }

    /** B in A's clothes, A in B's; without gradients. */
    private Tensor[] fakes(Tensor zA, Tensor zB) {
        try (Autograd.Recording none = Autograd.pause()) {
            return new Tensor[] {a.decode(zB), b.decode(zA)};
        }
    }

    private static Tensor discriminatorLoss(MsImageDis d, Tensor real, Tensor fake) {
        Tensor sum = Tensor.zeros();
        for (Tensor scale : d.forward(Ops.cat(0, fake, real))) {
            List<Tensor> answers = scale.chunk(0, 2);
            sum = sum.add(Ops.meanSquaredError(answers.get(0), 0)).add(Ops.meanSquaredError(answers.get(1), 1));
        }
        return sum;
    }

    private static Tensor adversarial(MsImageDis d, Tensor fake) {
        Tensor sum = Tensor.zeros();
        for (Tensor answers : d.forward(fake)) {
            sum = sum.add(Ops.meanSquaredError(answers, 1));
        }
        return sum;
    }

    private Tensor generatorLoss(Tensor xA, Tensor xB, Tensor hA, Tensor hB, Draws draws, Losses losses) {
        Tensor zA = noisy(hA, draws);
        Tensor zB = noisy(hB, draws);
        List<Tensor> byA = a.decode(Ops.cat(0, zA, zB)).chunk(0, 2); // x_a_recon, x_ba
        List<Tensor> byB = b.decode(Ops.cat(0, zB, zA)).chunk(0, 2); // x_b_recon, x_ab
        Tensor backB = a.encode(byA.get(1));
        Tensor backA = b.encode(byB.get(1));
        Tensor cycleA = a.decode(noisy(backA, draws));
        Tensor cycleB = b.decode(noisy(backB, draws));

        Map<String, Tensor> parts = new LinkedHashMap<>();
        parts.put("loss_gen_adv_a", adversarial(disA, byA.get(1)));
        parts.put("loss_gen_adv_b", adversarial(disB, byB.get(1)));
        parts.put("loss_gen_recon_x_a", Ops.meanAbsoluteError(byA.get(0), xA));
        parts.put("loss_gen_recon_x_b", Ops.meanAbsoluteError(byB.get(0), xB));
        parts.put("loss_gen_recon_kl_a", hA.square().mean());
        parts.put("loss_gen_recon_kl_b", hB.square().mean());
        parts.put("loss_gen_cyc_x_a", Ops.meanAbsoluteError(cycleA, xA));
        parts.put("loss_gen_cyc_x_b", Ops.meanAbsoluteError(cycleB, xB));
        parts.put("loss_gen_recon_kl_cyc_aba", backA.square().mean());
        parts.put("loss_gen_recon_kl_cyc_bab", backB.square().mean());
        Tensor loss = Tensor.zeros();
        for (Map.Entry<String, Tensor> part : parts.entrySet()) {
            losses.put(part.getKey(), part.getValue());
            loss = loss.add(part.getValue().mul(weightOf(part.getKey())));
        }
        return loss;
    }

    private double weightOf(String part) {
        if (part.startsWith("loss_gen_adv")) {
            return ganWeight;
        } else if (part.startsWith("loss_gen_recon_kl_cyc")) {
            return cycleKlWeight;
        } else if (part.startsWith("loss_gen_recon_kl")) {
            return klWeight;
        }
        return part.startsWith("loss_gen_cyc") ? cycleWeight : reconWeight;
    }

    /** Without noise on the codes, as the authors show their test pictures. */
    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        return Sheets.of(generators, fixed, (xA, xB) -> {
            Tensor hA = a.encode(xA);
            Tensor hB = b.encode(xB);
            Tensor fakeB = b.decode(hA);
            Tensor fakeA = a.decode(hB);
            return List.of(
                    xA,
                    a.decode(hA),
                    fakeB,
                    a.decode(b.encode(fakeB)),
                    xB,
                    b.decode(hB),
                    fakeA,
                    b.decode(a.encode(fakeA)));
        });
    }

    @Override
    public StateDict state() {
        return adamG.state()
                .withPrefix("opt_gen.")
                .and(adamD.state().withPrefix("opt_dis."))
                .and(new StateDict(Map.of("step", HostTensor.of(new long[] {step}))));
    }

    @Override
    public void load(StateDict state) {
        adamG.load(state.sub("opt_gen."));
        adamD.load(state.sub("opt_dis."));
        step = Sheets.step(state);
    }
}
