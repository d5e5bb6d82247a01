package studio.ganvas.gan;

import java.util.List;
import java.util.function.UnaryOperator;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Tensor;

/**
 * The penalty of WGAN-GP (Gulrajani et al. 2017, arXiv 1704.00028, equation 3): λ·mean((‖∇D(x̂)‖ − 1)²) at points x̂
 * between real and made pictures.
 */
public final class GradientPenalty {
    /** Keeps the root's derivative finite where a gradient vanishes. */
    private static final double EPS = 1e-16;

    private GradientPenalty() {}

    /**
     * Recording must be on; the result can be differentiated by D's parameters.
     *
     * @param alpha [N, 1], uniform in [0, 1): the share of the real picture in x̂
     * @param lambda weight of the penalty, 10 in the paper
     * @return one number
     */
    public static Tensor of(UnaryOperator<Tensor> d, Tensor real, Tensor fake, Tensor alpha, double lambda) {
        Tensor share = alpha.reshape(-1, 1, 1, 1);
        Tensor between =
                real.mul(share).add(fake.mul(share.neg().add(1))).detach().requiresGrad(true); // [N, C, H, W]
        Tensor answers = d.apply(between);
        Tensor gradient =
                Autograd.grad(answers.sum(), List.of(between), true).get(0).flatten(); // [N, C·H·W]
        Tensor norm = gradient.add(EPS).square().sum(false, 1).sqrt(); // [N]
        return norm.sub(1).square().mean().mul(lambda);
    }
}
