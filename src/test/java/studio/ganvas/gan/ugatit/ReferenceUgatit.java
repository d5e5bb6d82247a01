package studio.ganvas.gan.ugatit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * For benchmarks only: a step of U-GAT-IT with the operations of the official loop, in their order, on the kernels that Ganvas
 * uses. Each picture passes each network by itself, the generators run again in the second half, the fakes of the first half
 * keep their graphs, gradients are taken for all weights in both halves, AdaLIN normalises twice and mixes, spectral norms
 * divide the weights before each use.
 */
public final class ReferenceUgatit {
    private static final double EPS = 1e-5;

    private final Map<String, Module> networks;
    private final Adam adamG;
    private final Adam adamD;
    private final List<Tensor> all = new ArrayList<>();
    private final boolean light;

    /** @param networks light ones or full ones, filled */
    public ReferenceUgatit(Options options, Map<String, Module> networks, TensorStore store) {
        this.networks = networks;
        Adam.Settings plain = CommonOptions.adam(options);
        Adam.Settings settings = new Adam.Settings(
                plain.lr(), plain.beta1(), plain.beta2(), plain.eps(), options.real(Ugatit.WEIGHT_DECAY));
        adamG = new Adam(parameters(Ugatit.GENERATORS), settings, store);
        adamD = new Adam(parameters(Ugatit.DISCRIMINATORS), settings, store);
        all.addAll(adamD.parameters());
        all.addAll(adamG.parameters());
        light = options.flag(Ugatit.LIGHT);
    }

