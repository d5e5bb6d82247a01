package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Spectral normalization (Miyato et al. 2018, arXiv 1802.05957, algorithm 1): the weight is divided by its largest
 * singular value σ = uᵀWv. Every training-mode forward makes one power iteration first; evaluation uses u and v as they
 * are. Names as {@code torch.nn.utils.spectral_norm}: {@code bias}, {@code weight_orig}, {@code weight_u}, {@code
 * weight_v}.
 */
public final class SpectralNorm extends Layer {
    private static final double EPS = 1e-12;

    private final Weighted layer;
    private final Optional<Slot> bias;
    private final Slot weight;
    private final Slot u;
    private final Slot v;

    /** Takes the place of {@code layer}, whose own weights are never filled. */
    public SpectralNorm(Weighted layer) {
        this.layer = layer;
        bias = layer.bias().map(slot -> adopt("bias", slot));
        weight = adopt("weight_orig", layer.weight());
        long outputs = layer instanceof ConvTranspose2d
                ? layer.weight().shape()[1]
                : layer.weight().shape()[0];
        Init direction = (draws, shape) -> normalize(draws.normal(shape));
        u = buffer("weight_u", direction, outputs);
        v = buffer("weight_v", direction, layer.weight().size() / outputs);
    }

    @Override
    public Tensor forward(Tensor x) {
        return layer.apply(x, normalizedWeight(), bias.map(Slot::get));
    }

    /** W / σ(W), after a power iteration when in training. */
    private Tensor normalizedWeight() {
        Tensor matrix = layer.asMatrix(weight.get()); // [outputs, rest]
        Tensor left = u.get();
        Tensor right = v.get();
        if (training()) {
            try (Autograd.Recording none = Autograd.pause()) {
                right = normalize(Ops.matmul(matrix.transpose(0, 1), left));
                left = normalize(Ops.matmul(matrix, right));
                u.get().set(left);
                v.get().set(right);
            }
        } else {
            // the graph must not hold the buffers, which a later training call overwrites
            left = left.copy();
            right = right.copy();
        }
        Tensor sigma = left.mul(Ops.matmul(matrix, right)).sum();
        return weight.get().div(sigma);
    }

    private static Tensor normalize(Tensor vector) {
        return vector.div(vector.l2().clamp(EPS, Float.MAX_VALUE));
    }

    /** The weight before division, which U-GAT-IT's attention maps use. */
    public Slot originalWeight() {
        return weight;
    }
}
