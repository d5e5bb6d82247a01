package studio.ganvas.gan.style;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * A generator of the StyleGAN family (Karras et al. 2019, arXiv 1812.04948) for those who explore it: z to w by the
 * mapping network f, a w for every layer, and the synthesis network g block by block, so that a change of later layers
 * need not repeat the earlier ones. Weights are filled; calls come from the compute thread inside an open scope.
 */
public interface StyleGenerator {
    /** The network itself: its mode, its weights. */
    Module network();

    /**
     * Whether every layer reads a style of its own from a mapped w; otherwise the latent enters once, at the first layer
     * ({@link DirectGenerator}).
     */
    default boolean styled() {
        return true;
    }

    /** Length of z. */
    int zDim();

    /** Number of classes; 0 for an unconditional network. */
    int classes();

    /** Length of w. */
    int wDim();

    /** Edge of the pictures. */
    int resolution();

    /** Colour channels of the pictures. */
    int channels();

    /** Rows of ws: 2·log2(resolution) − 2, so 18 at 1024 pixels. */
    int numWs();

    /** Number of blocks; block i works at 4·2^i pixels. */
    int blocks();

    /** All layers that read a w, in the order in which they run. */
    List<StyleLayer> layers();

    /** The block that must be the first to run again when row {@code row} of ws has changed. */
    int firstBlockOf(int row);

    /** The linear map from w to the styles of a layer, as used: [styles, wDim]. Closed-form factorisation starts here. */
    Tensor affine(StyleLayer layer);

    /**
     * The mapping network, before truncation.
     *
     * @param z [N, zDim], standard normal
     * @param classes [N, classes], one-hot or mixed, for conditional networks
     * @return [N, wDim]
     * @throws IllegalArgumentException if a conditional network gets no classes
     */
    Tensor w(Tensor z, Optional<Tensor> classes);

    /** The mean w, [wDim]. */
    Tensor average();

    /**
     * Where truncation leads, [wDim]: the mean w, of these classes where the network tells them apart.
     *
     * @param classes [1, classes], one-hot or mixed
     */
    default Tensor average(Optional<Tensor> classes) {
        return average();
    }

    /**
     * One block.
     *
     * @param before what the block before handed on; empty for block 0
     * @param ws [N, numWs, wDim]
     */
    Features block(int index, Optional<Features> before, Tensor ws, Rendering rendering);

    /** w [N, wDim] in every row of [N, numWs, wDim]. */
    default Tensor rows(Tensor w) {
        return w.unsqueeze(1).expand(w.size(0), numWs(), wDim());
    }

    /** All blocks: ws [N, numWs, wDim] → [N, channels, S, S], around [−1, 1] but not limited to it. */
    default Tensor synthesise(Tensor ws, Rendering rendering) {
        Optional<Features> features = Optional.empty();
        for (int i = 0; i < blocks(); i++) {
            features = Optional.of(block(i, features, ws, rendering));
        }
        return features.flatMap(Features::picture).orElseThrow();
    }

    /**
     * The truncation trick (arXiv 1812.04948, appendix B): w̄ + ψ·(w − w̄).
     *
     * @param ws [N, numWs, wDim]
     * @param cutoff rows from here on stay as they are
     */
    default Tensor truncate(Tensor ws, double psi, OptionalInt cutoff) {
        if (psi == 1) {
            return ws;
        }
        long rows = ws.size(1);
        long to = Math.min(rows, cutoff.orElse((int) rows));
        Tensor near = average().lerp(ws.narrow(1, 0, to), psi);
        return to == rows ? near : Ops.cat(1, near, ws.narrow(1, to, rows));
    }

    /**
     * As {@link #truncate(Tensor, double, OptionalInt)} with a ψ for every row.
     *
     * @param psis as many as ws has rows
     */
    default Tensor truncate(Tensor ws, List<Double> psis) {
        if (psis.size() != ws.size(1)) {
            throw new IllegalArgumentException(
                    "There are " + psis.size() + " values of ψ for " + ws.size(1) + " layers.");
        }
        float[] values = new float[psis.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = psis.get(i).floatValue();
        }
        return average().lerp(ws, Tensor.of(values, values.length, 1));
    }
}
