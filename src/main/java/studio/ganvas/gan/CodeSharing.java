package studio.ganvas.gan;

import studio.ganvas.tensor.Tensor;

/** A translator whose two domains share one space of latent codes (UNIT, arXiv 1703.00848, section 2); evaluation mode. */
public interface CodeSharing extends Translator {
    /** x [N, C, H, W] of the domain that {@code direction} starts from → the mean of its code, E_μ(x). */
    Tensor encode(Tensor x, Direction direction);

    /** A code → the picture [N, C, H, W] in the domain that {@code direction} leads to. */
    Tensor decode(Tensor code, Direction direction);
}
