package studio.ganvas.gan.unit;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.instanceNorm;
import static studio.ganvas.nn.Layers.relu;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.tanh;
import static studio.ganvas.nn.Layers.upsample;

import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Residual;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** The authors' VAEGen: encoder and decoder of one domain. x [N, C, H, W] → h [N, 4·dim, H/4, W/4] → [N, C, H, W]. */
final class VaeGen extends Module {
    private static final int BLOCKS = 4;

    private final Part enc;
    private final Part dec;

    VaeGen(int channels, int dim) {
        long wide = 4L * dim;
        enc = child(
                "enc",
                new Part(sequential(
                        block(channels, dim, 7, 1, 3, instanceNorm(dim), relu()), // [N, dim, H, W]
                        block(dim, 2L * dim, 4, 2, 1, instanceNorm(2L * dim), relu()), // [N, 2·dim, H/2, W/2]
                        block(2L * dim, wide, 4, 2, 1, instanceNorm(wide), relu()), // [N, 4·dim, H/4, W/4]
                        residuals(wide))));
        dec = child(
                "dec",
                new Part(sequential(
                        residuals(wide),
                        upsample(2),
                        block(wide, 2L * dim, 5, 1, 2, new SampleNorm(2L * dim), relu()), // [N, 2·dim, H/2, W/2]
                        upsample(2),
                        block(2L * dim, dim, 5, 1, 2, new SampleNorm(dim), relu()), // [N, dim, H, W]
                        block(dim, channels, 7, 1, 3, sequential(), tanh())))); // [N, C, H, W]
        each(layer -> {
            if (layer instanceof Conv2d convolution) {
                convolution.weight().init(Init.kaiming());
                convolution.bias().ifPresent(bias -> bias.init(Init.constant(0)));
            }
        });
    }

    /** The mean of the code's distribution N(h, I). */
    Tensor encode(Tensor x) {
        return enc.forward(x);
    }

    Tensor decode(Tensor code) {
        return dec.forward(code);
    }

    /** {@code enc} and {@code dec} hold their layers under {@code model}. */
    private static final class Part extends Layer {
        private final Sequential model;

        Part(Sequential model) {
            this.model = child("model", model);
        }

        @Override
        public Tensor forward(Tensor x) {
            return model.forward(x);
        }
    }

    private static Block block(long in, long out, long kernel, long stride, long border, Layer norm, Layer activation) {
        return new Block(conv(in, out, kernel, stride, 0), border, norm, activation);
    }

    private static Part residuals(long width) {
        Sequential blocks = sequential();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(new Residual(
                    "model",
                    sequential(
                            block(width, width, 3, 1, 1, instanceNorm(width), relu()),
                            block(width, width, 3, 1, 1, instanceNorm(width), sequential()))));
        }
        return new Part(blocks);
    }

    /** The authors' Conv2dBlock: reflected border, convolution, norm, activation. */
    static final class Block extends Layer {
        private final Layer conv;
        private final long border;
        private final Layer norm;
        private final Layer activation;

        Block(Layer conv, long border, Layer norm, Layer activation) {
            this.border = border;
            this.conv = child("conv", conv);
            this.norm = child("norm", norm);
            this.activation = child("activation", activation);
        }

        @Override
        public Tensor forward(Tensor x) {
            return activation.forward(norm.forward(conv.forward(Ops.reflectionPad(x, border))));
        }
    }

    /** The authors' LayerNorm: over a whole sample, divided by the unbiased deviation plus ε (not under the root). */
    static final class SampleNorm extends Layer {
        private static final double EPS = 1e-5;

        private final Slot gamma;
        private final Slot beta;

        SampleNorm(long features) {
            gamma = parameter("gamma", (draws, shape) -> draws.uniform(shape), features);
            beta = parameter("beta", Init.constant(0), features);
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor.VarMean sample = x.varMean(true, true, 1, 2, 3); // [N, 1, 1, 1]
            Tensor scale = gamma.get()
                    .reshape(1, -1, 1, 1)
                    .mul(sample.var().sqrt().add(EPS).reciprocal()); // [N, C, 1, 1]
            Tensor shift = beta.get().reshape(1, -1, 1, 1).sub(sample.mean().mul(scale));
            return shift.addcmul(x, scale);
        }
    }
}
