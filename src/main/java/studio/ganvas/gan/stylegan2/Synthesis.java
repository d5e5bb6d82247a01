package studio.ganvas.gan.stylegan2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/**
 * The synthesis network g: a learned constant and a w for each layer to a picture. Blocks can be run one by one, so that
 * a change of later layers need not repeat the earlier ones.
 */
public final class Synthesis extends Module {
    private final List<SynthesisBlock> blocks = new ArrayList<>();
    private final int channels;

    public Synthesis(GeneratorSpec spec) {
        channels = spec.channels();
        for (int resolution : Resolutions.upTo(spec.resolution())) {
            boolean last = resolution == spec.resolution();
            String name = "b" + resolution;
            blocks.add(child(name, new SynthesisBlock(name, spec, resolution, last)));
        }
    }

    /** Number of blocks; block i works at 4·2^i pixels. */
    public int blocks() {
        return blocks.size();
    }

    /** The first row of ws that block {@code index} reads; it reads {@link #rows} of them. */
    public int firstRow(int index) {
        return index == 0 ? 0 : 2 * index - 1;
    }

    /** Rows that a block reads: its convolutions, and its picture layer, which shares its row with the next block. */
    public int rows(int index) {
        return blocks.get(index).convolutions() + 1;
    }

    /** The block that must be the first to run again when row {@code row} of ws has changed: an odd one is a picture layer's, too. */
    public int firstBlockOf(int row) {
        return row / 2;
    }

    /** All layers that read a row of ws, in the order in which they run. */
    public List<StyleLayer> layers() {
        List<StyleLayer> layers = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            layers.addAll(blocks.get(i).layers(i, firstRow(i), channels));
        }
        return layers;
    }

    /** The linear map from w to a layer's styles, as used: [styles, wDim]. */
    public Tensor affine(StyleLayer layer) {
        return blocks.get(layer.block()).affine(layer);
    }

    /** One block; {@code before} is empty for block 0. */
    public Features block(int index, Optional<Features> before, Tensor ws, Rendering rendering) {
        return blocks.get(index).forward(before, ws, firstRow(index), rendering);
    }

    /** ws [N, numWs, wDim] → [N, channels, S, S], around [−1, 1] but not limited to it. */
    public Tensor forward(Tensor ws, Rendering rendering) {
        Optional<Features> features = Optional.empty();
        for (int i = 0; i < blocks.size(); i++) {
            features = Optional.of(block(i, features, ws, rendering));
        }
        return features.flatMap(Features::picture).orElseThrow();
    }
}
