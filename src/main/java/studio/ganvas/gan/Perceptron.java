package studio.ganvas.gan;

import static studio.ganvas.nn.Layers.batchNorm;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.linear;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.tanh;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.gan.style.DirectGenerator;
import studio.ganvas.nn.Linear;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Tensor;

/** The multilayer perceptron that makes the pictures of GAN and CGAN, as in eriklindernoren/PyTorch-GAN. */
final class Perceptron {
    /** The reference passes 0.8 where it meant momentum; it arrives as epsilon and belongs to the published weights. */
    private static final double NORM_EPS = 0.8;

    private Perceptron() {}

    /** [N, in] → [N, out] in [−1, 1]; all hidden layers but the first are normalised. */
    static Sequential layers(long in, long out, int... hidden) {
        Sequential model = sequential(linear(in, hidden[0]), leakyRelu(0.2)); // [N, 128]
        for (int i = 1; i < hidden.length; i++) {
            model.add(linear(hidden[i - 1], hidden[i])); // [N, 256], [N, 512], [N, 1024]
            model.add(batchNorm(hidden[i], NORM_EPS));
            model.add(leakyRelu(0.2));
        }
        return model.add(linear(hidden[hidden.length - 1], out)).add(tanh()); // [N, C·S·S]
    }

    /** The same layers for those who look inside: each hidden layer with its activation, then the picture. */
    static List<DirectGenerator.Stage> stages(Sequential model, long channels, long size, int... hidden) {
        List<DirectGenerator.Stage> stages = new ArrayList<>();
        int from = 0;
        for (int width : hidden) {
            int begin = from;
            int end = begin + (begin == 0 ? 2 : 3);
            stages.add(new DirectGenerator.Stage("model." + begin, width, 1, x -> model.forward(x.flatten(), begin, end)
                    .reshape(-1, width, 1, 1)));
            from = end;
        }
        int last = from;
        stages.add(new DirectGenerator.Stage(
                "model." + last, (int) channels, (int) size, x -> model.forward(x.flatten(), last, last + 2)
                        .reshape(-1, channels, size, size)));
        return stages;
    }

    /** The first layer's weight, [hidden, in]. */
    static Tensor entry(Sequential model) {
        return ((Linear) model.children().get("0")).weight().get();
    }
}
