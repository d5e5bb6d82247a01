package studio.ganvas.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.ConvTranspose2d;
import studio.ganvas.nn.Linear;
import studio.ganvas.nn.SpectralNorm;
import studio.ganvas.nn.Weighted;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

class SpectralNormGoldenTest extends TensorTestBase {
    @ParameterizedTest
    @ValueSource(strings = {"conv", "linear", "linear1", "deconv"})
    void everyTrainingCallMakesOnePowerIteration(String variant) {
        Golden golden = Golden.open("units");
        String prefix = "sn." + variant + ".";
        Map<String, HostTensor> state = new LinkedHashMap<>();
        for (String name : List.of("bias", "weight_orig", "weight_u", "weight_v")) {
            golden.io().get(prefix + name).ifPresent(tensor -> state.put(name, tensor));
        }
        SpectralNorm layer = new SpectralNorm(layer(golden, prefix, state.containsKey("bias")));
        layer.load(store, new StateDict(state));
        Tensor x = golden.tensor(prefix + "x").requiresGrad(true);

        layer.train(false);
        golden.check(prefix + "eval0", layer.forward(x));
        layer.train(true);
        int call = 0;
        for (; golden.has(prefix + "call" + call + ".y"); call++) {
            String here = prefix + "call" + call + ".";
            try (Autograd.Recording on = Autograd.record()) {
                Tensor y = layer.forward(x);
                golden.check(here + "y", y);
                golden.check(here + "u", layer.buffers().get("weight_u"));
                golden.check(here + "v", layer.buffers().get("weight_v"));
                Tensor weighted = y.mul(golden.tensor(here + "gy")).sum();
                List<Tensor> gradients = Autograd.grad(
                        weighted, List.of(x, layer.originalWeight().get()));
                golden.check(here + "gx", gradients.get(0));
                golden.check(here + "gweight_orig", gradients.get(1));
            }
        }
        layer.train(false);
        golden.check(prefix + "eval" + call, layer.forward(x));
    }

    /** The layer without padding whose stride follows from the shapes. */
    private static Weighted layer(Golden golden, String prefix, boolean bias) {
        long[] weight = golden.host(prefix + "weight_orig").shape();
        long[] in = golden.host(prefix + "x").shape();
        long[] out = golden.host(prefix + "eval0").shape();
        if (weight.length == 2) {
            return new Linear(weight[1], weight[0], bias);
        }
        if (prefix.contains("deconv")) {
            long stride = (out[2] - weight[2]) / (in[2] - 1);
            return new ConvTranspose2d(weight[0], weight[1], weight[2], stride, 0, 0, bias);
        }
        long stride = (in[2] - weight[2]) / (out[2] - 1);
        return new Conv2d(weight[1], weight[0], weight[2], stride, 0, bias);
    }
}
