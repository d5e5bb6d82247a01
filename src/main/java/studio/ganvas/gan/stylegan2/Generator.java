package studio.ganvas.gan.stylegan2;

import java.util.Optional;
import java.util.OptionalInt;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/** G = g ∘ f: synthesis after mapping. */
public final class Generator extends Module {
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
        return mapping.truncate(ws(z, c), psi, cutoff);
    }

    /** w [N, wDim] in every row of [N, numWs, wDim]. */
    public Tensor rows(Tensor w) {
        return w.unsqueeze(1).expand(w.size(0), spec.numWs(), spec.mapping().wDim());
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
