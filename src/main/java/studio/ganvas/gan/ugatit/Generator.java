package studio.ganvas.gan.ugatit;

import static studio.ganvas.nn.Layers.conv;
import static studio.ganvas.nn.Layers.convNoBias;
import static studio.ganvas.nn.Layers.instanceNorm;
import static studio.ganvas.nn.Layers.linearNoBias;
import static studio.ganvas.nn.Layers.nothing;
import static studio.ganvas.nn.Layers.reflectionPad;
import static studio.ganvas.nn.Layers.relu;
import static studio.ganvas.nn.Layers.sequential;
import static studio.ganvas.nn.Layers.tanh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.AttentiveTranslator.Attended;
import studio.ganvas.nn.AdaLin;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Iln;
import studio.ganvas.nn.Linear;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.NearestConv2d;
import studio.ganvas.nn.PictureStatistics;
import studio.ganvas.nn.Residual;
import studio.ganvas.nn.Rho;
import studio.ganvas.nn.Sequential;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * G_{s→t} of section 2.1.1: encoder, attention, and a decoder whose AdaLIN blocks take γ and β from the attended features.
 * x [N, C, H, W] → the same shape in [−1, 1]; H and W are multiples of 4.
 */
final class Generator extends Module {
    private final boolean light;
    private final long size;
    private final Linear gapFc;
    private final Linear gmpFc;
    private final Conv2d conv1x1;
    private final Linear gamma;
    private final Linear beta;
    private final List<AdaLinBlock> upBlock1 = new ArrayList<>();
    private final Sequential downBlock;
    private final Sequential fc;
    private final Sequential upBlock2;
    private final Map<String, Rho> rhos = new LinkedHashMap<>();

    /**
     * @param ch width of the first layer; inside there are 4·ch channels
     * @param blocks residual blocks in the encoder, and AdaLIN blocks in the decoder
     * @param size edge of the pictures, to which the full network's first linear layer is bound
     * @param light whether γ and β come from the channels' means instead of from every pixel
     */
    Generator(int channels, int ch, int blocks, int size, boolean light) {
        this.light = light;
        this.size = size;
        long wide = 4L * ch;
        long seen = light ? wide : wide * (size / 4) * (size / 4);
        gapFc = child("gap_fc", linearNoBias(wide, 1));
        gmpFc = child("gmp_fc", linearNoBias(wide, 1));
        conv1x1 = child("conv1x1", conv(2 * wide, wide, 1, 1, 0));
        gamma = child("gamma", linearNoBias(wide, wide));
        beta = child("beta", linearNoBias(wide, wide));
        for (int i = 1; i <= blocks; i++) {
            upBlock1.add(child("UpBlock1_" + i, new AdaLinBlock(wide)));
            rhos.put("UpBlock1_" + i + ".norm1", upBlock1.get(i - 1).norm1.rho());
            rhos.put("UpBlock1_" + i + ".norm2", upBlock1.get(i - 1).norm2.rho());
        }
        downBlock = child("DownBlock", encoder(channels, ch, blocks));
        fc = child("FC", sequential(linearNoBias(seen, wide), relu(), linearNoBias(wide, wide), relu())); // [N, 4ch]
        Iln iln1 = new Iln(2L * ch);
        Iln iln2 = new Iln(ch);
        rhos.put("UpBlock2.3", iln1.rho());
        rhos.put("UpBlock2.8", iln2.rho());
        upBlock2 = child(
                "UpBlock2",
                sequential(
                        nothing(), // upsampling and border: in the convolution
                        nothing(),
                        new NearestConv2d(wide, 2L * ch), // [N, 2ch, H/2, W/2]
                        iln1,
                        relu(),
                        nothing(),
                        nothing(),
                        new NearestConv2d(2L * ch, ch), // [N, ch, H, W]
                        iln2,
                        relu(),
                        reflectionPad(3),
                        convNoBias(ch, channels, 7, 1, 0), // [N, C, H, W]
                        tanh()));
    }

    private static Sequential encoder(int channels, int ch, int blocks) {
        Sequential layers = sequential(reflectionPad(3), convNoBias(channels, ch, 7, 1, 0)); // [N, ch, H, W]
        layers.add(instanceNorm(ch)).add(relu());
        layers.add(reflectionPad(1)).add(convNoBias(ch, 2L * ch, 3, 2, 0)); // [N, 2ch, H/2, W/2]
        layers.add(instanceNorm(2L * ch)).add(relu());
        layers.add(reflectionPad(1)).add(convNoBias(2L * ch, 4L * ch, 3, 2, 0)); // [N, 4ch, H/4, W/4]
        layers.add(instanceNorm(4L * ch)).add(relu());
        for (int i = 0; i < blocks; i++) {
            layers.add(residual(4L * ch));
        }
        return layers;
    }

    private static Residual residual(long wide) {
        return new Residual(
                "conv_block",
                sequential(
                        nothing(), // the border: in the convolution
                        Conv2d.reflected(wide, wide, false),
                        instanceNorm(wide),
                        relu(),
                        nothing(),
                        Conv2d.reflected(wide, wide, false),
                        instanceNorm(wide)));
    }

    /** x + a residual branch whose two norms share γ and β. */
    private static final class AdaLinBlock extends Module {
        private final Conv2d conv1;
        private final AdaLin norm1;
        private final Conv2d conv2;
        private final AdaLin norm2;

        AdaLinBlock(long wide) {
            conv1 = child("conv1", Conv2d.reflected(wide, wide, false));
            norm1 = child("norm1", new AdaLin(wide));
            conv2 = child("conv2", Conv2d.reflected(wide, wide, false));
            norm2 = child("norm2", new AdaLin(wide));
        }

        Tensor forward(Tensor x, Tensor gamma, Tensor beta) {
            Tensor y = Ops.relu(norm1.forward(conv1.forward(x), gamma, beta));
            return x.add(norm2.forward(conv2.forward(y), gamma, beta));
        }
    }

    /** Translates, and says where it looked and of which domain it takes the picture to be. */
    Attended forward(Tensor x) {
        Tensor features = downBlock.forward(x); // [N, 4ch, H/4, W/4]
        Cam cam = Cam.of(features, gapFc::forward, gmpFc::forward, gapFc.weight(), gmpFc.weight(), conv1x1, Ops::relu);
        Tensor style = PictureStatistics.of(
                () -> fc.forward(light ? cam.attended().mean(false, 2, 3) : everyPixel(cam.attended()))); // [N, 4ch]
        Tensor scale = gamma.forward(style);
        Tensor shift = beta.forward(style);
        Tensor y = cam.attended();
        for (AdaLinBlock block : upBlock1) {
            Tensor in = y;
            y = Scope.tidy(() -> block.forward(in, scale, shift)); // [N, 4ch, H/4, W/4]
        }
        return new Attended(upBlock2.forward(y), cam.heatMap(), cam.logits());
    }

    private Tensor everyPixel(Tensor attended) {
        if (attended.size(2) * 4 != size || attended.size(3) * 4 != size) {
            throw new IllegalArgumentException("The full U-GAT-IT network translates pictures of " + size + " × " + size
                    + " pixels only: scale the picture to that size, or use a light network.");
        }
        return attended.flatten(); // [N, 4ch · H/4 · W/4], channel by channel
    }

    /** Layer name to its ρ, in the order of computation. */
    Map<String, Rho> rhos() {
        return rhos;
    }

    /** Whether a layer of {@link #rhos} is AdaLIN, in the bottleneck; the others are ILN, in the upsampling. */
    static boolean isAdaLin(String layer) {
        return layer.startsWith("UpBlock1_");
    }
}
