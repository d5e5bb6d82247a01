package studio.ganvas.gan.junyanz;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.dropout;
import static studio.ganvas.nn.Layers.nothing;
import static studio.ganvas.nn.Layers.reflectionPad;
import static studio.ganvas.nn.Layers.relu;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.tanh;

import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.ConvTranspose2d;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Tensor;

/**
 * The generator of Johnson, Alahi and Fei-Fei 2016 (arXiv 1603.08155) as CycleGAN has it (arXiv 1703.10593, appendix
 * 7.2): c7s1-64, d128, d256, R256 × blocks, u128, u64, c7s1-3.
 *
 * <p>x [N, in, H, W] → [N, out, H, W] in [−1, 1]; H and W are multiples of 4 (others grow to the next one).
 */
public final class ResnetGenerator extends Layer {
    private static final int HALVINGS = 2;

    private final Sequential model;

    public ResnetGenerator(int in, int out, int ngf, Norm norm, boolean dropout, int blocks) {
        Sequential layers = sequential(reflectionPad(3), new Conv2d(in, ngf, 7, 1, 0, norm.bias()));
        layers.add(norm.layer(ngf)).add(relu()); // [N, 64, H, W]
        int width = ngf;
        for (int i = 0; i < HALVINGS; i++, width *= 2) {
            layers.add(new Conv2d(width, 2L * width, 3, 2, 1, norm.bias())); // [N, 128, H/2, W/2], [N, 256, H/4, W/4]
            layers.add(norm.layer(2L * width)).add(relu());
        }
        for (int i = 0; i < blocks; i++) {
            layers.add(new Block(width, norm, dropout)); // [N, 256, H/4, W/4]
        }
        for (int i = 0; i < HALVINGS; i++, width /= 2) {
            layers.add(new ConvTranspose2d(width, width / 2, 3, 2, 1, 1, norm.bias())); // [N, 128, …], [N, 64, H, W]
            layers.add(norm.layer(width / 2)).add(relu());
        }
        model = child(
                "model",
                layers.add(reflectionPad(3)).add(conv(ngf, out, 7, 1, 0)).add(tanh()));
    }

    @Override
    public Tensor forward(Tensor x) {
        return model.forward(x);
    }

    /** x + two convolutions of x, the border in them; dropout between them moves the second from place 5 to 6. */
    private static final class Block extends Layer {
        private final Sequential convBlock;

        Block(int width, Norm norm, boolean dropout) {
            Sequential layers = sequential(nothing(), Conv2d.reflected(width, width, norm.bias()));
            layers.add(norm.layer(width)).add(relu());
            if (dropout) {
                layers.add(dropout(0.5));
            }
            layers.add(nothing()).add(Conv2d.reflected(width, width, norm.bias()));
            convBlock = child("conv_block", layers.add(norm.layer(width)));
        }

        @Override
        public Tensor forward(Tensor x) {
            return x.add(convBlock.forward(x));
        }
    }
}
