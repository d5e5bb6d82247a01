package studio.ganvas.nn;

import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/**
 * Dropout (Srivastava et al. 2014): in training each element is zero with probability p, the others grow by 1 / (1 − p).
 * The masks come from {@link Draws#current()}.
 */
public final class Dropout extends Layer {
    private final double p;
    private final boolean wholeChannels;
    private boolean live;

    /** @param wholeChannels whether a channel of a sample is kept or dropped as one (PyTorch's Dropout2d) */
    public Dropout(double p, boolean wholeChannels) {
        this.p = p;
        this.wholeChannels = wholeChannels;
    }

    /** Whether this drops in evaluation too, as pix2pix does for the randomness of its pictures. */
    public Dropout live(boolean on) {
        live = on;
        return this;
    }

    @Override
    public Tensor forward(Tensor x) {
        if (!training() && !live || p == 0) {
            return x;
        }
        long[] shape = x.shape();
        if (wholeChannels) {
            java.util.Arrays.fill(shape, 2, shape.length, 1);
        }
        return x.mul(Draws.current().dropoutMask(p, shape));
    }
}
