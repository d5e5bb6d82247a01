package studio.ganvas.engine.stylize;

import java.util.Optional;
import studio.ganvas.image.Pixels;

/**
 * A photo x on its way there and back (CycleGAN, arXiv 1703.10593, section 3.2), as large as in training. Differences are
 * means over pixels and channels with values from −1 to 1, as in the losses, before any weight.
 *
 * @param photo x, as the network saw it
 * @param there G(x)
 * @param back F(G(x))
 * @param same F(x): what the way back makes of a picture that is there already (section 5.2)
 * @param change mean |G(x) − x|
 * @param cycle mean |F(G(x)) − x|, the cycle consistency
 * @param identity mean |F(x) − x|
 * @param code of a model whose domains share one; empty for others
 */
public record RoundTrip(
        Pixels photo,
        Pixels there,
        Pixels back,
        Pixels same,
        double change,
        double cycle,
        double identity,
        Optional<Code> code) {
    /**
     * The code that both domains share (UNIT, arXiv 1703.00848, section 2).
     *
     * @param own G1(E1(x)): the code decoded where it came from
     * @param reconstruction mean |G1(E1(x)) − x|
     * @param size how many numbers the code has
     * @param energy mean square of the code: the part of the Kullback–Leibler distance to N(0, I) that training holds down
     * @param gap mean |E2(G2(E1(x))) − E1(x)| over mean |E1(x)|: 0 where both encoders agree on the code
     */
    public record Code(Pixels own, double reconstruction, int size, double energy, double gap) {}
}
