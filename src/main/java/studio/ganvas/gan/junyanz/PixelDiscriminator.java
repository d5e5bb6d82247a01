package studio.ganvas.gan.junyanz;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.sequential;

import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Tensor;

/**
 * PixelGAN, the 1 × 1 "patches" of Isola et al. 2017 (arXiv 1611.07004, appendix 6.1.2): judges colours, not shapes.
 *
 * <p>x [N, in, H, W] → scores [N, 1, H, W].
 */
public final class PixelDiscriminator extends Layer {
    private final Sequential net;

    public PixelDiscriminator(int in, int ndf, Norm norm) {
        net = child(
                "net",
                sequential(
                        conv(in, ndf, 1, 1, 0),
                        leakyRelu(0.2),
                        new Conv2d(ndf, 2L * ndf, 1, 1, 0, norm.bias()),
                        norm.layer(2L * ndf),
                        leakyRelu(0.2),
                        new Conv2d(2L * ndf, 1, 1, 1, 0, norm.bias())));
    }

    @Override
    public Tensor forward(Tensor x) {
        return net.forward(x);
    }
}
