package studio.ganvas.gan.unit;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.sequential;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** The authors' discriminator: the same network, with weights of its own, at three scales. */
final class MsImageDis extends Module {
    private static final int SCALES = 3;
    private static final int LAYERS = 4;

    private final List<Layer> scales = new ArrayList<>();

    MsImageDis(int channels, int dim) {
        Sequential cnns = sequential();
        for (int scale = 0; scale < SCALES; scale++) {
            Sequential layers = sequential();
            long in = channels;
            for (int i = 0; i < LAYERS; i++) {
                long out = (long) dim << i;
                layers.add(new VaeGen.Block(conv(in, out, 4, 2, 0), 1, sequential(), leakyRelu(0.2))); // H/2 … H/16
                in = out;
            }
            scales.add(layers.add(conv(in, 1, 1, 1, 0)));
            cnns.add(layers);
        }
        child("cnns", cnns);
        each(layer -> {
            if (layer instanceof Conv2d convolution) {
                convolution.weight().init(Init.normal(0, 0.02));
                convolution.bias().ifPresent(bias -> bias.init(Init.constant(0)));
            }
        });
    }

    /** x [N, C, H, W] → scores of patches at H/16, H/32 and H/64. */
    List<Tensor> forward(Tensor x) {
        List<Tensor> answers = new ArrayList<>();
        Tensor scaled = x;
        for (Layer scale : scales) {
            answers.add(scale.forward(scaled));
            scaled = Ops.averagePool(scaled, 3, 2, 1, false);
        }
        return answers;
    }
}
