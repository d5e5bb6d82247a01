package studio.ganvas.gan.unit;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.convTranspose;
import static studio.ganvas.nn.Layers.instanceNorm;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.nothing;
import static studio.ganvas.nn.Layers.reflectionPad;
import static studio.ganvas.nn.Layers.relu;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.tanh;

import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Residual;
import studio.ganvas.nn.Sequential;
import studio.ganvas.nn.Weighted;
import studio.ganvas.tensor.Tensor;

/** The networks of PyTorch-GAN's UNIT. */
final class UnitNetworks {
    private static final int BLOCKS = 3;

    private UnitNetworks() {}

    /** The residual block that two networks have in common: pass the same object to both. */
    static Residual block(long width) {
        return new Residual(
                "conv_block",
                sequential(
                        nothing(), // the border: in the convolution
                        Conv2d.reflected(width, width, true),
                        instanceNorm(width),
                        relu(),
                        nothing(), // the border: in the convolution
                        Conv2d.reflected(width, width, true),
                        instanceNorm(width)));
    }

    /** E_i: x [N, C, H, W] → μ [N, dim·2^halvings, H/2^halvings, W/2^halvings]. */
    static final class Encoder extends Layer {
        private final Sequential modelBlocks;
        private final Residual sharedBlock;

        Encoder(int channels, int dim, int halvings, Residual shared) {
            Sequential layers = sequential(reflectionPad(3), conv(channels, dim, 7, 1, 0)); // [N, dim, H, W]
            layers.add(instanceNorm(dim)).add(leakyRelu(0.2));
            long width = dim;
            for (int i = 0; i < halvings; i++) {
                layers.add(conv(width, 2 * width, 4, 2, 1)); // [N, 2·dim, H/2, W/2] …
                layers.add(instanceNorm(2 * width)).add(relu());
                width *= 2;
            }
            for (int i = 0; i < BLOCKS; i++) {
                layers.add(block(width));
            }
            modelBlocks = child("model_blocks", layers);
            sharedBlock = child("shared_block", shared);
            initialValues(this);
        }

        @Override
        public Tensor forward(Tensor x) {
            return sharedBlock.forward(modelBlocks.forward(x));
        }
    }

    /** G_i: z → [N, C, H, W] in [−1, 1]. */
    static final class Generator extends Layer {
        private final Residual sharedBlock;
        private final Sequential modelBlocks;

        Generator(int channels, int dim, int doublings, Residual shared) {
            sharedBlock = child("shared_block", shared);
            long width = (long) dim << doublings;
            Sequential layers = sequential();
            for (int i = 0; i < BLOCKS; i++) {
                layers.add(block(width));
            }
            for (int i = 0; i < doublings; i++) {
                layers.add(convTranspose(width, width / 2, 4, 2, 1)); // [N, 2·dim, H/2, W/2] …
                layers.add(instanceNorm(width / 2)).add(leakyRelu(0.2));
                width /= 2;
            }
            layers.add(reflectionPad(3)).add(conv(dim, channels, 7, 1, 0)).add(tanh()); // [N, C, H, W]
            modelBlocks = child("model_blocks", layers);
            initialValues(this);
        }

        @Override
        public Tensor forward(Tensor z) {
            return modelBlocks.forward(sharedBlock.forward(z));
        }
    }

    /** D_i: x [N, C, H, W] → scores of patches [N, 1, H/16, W/16]. */
    static final class Discriminator extends Layer {
        private final Sequential model;

        /** @param widths channels of the stages (64, 128, 256, 512), each of which halves the edge */
        Discriminator(int channels, int... widths) {
            Sequential layers = sequential();
            int in = channels;
            for (int i = 0; i < widths.length; i++) {
                layers.add(conv(in, widths[i], 4, 2, 1)); // [N, 64, H/2, W/2] …
                if (i > 0) {
                    layers.add(instanceNorm(widths[i]));
                }
                layers.add(leakyRelu(0.2));
                in = widths[i];
            }
            model = child("model", layers.add(conv(in, 1, 3, 1, 1)));
            initialValues(this);
        }

        @Override
        public Tensor forward(Tensor x) {
            return model.forward(x);
        }
    }

    /** Every convolution normal (0, 0.02), biases as PyTorch has them. */
    private static void initialValues(Module network) {
        network.each(layer -> {
            if (layer instanceof Weighted weighted) {
                weighted.weight().init(Init.normal(0, 0.02));
            }
        });
    }
}
