package studio.ganvas.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.gan.AdversarialLoss;
import studio.ganvas.gan.GradientPenalty;
import studio.ganvas.nn.AdaLin;
import studio.ganvas.nn.BatchNorm;
import studio.ganvas.nn.Iln;
import studio.ganvas.nn.Layers;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

class UnitsGoldenTest extends TensorTestBase {
    private static final double LAMBDA = 10;
    private static final double BN_EPS = 0.8;

    private Golden golden;

    @BeforeEach
    void load() {
        golden = Golden.open("units");
    }

    // ---- losses -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void adversarialLossesAndTheirGradientsAgree(AdversarialLoss loss) {
        for (boolean real : new boolean[] {true, false}) {
            String name = "ganloss." + loss.name().toLowerCase(java.util.Locale.ROOT) + (real ? ".True" : ".False");
            Tensor answers = golden.tensor("ganloss.pred").requiresGrad(true);
            try (Autograd.Recording on = Autograd.record()) {
                Tensor value = loss.of(answers, real);
                Golden.checkLoss(
                        name, value.item(), golden.expectations().path(name).asDouble());
                golden.check(
                        name + ".grad", Autograd.grad(value, List.of(answers)).get(0));
            }
        }
    }

    @Test
    void gradientPenaltyAndItsGradientsAgree() {
        List<String> names = List.of("0.weight", "0.bias", "2.weight", "2.bias");
        List<Tensor> weights = names.stream()
                .map(name -> golden.tensor("gp.D." + name).requiresGrad(true))
                .toList();
        UnaryOperator<Tensor> d = x -> {
            Tensor hidden = Ops.conv2d(x, weights.get(0), Optional.of(weights.get(1)), 2, 1, 1);
            return Ops.conv2d(Ops.leakyRelu(hidden, 0.2), weights.get(2), Optional.of(weights.get(3)), 1, 1, 1);
        };
        try (Autograd.Recording on = Autograd.record()) {
            Tensor penalty = GradientPenalty.of(
                    d, golden.tensor("gp.real"), golden.tensor("gp.fake"), golden.tensor("gp.alpha"), LAMBDA);
            Golden.checkLoss(
                    "gp.value",
                    penalty.item(),
                    golden.expectations().path("gp.value").asDouble());
            List<Tensor> gradients = Autograd.grad(penalty, weights);
            for (int i = 0; i < names.size(); i++) {
                golden.check("gp.grad." + names.get(i), gradients.get(i));
            }
        }
    }

    @Test
    void crossEntropyClampsItsLogarithms() {
        Tensor p = golden.tensor("layers.p");
        for (int target = 0; target <= 1; target++) {
            float[] terms = new float[(int) p.numel()];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = (float)
                        Ops.binaryCrossEntropy(p.narrow(0, i, i + 1), target).item();
            }
            golden.check("layers.bce_t" + target, HostTensor.of(terms, terms.length));
        }
    }

    // ---- optimizer ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"beta05_wd", "beta0", "default", "duplicate"})
    void adamAgrees(String variant) {
        String name = "adam." + variant + ".out";
        Tensor w = store.own(golden.tensor("adam.w")).requiresGrad(true);
        Map<String, Tensor> named = new LinkedHashMap<>(Map.of("w", w));
        if (variant.equals("duplicate")) {
            named.put("w listed again", w);
        }
        Adam adam = new Adam(named, settings(golden.meaning(name)), store);
        Tensor gradients = golden.tensor("adam.grads");
        List<Tensor> after = new java.util.ArrayList<>();
        for (int step = 0; step < gradients.size(0); step++) {
            Tensor gradient = gradients.select(0, step).copy();
            adam.step(named.keySet().stream().map(each -> gradient).toList());
            after.add(w.copy());
        }
        golden.check(name, Ops.stack(0, after));
    }

    /** From words such as {@code {'lr': 0.01, 'betas': (0.5, 0.999), 'weight_decay': 0.01}} or {@code lr 1e-2}. */
    private static Adam.Settings settings(String meaning) {
        Matcher betas = Pattern.compile("betas'?:? \\((\\S+), (\\S+)\\)").matcher(meaning);
        boolean given = betas.find();
        return new Adam.Settings(
                number(meaning, "lr", 1e-3),
                given ? Double.parseDouble(betas.group(1)) : 0.9,
                given ? Double.parseDouble(betas.group(2)) : 0.999,
                number(meaning, "eps", 1e-8),
                number(meaning, "weight_decay", 0));
    }

    private static double number(String meaning, String key, double otherwise) {
        Matcher value = Pattern.compile("\\b" + key + "'?:? ([0-9.e-]+)").matcher(meaning);
        return value.find() ? Double.parseDouble(value.group(1)) : otherwise;
    }

    // ---- layers -------------------------------------------------------------------------------------------------

    @Test
    void padsAgree() {
        Tensor x = golden.tensor("layers.x");
        golden.check("layers.reflect_pad3", Layers.reflectionPad(3).forward(x));
        golden.check("layers.reflect_pad_0101", Ops.reflectionPad(x, 0, 1, 0, 1));
    }

    @Test
    void resizesAgree() {
        Tensor x = golden.tensor("layers.x");
        golden.check("layers.upsample_nearest", Layers.upsample(2).forward(x));
        long[] aligned = golden.host("layers.bilinear_ac").shape();
        golden.check("layers.bilinear_ac", Ops.bilinear(x, aligned[2], aligned[3], true, false));
        long[] plain = golden.host("layers.bilinear_nac").shape();
        golden.check("layers.bilinear_nac", Ops.bilinear(x, plain[2], plain[3], false, false));
    }

    @Test
    void normsAgree() {
        Tensor x = golden.tensor("layers.x");
        golden.check("layers.instance_norm", Layers.instanceNorm(x.size(1)).forward(x));
        golden.check("layers.groupnorm1", Ops.groupNorm(x, 1, Optional.empty(), Optional.empty(), 1e-5));
    }

    @Test
    void batchNormAgreesWithTheBatchAndThenWithItsRunningStatistics() {
        Tensor x = golden.tensor("layers.x");
        BatchNorm norm = Layers.batchNorm(x.size(1), BN_EPS);
        norm.load(
                store,
                new StateDict(Map.of(
                        "weight", Tensor.full(1, x.size(1)).toHost(),
                        "bias", Tensor.zeros(x.size(1)).toHost(),
                        "running_mean", Tensor.zeros(x.size(1)).toHost(),
                        "running_var", Tensor.full(1, x.size(1)).toHost())));
        golden.check("layers.bn_eps08_train", norm.forward(x));
        golden.check("layers.bn_eps08_mean", norm.buffers().get("running_mean"));
        golden.check("layers.bn_eps08_var", norm.buffers().get("running_var"));
        assertThat(norm.buffers().get("num_batches_tracked").item()).isEqualTo(1);
        norm.train(false);
        golden.check("layers.bn_eps08_eval", norm.forward(x));
    }

    @Test
    void poolsAndActivationsAgree() {
        Tensor x = golden.tensor("layers.x");
        golden.check("layers.amp", Ops.cat(1, x.mean(true, 2, 3), x.amax(true, 2, 3)));
        Tensor z = golden.tensor("layers.z");
        golden.check("layers.softplus", Ops.softplus(z));
        golden.check("layers.bce_probs", Ops.sigmoid(z));
    }

    @Test
    void adaLinAndItsGradientsAgree() {
        for (int i = 0; golden.has("adailn." + i + ".x"); i++) {
            String prefix = "adailn." + i + ".";
            Tensor x = golden.tensor(prefix + "x").requiresGrad(true);
            Tensor gamma = golden.tensor(prefix + "gamma").requiresGrad(true);
            Tensor beta = golden.tensor(prefix + "beta").requiresGrad(true);
            AdaLin layer = new AdaLin(x.size(1));
            layer.load(store, new StateDict(Map.of("rho", golden.host(prefix + "rho"))));
            try (Autograd.Recording on = Autograd.record()) {
                Tensor y = layer.forward(x, gamma, beta);
                golden.check(prefix + "y", y);
                Tensor weighted = y.mul(golden.tensor(prefix + "gy")).sum();
                Tensor rho = layer.rho().slot().get();
                checkGradients(prefix, weighted, List.of("x", "gamma", "beta", "rho"), List.of(x, gamma, beta, rho));
            }
        }
    }

    @Test
    void ilnAndItsGradientsAgree() {
        for (int i = 0; golden.has("iln." + i + ".x"); i++) {
            String prefix = "iln." + i + ".";
            Tensor x = golden.tensor(prefix + "x").requiresGrad(true);
            Iln layer = new Iln(x.size(1));
            layer.load(
                    store,
                    new StateDict(Map.of(
                            "rho", golden.host(prefix + "rho"),
                            "gamma", golden.host(prefix + "gamma"),
                            "beta", golden.host(prefix + "beta"))));
            try (Autograd.Recording on = Autograd.record()) {
                Tensor y = layer.forward(x);
                golden.check(prefix + "y", y);
                Tensor weighted = y.mul(golden.tensor(prefix + "gy")).sum();
                Map<String, Tensor> own = layer.parameters();
                checkGradients(
                        prefix,
                        weighted,
                        List.of("x", "rho", "gamma", "beta"),
                        List.of(x, own.get("rho"), own.get("gamma"), own.get("beta")));
            }
        }
    }

    private void checkGradients(String prefix, Tensor y, List<String> names, List<Tensor> xs) {
        List<Tensor> gradients = Autograd.grad(y, xs);
        for (int i = 0; i < names.size(); i++) {
            golden.check(prefix + "g" + names.get(i), gradients.get(i));
        }
    }

    @Test
    void rhoIsClipped() {
        Tensor rho = golden.tensor("rhoclip.before");
        rho.clampInPlace(0, 1);
        golden.check("rhoclip.after", rho);
    }
}
