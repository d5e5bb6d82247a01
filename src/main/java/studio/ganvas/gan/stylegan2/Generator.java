package studio.ganvas.gan.stylegan2;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/** G = g ∘ f: synthesis after mapping. */
public final class Generator extends Module implements StyleGenerator {
    private final GeneratorSpec spec;
    private final Synthesis synthesis;
    private final Mapping mapping;

    public Generator(GeneratorSpec spec) {
        this.spec = spec;
        synthesis = child("synthesis", new Synthesis(spec));
        mapping = child("mapping", new Mapping(spec.mapping()));
    }

    public GeneratorSpec spec() {
        return spec;
    }

    public Synthesis synthesis() {
        return synthesis;
    }

    public Mapping mapping() {
        return mapping;
    }

    /** z [N, zDim] and one-hot classes [N, cDim] → [N, numWs, wDim], the same w in every row. */
    public Tensor ws(Tensor z, Optional<Tensor> c) {
        return rows(mapping.forward(Optional.of(z), c));
    }

    /** As {@link #ws(Tensor, Optional)}, truncated. */
    public Tensor ws(Tensor z, Optional<Tensor> c, double psi, OptionalInt cutoff) {
        return truncate(ws(z, c), psi, cutoff);
    }

    @Override
    public Module network() {
        return this;
    }

    @Override
    public int zDim() {
        return spec.mapping().zDim();
    }

    @Override
    public int classes() {
        return spec.mapping().cDim();
    }

    @Override
    public int wDim() {
        return spec.mapping().wDim();
    }

    @Override
    public int resolution() {
        return spec.resolution();
    }

    @Override
    public int channels() {
        return spec.channels();
    }

    @Override
    public int numWs() {
        return spec.numWs();
    }

    @Override
    public int blocks() {
        return synthesis.blocks();
    }

    @Override
    public List<StyleLayer> layers() {
        return synthesis.layers();
    }

    @Override
    public int firstBlockOf(int row) {
        return synthesis.firstBlockOf(row);
    }

    @Override
    public Tensor affine(StyleLayer layer) {
        return synthesis.affine(layer);
    }

    @Override
    public Tensor w(Tensor z, Optional<Tensor> classes) {
        return mapping.forward(Optional.of(z), classes);
    }

    @Override
    public Tensor average() {
        return mapping.average();
    }

    @Override
    public Features block(int index, Optional<Features> before, Tensor ws, Rendering rendering) {
        return synthesis.block(index, before, ws, rendering);
    }

    /** Draws the stored noise maps anew, in the order of the state dict; not while gradients are recorded. */
    public void freshNoise(Draws draws) {
        buffers().forEach((name, buffer) -> {
            if (name.endsWith(".noise_const")) {
                buffer.set(draws.normal(buffer.shape()));
            }
        });
    }
}
