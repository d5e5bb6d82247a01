package studio.ganvas.gan.junyanz;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.sequential;

import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Tensor;

/**
 * PatchGAN (Isola et al. 2017, arXiv 1611.07004, section 3.2.2 and appendix 6.1.2): C64-C128-C256-C512 and a last
 * convolution, so that each answer sees a patch of 70 × 70 pixels with three layers.
 *
 * <p>x [N, in, H, W] → scores [N, 1, H/8 − 2, W/8 − 2] with three layers.
 */
public final class PatchDiscriminator extends Layer {
    private static final int WIDEST = 8;

    private final Sequential model;

    /** @param layers halvings of the picture: 3 as published; more see larger patches */
    public PatchDiscriminator(int in, int ndf, Norm norm, int layers) {
        Sequential stack = sequential(conv(in, ndf, 4, 2, 1), leakyRelu(0.2)); // [N, 64, H/2, W/2]
        int width = ndf;
        for (int i = 1; i <= layers; i++) {
            int next = ndf * Math.min(WIDEST, 1 << i);
            stack.add(new Conv2d(width, next, 4, i < layers ? 2 : 1, 1, norm.bias())); // 128, 256, then 512 at stride 1
            stack.add(norm.layer(next)).add(leakyRelu(0.2));
            width = next;
        }
        model = child("model", stack.add(conv(width, 1, 4, 1, 1)));
    }

    @Override
    public Tensor forward(Tensor x) {
        return model.forward(x);
    }
}
