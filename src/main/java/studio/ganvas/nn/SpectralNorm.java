package studio.ganvas.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        return forward(x, 1);
    }

    /**
     * Several calls in one: x holds {@code calls} equal batches, each of which is treated as in a call of its own, in
     * order, with a power iteration each in training. σ is a number, so the map is applied once with W as it is, and the
     * results are divided: deep layers have far more weights than results.
     */
    public Tensor forward(Tensor x, int calls) {
        List<Tensor> scales = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            scales.add(sigma().reciprocal());
        }
        Tensor y = layer.apply(x, weight.get(), Optional.empty());
        long[] perSample = new long[y.rank()];
        Arrays.fill(perSample, 1);
        perSample[0] = x.size(0);
        Tensor scale = calls == 1
                ? scales.get(0)
                : Ops.stack(0, scales)
                        .reshape(calls, 1)
                        .expand(calls, x.size(0) / calls)
                        .reshape(perSample);
        if (bias.isEmpty()) {
            return y.mul(scale);
        }
        long[] perChannel = new long[y.rank()];
        Arrays.fill(perChannel, 1);
        perChannel[1] = y.size(1);
        return bias.get().get().reshape(perChannel).addcmul(y, scale);
    }

    /** σ(W), after a power iteration when in training; its gradient flows to W only. */
    private Tensor sigma() {
        Tensor matrix = layer.asMatrix(weight.get()); // [outputs, rest]
        if (!training()) {
            // the graph must not hold the buffers, which a later training call overwrites
            return u.get().copy().mul(Ops.matmul(matrix, v.get().copy())).sum();
        }
        Tensor right;
        try (Autograd.Recording none = Autograd.pause()) {
            right = normalize(Ops.matmul(matrix.transpose(0, 1), u.get()));
            v.get().set(right);
        }
        Tensor stretched = Ops.matmul(matrix, right);
        Tensor left;
        try (Autograd.Recording none = Autograd.pause()) {
            left = normalize(stretched.detach());
            u.get().set(left);
        }
        return left.mul(stretched).sum();
    }

    private static Tensor normalize(Tensor vector) {
        return vector.div(vector.l2().clamp(EPS, Float.MAX_VALUE));
    }

    /** The weight before division, which U-GAT-IT's attention maps use. */
    public Slot originalWeight() {
        return weight;
    }
}