    private Map<String, Tensor> parameters(List<String> names) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        names.forEach(
                name -> networks.get(name).parameters().forEach((key, tensor) -> all.put(name + "." + key, tensor)));
        return all;
    }

    private record Made(Tensor picture, Tensor logits) {}

    /** One network's weights under their official names. */
    private record Weights(Map<String, Tensor> parameters, Map<String, Tensor> buffers) {
        static Weights of(Module network) {
            return new Weights(network.parameters(), network.buffers());
        }

        Tensor get(String name) {
            return parameters.get(name);
        }

        Tensor conv(Tensor x, String name, int border, int stride) {
            return Ops.conv2d(Ops.reflectionPad(x, border), get(name + ".weight"), Optional.empty(), stride, 0, 1);
        }

        /** W/σ after a power iteration. */
        Tensor normalised(String name) {
            Tensor weight = get(name + ".weight_orig");
            Tensor matrix = weight.flatten();
            Tensor u = buffers.get(name + ".weight_u");
            Tensor v = buffers.get(name + ".weight_v");
            try (Autograd.Recording none = Autograd.pause()) {
                v.set(unit(Ops.matmul(matrix.transpose(0, 1), u)));
                u.set(unit(Ops.matmul(matrix, v)));
            }
            Tensor sigma = u.copy().mul(Ops.matmul(matrix, v.copy())).sum();
            return weight.div(sigma);
        }

        private static Tensor unit(Tensor vector) {
            return vector.div(vector.l2().clamp(1e-12, Float.MAX_VALUE));
        }
    }

    private static Tensor normRelu(Tensor x) {
        return Ops.relu(Ops.instanceNorm(x, Optional.empty(), Optional.empty(), EPS));
    }

    private static Tensor rho(Tensor x, Tensor rho, Tensor gamma, Tensor beta) {
        Tensor instance =
                x.sub(x.mean(true, 2, 3)).div(x.var(true, true, 2, 3).add(EPS).sqrt());
        Tensor layer = x.sub(x.mean(true, 1, 2, 3))
                .div(x.var(true, true, 1, 2, 3).add(EPS).sqrt());
        Tensor mixed = rho.mul(instance).add(rho.neg().add(1).mul(layer));
        return mixed.mul(gamma).add(beta);
    }

    private static Tensor gate(Tensor x, Tensor gap, Tensor gmp) {
        long c = x.size(1);
        return Ops.cat(1, x.mul(gap.reshape(1, c, 1, 1)), x.mul(gmp.reshape(1, c, 1, 1)));
    }

    private Made generator(String name, Tensor x) {
        Weights w = Weights.of(networks.get(name));
        Tensor y = normRelu(w.conv(x, "DownBlock.1", 3, 1));
        y = normRelu(w.conv(y, "DownBlock.5", 1, 2));
        y = normRelu(w.conv(y, "DownBlock.9", 1, 2));
        for (int i = 12; w.parameters().containsKey("DownBlock." + i + ".conv_block.1.weight"); i++) {
            String block = "DownBlock." + i + ".conv_block.";
            Tensor inner = w.conv(normRelu(w.conv(y, block + "1", 1, 1)), block + "5", 1, 1);
            y = y.add(Ops.instanceNorm(inner, Optional.empty(), Optional.empty(), EPS));
        }
        Tensor gap = Ops.linear(y.mean(false, 2, 3), w.get("gap_fc.weight"), Optional.empty());
        Tensor gmp = Ops.linear(y.amax(false, 2, 3), w.get("gmp_fc.weight"), Optional.empty());
        y = gate(y, w.get("gap_fc.weight"), w.get("gmp_fc.weight"));
        y = Ops.relu(Ops.conv2d(y, w.get("conv1x1.weight"), Optional.of(w.get("conv1x1.bias")), 1, 0, 1));
        Tensor style = light ? y.mean(false, 2, 3) : y.flatten();
        style = Ops.relu(Ops.linear(style, w.get("FC.0.weight"), Optional.empty()));
        style = Ops.relu(Ops.linear(style, w.get("FC.2.weight"), Optional.empty()));
        Tensor gamma =
                Ops.linear(style, w.get("gamma.weight"), Optional.empty()).reshape(x.size(0), -1, 1, 1);
        Tensor beta = Ops.linear(style, w.get("beta.weight"), Optional.empty()).reshape(x.size(0), -1, 1, 1);
        for (int i = 1; w.parameters().containsKey("UpBlock1_" + i + ".conv1.weight"); i++) {
            String block = "UpBlock1_" + i + ".";
            Tensor inner = w.conv(y, block + "conv1", 1, 1);
            inner = Ops.relu(rho(inner, w.get(block + "norm1.rho"), gamma, beta));
            inner = w.conv(inner, block + "conv2", 1, 1);
            y = y.add(rho(inner, w.get(block + "norm2.rho"), gamma, beta));
        }
        for (int at : new int[] {2, 7}) {
            y = w.conv(Ops.nearest(y, 2 * y.size(2), 2 * y.size(3)), "UpBlock2." + at, 1, 1);
            String norm = "UpBlock2." + (at + 1) + ".";
            y = Ops.relu(rho(y, w.get(norm + "rho"), w.get(norm + "gamma"), w.get(norm + "beta")));
        }
        return new Made(Ops.tanh(w.conv(y, "UpBlock2.11", 3, 1)), Ops.cat(1, gap, gmp));
    }

    private Made discriminator(String name, Tensor x) {
        Weights w = Weights.of(networks.get(name));
        Tensor y = x;
        List<String> layers = new ArrayList<>();
        for (int i = 1; w.parameters().containsKey("model." + i + ".weight_orig"); i += 3) {
            layers.add("model." + i);
        }
        for (String layer : layers) {
            int stride = layer.equals(layers.get(layers.size() - 1)) ? 1 : 2;
            Tensor padded = Ops.reflectionPad(y, 1);
            y = Ops.leakyRelu(
                    Ops.conv2d(padded, w.normalised(layer), Optional.of(w.get(layer + ".bias")), stride, 0, 1), 0.2);
        }
        Tensor gap = Ops.linear(y.mean(false, 2, 3), w.normalised("gap_fc"), Optional.empty());
        Tensor gmp = Ops.linear(y.amax(false, 2, 3), w.normalised("gmp_fc"), Optional.empty());
        y = gate(y, w.get("gap_fc.weight_orig"), w.get("gmp_fc.weight_orig"));
        y = Ops.conv2d(y, w.get("conv1x1.weight"), Optional.of(w.get("conv1x1.bias")), 1, 0, 1);
        y = Ops.reflectionPad(Ops.leakyRelu(y, 0.2), 1);
        return new Made(Ops.conv2d(y, w.normalised("conv"), Optional.empty(), 1, 0, 1), Ops.cat(1, gap, gmp));
    }

    /** a and b [1, C, H, W]. The totals of {@link UgatitTraining} under their names. */
    public Map<String, Double> step(Tensor a, Tensor b) {
        networks.values().forEach(network -> network.train(true));
        Map<String, Double> losses = new LinkedHashMap<>();
        try (Scope step = Scope.open();
                Autograd.Recording on = Autograd.record()) {
            try (Scope half = Scope.open()) {
                Tensor fakeB = generator("genA2B", a).picture();
                Tensor fakeA = generator("genB2A", b).picture();
                Tensor loss = judge("A", a, fakeA).add(judge("B", b, fakeB));
                losses.put("Discriminator_loss", loss.detach().item());
                adamD.step(
                        Autograd.grad(loss, all).subList(0, adamD.parameters().size()));
            }
            try (Scope half = Scope.open()) {
                Made fakeB = generator("genA2B", a);
                Made fakeA = generator("genB2A", b);
                Tensor cycleA = generator("genB2A", fakeB.picture()).picture();
                Tensor cycleB = generator("genA2B", fakeA.picture()).picture();
                Made sameA = generator("genB2A", a);
                Made sameB = generator("genA2B", b);
                Tensor loss = deceive("A", a, fakeA, cycleA, sameA).add(deceive("B", b, fakeB, cycleB, sameB));
                losses.put("Generator_loss", loss.detach().item());
                List<Tensor> gradients = Autograd.grad(loss, all);
                adamG.step(gradients.subList(adamD.parameters().size(), gradients.size()));
            }
            try (Autograd.Recording none = Autograd.pause()) {
                Ugatit.GENERATORS.forEach(
                        name -> networks.get(name).parameters().forEach((key, value) -> {
                            if (key.endsWith("rho")) {
                                value.clampInPlace(0, 1);
                            }
                        }));
            }
        }
        return losses;
    }

    private Tensor judge(String domain, Tensor real, Tensor fake) {
        Tensor sum = Tensor.zeros();
        for (String view : List.of("G", "L")) {
            Made onReal = discriminator("dis" + view + domain, real);
            Made onFake = discriminator("dis" + view + domain, fake);
            sum = sum.add(Ops.meanSquaredError(onReal.picture(), 1))
                    .add(Ops.meanSquaredError(onFake.picture(), 0))
                    .add(Ops.meanSquaredError(onReal.logits(), 1))
                    .add(Ops.meanSquaredError(onFake.logits(), 0));
        }
        return sum;
    }

    private Tensor deceive(String domain, Tensor real, Made fake, Tensor cycle, Made same) {
        Tensor sum = Tensor.zeros();
        for (String view : List.of("G", "L")) {
            Made seen = discriminator("dis" + view + domain, fake.picture());
            sum = sum.add(Ops.meanSquaredError(seen.picture(), 1)).add(Ops.meanSquaredError(seen.logits(), 1));
        }
        Tensor cam = Ops.binaryCrossEntropyWithLogits(fake.logits(), 1)
                .add(Ops.binaryCrossEntropyWithLogits(same.logits(), 0));
        return sum.add(Ops.meanAbsoluteError(cycle, real).mul(10))
                .add(Ops.meanAbsoluteError(same.picture(), real).mul(10))
                .add(cam.mul(1000));
    }
}
