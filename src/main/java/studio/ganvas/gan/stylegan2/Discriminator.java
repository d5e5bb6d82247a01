package studio.ganvas.gan.stylegan2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.ganvas.nn.Activation;
import studio.ganvas.nn.EqualConv2d;
import studio.ganvas.nn.Fir;
import studio.ganvas.nn.FullyConnected;
import studio.ganvas.nn.MinibatchStd;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/** D: a picture and a class to a score, positive for real ones (arXiv 1912.04958, figure 7). */
public final class Discriminator extends Module {
    private static final double HALF_ENERGY = Math.sqrt(0.5);

    private final DiscriminatorSpec spec;
    private final List<Block> blocks = new ArrayList<>();
    private final Epilogue epilogue;
    private final Optional<Mapping> mapping;

    public Discriminator(DiscriminatorSpec spec) {
        this.spec = spec;
        List<Integer> resolutions = new ArrayList<>(Resolutions.upTo(spec.resolution()));
        Collections.reverse(resolutions);
        int layer = 0;
        for (int resolution : resolutions.subList(0, resolutions.size() - 1)) {
            Block block = child("b" + resolution, new Block(spec, resolution, layer));
            blocks.add(block);
            layer += block.layers;
        }
        boolean classes = spec.mapping().cDim() > 0;
        epilogue = child("b4", new Epilogue(spec, classes ? spec.mapping().wDim() : 1));
        mapping = classes ? Optional.of(child("mapping", new Mapping(spec.mapping()))) : Optional.empty();
    }

    public DiscriminatorSpec spec() {
        return spec;
    }

    /** Picture and features on their way down. */
    private record Flow(Optional<Tensor> x, Optional<Tensor> picture) {}

    /** x [N, channels, S, S] and one-hot classes [N, cDim] → scores [N, 1]. */
    public Tensor forward(Tensor x, Optional<Tensor> c) {
        Flow flow = new Flow(Optional.empty(), Optional.of(x));
        for (Block block : blocks) {
            flow = block.forward(flow);
        }
        Tensor y = epilogue.forward(flow); // [N, 1] or [N, wDim]
        return mapping.map(map -> map.forward(Optional.empty(), c))
                .map(cmap -> y.mul(cmap)
                        .sum(true, 1)
                        .mul(1 / Math.sqrt(spec.mapping().wDim())))
                .orElse(y);
    }

    /** What classes are mapped to, [N, wDim]. */
    public Tensor classVectors(Tensor c) {
        return mapping.orElseThrow(() -> new IllegalStateException("This discriminator knows no classes"))
                .forward(Optional.empty(), Optional.of(c));
    }

    private static final class Block extends Module {
        private final Architecture architecture;
        private final Slot filter;
        private final Optional<EqualConv2d> fromRgb;
        private final EqualConv2d conv0;
        private final EqualConv2d conv1;
        private final Optional<EqualConv2d> skip;
        private final int layers;

        /** @param firstLayer number of layers before this block, for freezing */
        Block(DiscriminatorSpec spec, int resolution, int firstLayer) {
            architecture = spec.architecture();
            int width = spec.widths().at(resolution);
            int out = spec.widths().at(resolution / 2);
            filter = EqualConv2d.resampleFilter(this, spec.taps());
            int layer = firstLayer;
            boolean seesPicture = resolution == spec.resolution() || architecture == Architecture.SKIP;
            fromRgb = seesPicture
                    ? Optional.of(child("fromrgb", conv(spec, spec.channels(), width, 1, 1, layer++)))
                    : Optional.empty();
            conv0 = child("conv0", conv(spec, width, width, 3, 1, layer++));
            conv1 = child("conv1", conv(spec, width, out, 3, 2, layer++));
            if (architecture == Architecture.RESNET) {
                EqualConv2d.Settings plain = new EqualConv2d.Settings(
                        false, Activation.LINEAR, 1, 2, OptionalDouble.empty(), spec.taps(), layer++ >= spec.frozen());
                skip = Optional.of(child("skip", new EqualConv2d(width, out, 1, plain)));
            } else {
                skip = Optional.empty();
            }
            layers = layer - firstLayer;
        }

        private static EqualConv2d conv(DiscriminatorSpec spec, int in, int out, int kernel, int down, int layer) {
            return new EqualConv2d(
                    in,
                    out,
                    kernel,
                    new EqualConv2d.Settings(
                            true, spec.activation(), 1, down, spec.convClamp(), spec.taps(), layer >= spec.frozen()));
        }

        Flow forward(Flow flow) {
            Optional<Tensor> picture = flow.picture();
            Tensor x = flow.x().orElse(null);
            if (fromRgb.isPresent()) {
                Tensor seen = fromRgb.get().forward(picture.orElseThrow());
                x = flow.x().map(before -> before.add(seen)).orElse(seen);
                picture = architecture == Architecture.SKIP
                        ? picture.map(each -> Fir.downsample(each, filter.get(), 2))
                        : Optional.empty();
            }
            Tensor in = x;
            Tensor y = conv1.forward(conv0.forward(in), skip.isPresent() ? HALF_ENERGY : 1);
            y = skip.isPresent() ? skip.get().forward(in, HALF_ENERGY).add(y) : y;
            return new Flow(Optional.of(y), picture);
        }
    }

    private static final class Epilogue extends Module {
        private final Optional<EqualConv2d> fromRgb;
        private final Optional<MinibatchStd> std;
        private final EqualConv2d conv;
        private final FullyConnected fc;
        private final FullyConnected out;

        Epilogue(DiscriminatorSpec spec, int outputs) {
            int width = spec.widths().at(4);
            fromRgb = spec.architecture() == Architecture.SKIP
                    ? Optional.of(child(
                            "fromrgb",
                            new EqualConv2d(spec.channels(), width, 1, settings(spec, OptionalDouble.empty()))))
                    : Optional.empty();
            std = spec.stdChannels() > 0
                    ? Optional.of(new MinibatchStd(spec.stdGroup(), spec.stdChannels()))
                    : Optional.empty();
            conv = child(
                    "conv", new EqualConv2d(width + spec.stdChannels(), width, 3, settings(spec, spec.convClamp())));
            fc = child("fc", new FullyConnected(width * 16L, width, spec.activation(), 1, 0));
            out = child("out", new FullyConnected(width, outputs, Activation.LINEAR, 1, 0));
        }

        private static EqualConv2d.Settings settings(DiscriminatorSpec spec, OptionalDouble clamp) {
            return new EqualConv2d.Settings(true, spec.activation(), 1, 1, clamp, spec.taps(), true);
        }

        Tensor forward(Flow flow) {
            Tensor x = flow.x().orElseThrow(); // [N, C, 4, 4]
            if (fromRgb.isPresent()) {
                x = x.add(fromRgb.get().forward(flow.picture().orElseThrow()));
            }
            x = std.isPresent() ? std.get().forward(x) : x; // [N, C + F, 4, 4]
            return out.forward(fc.forward(conv.forward(x).flatten()));
        }
    }
}
