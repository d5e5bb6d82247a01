package studio.ganvas.gan.cyclegan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.AdversarialLoss;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.junyanz.TranslationOptions;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * For benchmarks only: a step of CycleGAN with the operations of the official loop, in their order, on the kernels that Ganvas
 * uses: each picture passes each network by itself, and the discriminators learn in two backward passes. The pools are as long
 * as nothing has been remembered.
 */
public final class ReferenceCycleGan {
    private final Map<String, Module> networks;
    private final AdversarialLoss loss;
    private final Adam adamG;
    private final Adam adamD;

    /** @param networks filled */
    public ReferenceCycleGan(Options options, Map<String, Module> networks, TensorStore store) {
        this.networks = networks;
        loss = TranslationOptions.loss(options);
        adamG = new Adam(parameters("G_A", "G_B"), CommonOptions.adam(options), store);
        adamD = new Adam(parameters("D_A", "D_B"), CommonOptions.adam(options), store);
    }

    private Map<String, Tensor> parameters(String... names) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (String name : names) {
            networks.get(name).parameters().forEach((key, tensor) -> all.put(name + "." + key, tensor));
        }
        return all;
    }

    private Tensor run(String network, Tensor x) {
        return ((Layer) networks.get(network)).forward(x);
    }

    /** a and b [1, C, H, W]. The losses of {@link CycleGanTraining} under their names. */
    public Map<String, Double> step(Tensor a, Tensor b) {
        Map<String, Double> losses = new LinkedHashMap<>();
        try (Scope step = Scope.open();
                Autograd.Recording on = Autograd.record()) {
            Tensor fakeB = run("G_A", a);
            Tensor recA = run("G_B", fakeB);
            Tensor fakeA = run("G_B", b);
            Tensor recB = run("G_A", fakeA);
            Tensor idtA = Ops.meanAbsoluteError(run("G_A", b), b).mul(5);
            Tensor idtB = Ops.meanAbsoluteError(run("G_B", a), a).mul(5);
            Tensor ganA = loss.of(run("D_A", fakeB), true);
            Tensor ganB = loss.of(run("D_B", fakeA), true);
            Tensor cycleA = Ops.meanAbsoluteError(recA, a).mul(10);
            Tensor cycleB = Ops.meanAbsoluteError(recB, b).mul(10);
            adamG.minimize(ganA.add(ganB).add(cycleA).add(cycleB).add(idtA).add(idtB));
            losses.put("G_A", ganA.detach().item());
            losses.put("cycle_A", cycleA.detach().item());
            losses.put("idt_A", idtA.detach().item());
            losses.put("G_B", ganB.detach().item());
            losses.put("cycle_B", cycleB.detach().item());
            losses.put("idt_B", idtB.detach().item());

            Tensor lossA = judge("D_A", b, fakeB);
            Tensor lossB = judge("D_B", a, fakeA);
            List<Tensor> first = Autograd.grad(lossA, adamD.parameters());
            List<Tensor> second = Autograd.grad(lossB, adamD.parameters());
            try (Autograd.Recording none = Autograd.pause()) {
                int ofA = networks.get("D_A").parameterList().size();
                adamD.step(java.util.stream.IntStream.range(0, first.size())
                        .mapToObj(i -> i < ofA ? first.get(i) : second.get(i))
                        .toList());
            }
            losses.put("D_A", lossA.detach().item());
            losses.put("D_B", lossB.detach().item());
        }
        return losses;
    }

    private Tensor judge(String d, Tensor real, Tensor fake) {
        Tensor onReal = loss.of(run(d, real), true);
        Tensor onFake = loss.of(run(d, fake.detach()), false);
        return onReal.add(onFake).mul(0.5);
    }
}
