package studio.ganvas.gan.stylegan2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.nn.Activation;
import studio.ganvas.nn.EqualConv2d;
import studio.ganvas.nn.Fir;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/** The layers of one resolution. */
final class SynthesisBlock extends Module {
    private static final double HALF_ENERGY = Math.sqrt(0.5);

    private final String name;
    private final int resolution;
    private final int width;
    private final Slot filter;
    private final Optional<Slot> constant;
    private final Optional<SynthesisLayer> conv0;
    private final SynthesisLayer conv1;
    private final Optional<ToRgb> toRgb;
    private final Optional<EqualConv2d> skip;

    /**
     * @param name under which the synthesis network has this block
     * @param last whether this makes the final picture
     */
    SynthesisBlock(String name, GeneratorSpec spec, int resolution, boolean last) {
        this.name = name;
        this.resolution = resolution;
        int out = spec.widths().at(resolution);
        width = out;
        boolean first = resolution == 4;
        constant = first ? Optional.of(parameter("const", Init.normal(0, 1), out, 4, 4)) : Optional.empty();
        filter = EqualConv2d.resampleFilter(this, spec.taps());
        int in = first ? 0 : spec.widths().at(resolution / 2);
        conv0 = first ? Optional.empty() : Optional.of(child("conv0", layer(spec, in, out, resolution, 2)));
        conv1 = child("conv1", layer(spec, out, out, resolution, 1));
        toRgb = last || spec.architecture() == Architecture.SKIP
                ? Optional.of(child(
                        "torgb", new ToRgb(out, spec.channels(), spec.mapping().wDim(), spec.convClamp())))
                : Optional.empty();
        skip = !first && spec.architecture() == Architecture.RESNET
                ? Optional.of(child("skip", new EqualConv2d(in, out, 1, skipSettings(spec))))
                : Optional.empty();
    }

    private static SynthesisLayer layer(GeneratorSpec spec, int in, int out, int resolution, int up) {
        return new SynthesisLayer(
                in,
                out,
                spec.mapping().wDim(),
                resolution,
                up,
                spec.noise(),
                spec.activation(),
                spec.convClamp(),
                spec.taps());
    }

    private static EqualConv2d.Settings skipSettings(GeneratorSpec spec) {
        return new EqualConv2d.Settings(false, Activation.LINEAR, 2, 1, OptionalDouble.empty(), spec.taps(), true);
    }

    /** Rows of ws that the convolutions use; a picture layer uses the row after them. */
    int convolutions() {
        return conv0.isPresent() ? 2 : 1;
    }

    /** The layers that read a w, in order. */
    List<StyleLayer> layers(int block, int row, int channels) {
        List<StyleLayer> layers = new ArrayList<>();
        conv0.ifPresent(conv -> layers.add(new StyleLayer(name + ".conv0", row, block, resolution, width, false)));
        int last = row + convolutions();
        layers.add(new StyleLayer(name + ".conv1", last - 1, block, resolution, width, false));
        toRgb.ifPresent(rgb -> layers.add(new StyleLayer(name + ".torgb", last, block, resolution, channels, true)));
        return layers;
    }

    /** [styles, wDim] of one of {@link #layers}. */
    Tensor affine(StyleLayer layer) {
        if (layer.picture()) {
            return toRgb.orElseThrow().styles();
        }
        return layer.name().endsWith("conv0") ? conv0.orElseThrow().styles() : conv1.styles();
    }

    /**
     * One resolution on.
     *
     * @param ws [N, numWs, wDim]
     * @param row the first row for this block
     */
    Features forward(Optional<Features> before, Tensor ws, int row, Rendering rendering) {
        Tensor x = rendering.layer(name + ".conv1", () -> features(before, ws, row, rendering));
        Optional<Tensor> picture = before.flatMap(Features::picture).map(small -> Fir.upsample(small, filter.get(), 2));
        if (toRgb.isPresent()) {
            Tensor w = ws.select(1, row + convolutions());
            Tensor more = rendering.layer(name + ".torgb", () -> toRgb.get().forward(x, w, rendering));
            picture = Optional.of(picture.map(each -> each.add(more)).orElse(more));
        }
        return new Features(x, picture);
    }

    private Tensor features(Optional<Features> before, Tensor ws, int row, Rendering rendering) {
        if (conv0.isEmpty()) {
            Tensor start = constant.orElseThrow().get().unsqueeze(0);
            return conv1.forward(start.expand(ws.size(0), -1, -1, -1), ws.select(1, row), row, rendering, 1);
        }
        Tensor in = before.orElseThrow().x();
        Tensor x =
                rendering.layer(name + ".conv0", () -> conv0.get().forward(in, ws.select(1, row), row, rendering, 1));
        Tensor y = conv1.forward(x, ws.select(1, row + 1), row + 1, rendering, skip.isPresent() ? HALF_ENERGY : 1);
        return skip.map(each -> each.forward(in, HALF_ENERGY).add(y)).orElse(y);
    }
}
