package studio.ganvas.gan.ugatit;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.convNoBias;
import static studio.ganvas.nn.Layers.leakyRelu;
import static studio.ganvas.nn.Layers.linearNoBias;
import static studio.ganvas.nn.Layers.reflectionPad;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.spectralNorm;

import java.util.List;
import studio.ganvas.gan.AttentiveTranslator.Judged;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Sequential;
import studio.ganvas.nn.SpectralNorm;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * D of section 2.1.2, patch by patch, with the same kind of attention; every weight but conv1x1's is spectrally normalised.
 *
 * <p>As in the official code the attention gates with the classifiers' weights as they are stored, while the classifiers
 * themselves use them normalised.
 */
final class Discriminator extends Module {
    private static final double SLOPE = 0.2;
    /** The official depths: the global discriminators' and the local ones'. */
    private static final int GLOBAL = 7;

    private static final int LOCAL = 5;

    private final SpectralNorm gapFc;
    private final SpectralNorm gmpFc;
    private final Conv2d conv1x1;
    private final SpectralNorm conv;
    private final Sequential model;

    /** @param layers convolutions before the attention, plus one: 7 and 5 in the paper */
    Discriminator(int channels, int ch, int layers) {
        int halvings = layers - 2;
        long wide = (long) ch << halvings;
        gapFc = child("gap_fc", spectralNorm(linearNoBias(wide, 1)));
        gmpFc = child("gmp_fc", spectralNorm(linearNoBias(wide, 1)));
        conv1x1 = child("conv1x1", conv(2 * wide, wide, 1, 1, 0));
        conv = child("conv", spectralNorm(convNoBias(wide, 1, 4, 1, 0)));
        Sequential all = sequential();
        long in = channels;
        for (int i = 0; i <= halvings; i++) {
            long out = (long) ch << i;
            int stride = i < halvings ? 2 : 1;
            all.add(reflectionPad(1))
                    .add(spectralNorm(conv(in, out, 4, stride, 0)))
                    .add(leakyRelu(SLOPE));
            in = out; // [N, ch, H/2, W/2], [N, 2ch, H/4, W/4] …
        }
        model = child("model", all);
    }

    /**
     * The depth of the global discriminators for pictures of {@code size}: the deepest up to the published 7 whose halvings
     * leave the three pixels a side that the last two convolutions need. So 7 from 96 pixels on, 6 for 64, 5 for 32.
     */
    static int globalDepth(int size) {
        int depth = GLOBAL;
        while (depth > 3 && size >> (depth - 2) < 3) {
            depth--;
        }
        return depth;
    }

    /** Two less than the global ones', as published: a quarter of their field of view. */
    static int localDepth(int size) {
        return Math.max(3, globalDepth(size) - (GLOBAL - LOCAL));
    }

    /** x [N, C, H, W] → scores of patches, near 1 for real ones, near 0 for made ones. */
    Judged forward(Tensor x) {
        return forward(x, 1);
    }

    /** Judges {@code first}, then {@code second}, as two calls would, at the price of one pass over the weights. */
    List<Judged> forward(Tensor first, Tensor second) {
        Judged both = forward(Ops.cat(0, first, second), 2);
        long n = first.size(0);
        return List.of(part(both, 0, n), part(both, n, 2 * n));
    }

    private static Judged part(Judged both, long from, long to) {
        return new Judged(
                both.answers().narrow(0, from, to),
                both.heatMap().narrow(0, from, to),
                both.logits().narrow(0, from, to));
    }

    private Judged forward(Tensor x, int calls) {
        Tensor features = x;
        for (Module layer : model.children().values()) {
            features = layer instanceof SpectralNorm norm
                    ? norm.forward(features, calls)
                    : ((Layer) layer).forward(features);
        }
        Cam cam = Cam.of(
                features,
                y -> gapFc.forward(y, calls),
                y -> gmpFc.forward(y, calls),
                gapFc.originalWeight(),
                gmpFc.originalWeight(),
                conv1x1,
                y -> Ops.leakyRelu(y, SLOPE));
        Tensor answers = conv.forward(Ops.reflectionPad(cam.attended(), 1), calls); // [N, 1, h − 1, w − 1]
        return new Judged(answers, cam.heatMap(), cam.logits());
    }
}
