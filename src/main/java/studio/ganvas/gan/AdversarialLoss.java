package studio.ganvas.gan;

import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** How a discriminator's answers are turned into a loss; answers are scores or logits, never probabilities. */
public enum AdversarialLoss {
    /** Least squares against 1 and 0 (Mao et al. 2017, arXiv 1611.04076). */
    LSGAN {
        @Override
        public Tensor of(Tensor answer, boolean real) {
            return Ops.meanSquaredError(answer, real ? 1 : 0);
        }
    },
    /** Cross-entropy of logits (Goodfellow et al. 2014, section 3, non-saturating for the generator). */
    VANILLA {
        @Override
        public Tensor of(Tensor answer, boolean real) {
            return Ops.binaryCrossEntropyWithLogits(answer, real ? 1 : 0);
        }
    },
    /** The critic's mean score (Arjovsky et al. 2017, arXiv 1701.07875); add {@link GradientPenalty} for WGAN-GP. */
    WGANGP {
        @Override
        public Tensor of(Tensor answer, boolean real) {
            return real ? answer.mean().neg() : answer.mean();
        }
    };

    /**
     * The loss of being wrong about answers that should say {@code real}.
     *
     * @return one number
     */
    public abstract Tensor of(Tensor answer, boolean real);
}
