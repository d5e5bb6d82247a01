package studio.ganvas.gan.junyanz;

import static studio.ganvas.nn.Layers.convTranspose;
import static studio.ganvas.nn.Layers.dropout;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.relu;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.tanh;

import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.ConvTranspose2d;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * The U-Net (Ronneberger et al. 2015, arXiv 1505.04597) of pix2pix (arXiv 1611.07004, section 3.2 and appendix 6.1.1):
 * {@code downs} halvings to one pixel and back, each level handing its input across. Levels are nested in each other, and
 * so are the names.
 *
 * <p>x [N, in, H, W] → [N, out, H, W] in [−1, 1]; H and W are multiples of 2^downs.
 */
public final class UnetGenerator extends Layer {
    /** Levels that every depth has: 64, 128, 256, 512 channels and the innermost. */
    static final int FEWEST_DOWNS = 5;

    /** Pictures of 4,096 pixels; nobody has published deeper ones. */
    static final int MOST_DOWNS = 12;

    private static final int WIDEST = 8;

    private final Level model;

    /** @param downs 8 for pictures of 256 pixels, 7 for 128, 6 for 64 */
    public UnetGenerator(int in, int out, int ngf, Norm norm, boolean dropout, int downs) {
        if (downs < FEWEST_DOWNS) {
            throw new IllegalArgumentException("A U-Net halves its pictures at least " + FEWEST_DOWNS + " times");
        }
        Level level = new Level(innermost(width(ngf, downs - 2), width(ngf, downs - 1), norm), true);
        for (int depth = downs - 2; depth > 0; depth--) {
            boolean drops = dropout && depth >= FEWEST_DOWNS - 1;
            level = new Level(middle(width(ngf, depth - 1), width(ngf, depth), norm, drops, level), true);
        }
        model = child("model", new Level(outermost(in, ngf, out, norm, level), false));
    }

    /** Channels below the level at {@code depth}: 64, 128, 256, 512, 512 … */
    private static int width(int ngf, int depth) {
        return ngf * Math.min(WIDEST, 1 << depth);
    }

    private static Sequential outermost(int in, int inner, int out, Norm norm, Level below) {
        return sequential(
                new Conv2d(in, inner, 4, 2, 1, norm.bias()), // [N, 64, H/2, W/2]
                below, // [N, 128, H/2, W/2]
                relu(),
                convTranspose(2L * inner, out, 4, 2, 1), // [N, 3, H, W]
                tanh());
    }

    private static Sequential middle(int outer, int inner, Norm norm, boolean drops, Level below) {
        Sequential layers = sequential(
                leakyRelu(0.2),
                new Conv2d(outer, inner, 4, 2, 1, norm.bias()), // [N, inner, H/2, W/2]
                norm.layer(inner),
                below, // [N, 2·inner, H/2, W/2]
                relu(),
                new ConvTranspose2d(2L * inner, outer, 4, 2, 1, 0, norm.bias()), // [N, outer, H, W]
                norm.layer(outer));
        return drops ? layers.add(dropout(0.5)) : layers;
    }

    private static Sequential innermost(int outer, int inner, Norm norm) {
        return sequential(
                leakyRelu(0.2),
                new Conv2d(outer, inner, 4, 2, 1, norm.bias()), // [N, 512, 1, 1]
                relu(),
                new ConvTranspose2d(inner, outer, 4, 2, 1, 0, norm.bias()), // [N, 512, 2, 2]
                norm.layer(outer));
    }

    @Override
    public Tensor forward(Tensor x) {
        return model.forward(x);
    }

    /** One level: its layers' result, after x itself when it is not the outermost. */
    private static final class Level extends Layer {
        private final Sequential model;
        private final boolean skip;

        Level(Sequential layers, boolean skip) {
            this.skip = skip;
            model = child("model", layers);
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = model.forward(x);
            return skip ? Ops.cat(1, x, y) : y;
        }
    }
}
