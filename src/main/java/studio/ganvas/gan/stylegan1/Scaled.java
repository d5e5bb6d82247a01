package studio.ganvas.gan.stylegan1;

import java.util.Optional;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Layers with equalised learning rate (arXiv 1710.10196, section 4.1): weights are stored with unit variance and used
 * times √(2 / fan-in), here in every layer. Names: {@code bias} and {@code weight_orig} below {@code conv} or {@code
 * linear}.
 */
final class Scaled {
    private Scaled() {}

    private static double gain(long fanIn) {
        return Math.sqrt(2.0 / fanIn);
    }

    /** What a layer stores. */
    private static final class Stored extends Module {
        private final Slot bias;
        private final Slot weight;

        Stored(Init biasInit, long outputs, long... shape) {
            bias = parameter("bias", biasInit, outputs);
            weight = parameter("weight_orig", Init.normal(0, 1), shape);
        }
    }

    /** x [N, in, H, W] → [N, out, H', W']. */
    static final class Conv extends Layer {
        private final Stored conv;
        private final long padding;
        private final double gain;

        Conv(long in, long out, long kernel, long padding) {
            conv = child("conv", new Stored(Init.constant(0), out, out, in, kernel, kernel));
            this.padding = padding;
            gain = gain(in * kernel * kernel);
        }

        @Override
        public Tensor forward(Tensor x) {
            return Ops.conv2d(x, conv.weight.get().mul(gain), Optional.of(conv.bias.get()), 1, padding, 1);
        }
    }

    /** x [N, in] → [N, out]. */
    static final class Linear extends Layer {
        private final Stored linear;
        private final double gain;

        Linear(long in, long out, Init biasInit) {
            linear = child("linear", new Stored(biasInit, out, out, in));
            gain = gain(in);
        }

        /** The weight as used, [out, in]. */
        Tensor matrix() {
            return linear.weight.get().mul(gain);
        }

        @Override
        public Tensor forward(Tensor x) {
            return Ops.linear(x, matrix(), Optional.of(linear.bias.get()));
        }
    }

    /** Noise times a learned strength a channel, added. */
    static final class Noise extends Module {
        private final Slot weight;
        private final double gain;

        Noise(long channels) {
            weight = parameter("weight_orig", Init.constant(0), 1, channels, 1, 1);
            gain = gain(channels);
        }

        /** x [N, C, R, R] and a map that spreads over it. */
        Tensor forward(Tensor x, Tensor map) {
            return x.addcmul(map, weight.get().mul(gain));
        }
    }

    /** The resampling convolutions of high resolutions: {@code weight} and {@code bias}, a 4×4 kernel at stride 2. */
    static final class Resampling extends Layer {
        private final Slot weight;
        private final Slot bias;
        private final double gain;
        private final boolean up;

        /** @param up doubles the size; otherwise halves it */
        Resampling(long in, long out, boolean up) {
            weight = up
                    ? parameter("weight", Init.normal(0, 1), in, out, 3, 3)
                    : parameter("weight", Init.normal(0, 1), out, in, 3, 3);
            bias = parameter("bias", Init.constant(0), out);
            gain = gain(in * 9);
            this.up = up;
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor wide = Ops.constantPad(weight.get().mul(gain / 4), 0, 1, 1, 1, 1); // [·, ·, 5, 5]
            Tensor w = wide.narrow(2, 1, 5)
                    .add(wide.narrow(2, 0, 4))
                    .narrow(3, 1, 5)
                    .add(wide.narrow(2, 1, 5).add(wide.narrow(2, 0, 4)).narrow(3, 0, 4)); // [·, ·, 4, 4]
            long[] stride = {2, 2};
            long[] padding = {1, 1};
            if (up) {
                Tensor y = Ops.convTranspose2d(x, w, stride, padding, 1);
                return y.add(bias.get().reshape(1, -1, 1, 1));
            }
            return Ops.conv2d(x, w, Optional.of(bias.get()), stride, padding, 1);
        }
    }

    /** The low-pass filter [1, 2, 1] along both axes; zeros outside. */
    static final class Blur extends Layer {
        private static final float[] TAPS = {1, 2, 1, 2, 4, 2, 1, 2, 1};

        private final Slot weight;
        private final long channels;

        Blur(long channels) {
            this.channels = channels;
            weight = buffer("weight", Blur::taps, channels, 1, 3, 3);
            // the official code's own backward pass wants it; the filter is symmetric
            buffer("weight_flip", Blur::taps, channels, 1, 3, 3);
        }

        private static Tensor taps(studio.ganvas.tensor.Draws draws, long... shape) {
            return Tensor.of(TAPS, 1, 1, 3, 3).div(16).expand(shape).contiguous();
        }

        @Override
        public Tensor forward(Tensor x) {
            return Ops.conv2d(x, weight.get(), Optional.empty(), 1, 1, channels);
        }
    }
}
