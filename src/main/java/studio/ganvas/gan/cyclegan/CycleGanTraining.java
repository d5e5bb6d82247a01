package studio.ganvas.gan.cyclegan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.Losses;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.StepScope;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.junyanz.TranslationTraining;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The objective of section 3 (equations 1 to 4) with the identity loss of section 5.2; the generators learn first.
 *
 * <pre>
 *   a, b            x, y
 *   fakeB, fakeA    G(x), F(y)
 *   recA, recB      F(G(x)), G(F(y))
 *   idtA, idtB      G(y), F(x)
 * </pre>
 */
final class CycleGanTraining extends TranslationTraining {
    private final Layer genA;
    private final Layer genB;
    private final Layer disA;
    private final Layer disB;
    private final ImagePool poolA;
    private final ImagePool poolB;
    private final double lambdaA;
    private final double lambdaB;
    private final double lambdaIdentity;

    CycleGanTraining(Options options, Map<String, Module> networks, TensorStore store) {
        super(options, networks, store);
        genA = (Layer) networks.get("G_A");
        genB = (Layer) networks.get("G_B");
        disA = (Layer) networks.get("D_A");
        disB = (Layer) networks.get("D_B");
        poolA = new ImagePool(options.integer(CycleGan.POOL_SIZE), store);
        poolB = new ImagePool(options.integer(CycleGan.POOL_SIZE), store);
        lambdaA = options.real(CycleGan.LAMBDA_A);
        lambdaB = options.real(CycleGan.LAMBDA_B);
        lambdaIdentity = options.real(CycleGan.LAMBDA_IDENTITY);
    }

    /** What the generators make of a batch. */
    private record Made(Tensor fakeA, Tensor fakeB, Tensor recA, Tensor recB, Tensor idtA, Tensor idtB) {}

    @Override
    public Map<String, Double> step(TrainBatch batch, Update update, Draws draws) {
        try (StepScope step = StepScope.open(draws, update, List.of(genA, genB), List.of(disA, disB))) {
            Losses losses = new Losses();
            decay.advance();
            Tensor a = realA(batch);
            Tensor b = realB(batch);
            Tensor fakeA;
            Tensor fakeB;
            if (update.generator()) {
                Made made = make(a, b, lambdaIdentity > 0);
                learnG(a, b, made, losses);
                fakeA = made.fakeA();
                fakeB = made.fakeB();
            } else {
                fakeB = recordedIf(false, () -> genA.forward(a));
                fakeA = recordedIf(false, () -> genB.forward(b));
            }
            if (update.discriminator()) {
                Tensor lossA = lossD(disA, b, poolB.query(fakeB, draws), draws);
                Tensor lossB = lossD(disB, a, poolA.query(fakeA, draws), draws);
                adamD.minimize(lossA.add(lossB));
                losses.put("D_A", lossA).put("D_B", lossB);
            }
            return losses.read();
        }
    }

    /** All forwards of the generators; with running statistics in the official order, which they depend on. */
    private Made make(Tensor a, Tensor b, boolean identity) {
        if (identity && perSample()) {
            List<Tensor> fromA = both(genA, a, b); // G(x), G(y)
            List<Tensor> fromB = both(genB, b, a); // F(y), F(x)
            Tensor fakeB = fromA.get(0);
            Tensor fakeA = fromB.get(0);
            return new Made(fakeA, fakeB, genB.forward(fakeB), genA.forward(fakeA), fromA.get(1), fromB.get(1));
        }
        Tensor fakeB = genA.forward(a);
        Tensor recA = genB.forward(fakeB);
        Tensor fakeA = genB.forward(b);
        Tensor recB = genA.forward(fakeA);
        return new Made(fakeA, fakeB, recA, recB, identity ? genA.forward(b) : b, identity ? genB.forward(a) : a);
    }

    /** L(D_Y(G(x)), 1) + L(D_X(F(y)), 1) + λ_A ‖F(G(x)) − x‖₁ + λ_B ‖G(F(y)) − y‖₁ + identity; D is not touched. */
    private void learnG(Tensor a, Tensor b, Made made, Losses losses) {
        Tensor ganA = loss.of(disA.forward(made.fakeB()), true);
        Tensor ganB = loss.of(disB.forward(made.fakeA()), true);
        Tensor cycleA = Ops.meanAbsoluteError(made.recA(), a).mul(lambdaA);
        Tensor cycleB = Ops.meanAbsoluteError(made.recB(), b).mul(lambdaB);
        // each identity has the weight of the set that its picture is of
        Tensor idtA = Ops.meanAbsoluteError(made.idtA(), b).mul(lambdaB * lambdaIdentity);
        Tensor idtB = Ops.meanAbsoluteError(made.idtB(), a).mul(lambdaA * lambdaIdentity);
        adamG.minimize(ganA.add(ganB).add(cycleA).add(cycleB).add(idtA).add(idtB));
        losses.put("G_A", ganA).put("cycle_A", cycleA).put("idt_A", idtA);
        losses.put("G_B", ganB).put("cycle_B", cycleB).put("idt_B", idtB);
    }

    /** ½ (L(D(real), 1) + L(D(remembered), 0)). */
    private Tensor lossD(Layer d, Tensor real, Tensor remembered, Draws draws) {
        List<Tensor> answers = both(d, real, remembered);
        Tensor lossReal = loss.of(answers.get(0), true);
        Tensor lossFake = loss.of(answers.get(1), false);
        return lossD(d, real, remembered, lossReal, lossFake, draws);
    }

    @Override
    public Samples samples(TrainBatch fixed, Draws draws) {
        return sheet(List.of(genA, genB), draws, fixed, (a, b) -> {
            Made made = make(a, b, true);
            List<Tensor> row =
                    List.of(a, made.fakeB(), made.recA(), made.idtB(), b, made.fakeA(), made.recB(), made.idtA());
            Map<String, Tensor> pictures = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                pictures.put(CycleGan.PICTURES.get(i), row.get(i));
            }
            return pictures;
        });
    }

    @Override
    public StateDict state() {
        return super.state()
                .and(poolA.state().withPrefix("fake_A_pool."))
                .and(poolB.state().withPrefix("fake_B_pool."));
    }

    @Override
    public void load(StateDict state) {
        super.load(state);
        poolA.load(state.sub("fake_A_pool."));
        poolB.load(state.sub("fake_B_pool."));
    }
}
