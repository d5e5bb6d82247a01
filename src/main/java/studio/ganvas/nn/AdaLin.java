package studio.ganvas.nn;

import studio.ganvas.tensor.Tensor;

/** Adaptive layer-instance normalization (Kim et al. 2020, arXiv 1907.10830, equation 1): γ and β come from outside. */
public final class AdaLin extends Module {
    private final Rho rho;

    /** ρ begins at 0.9, near instance normalization. */
    public AdaLin(long features) {
        rho = new Rho(parameter("rho", Init.constant(0.9), 1, features, 1, 1));
    }

    /** x [N, C, H, W], γ and β [N, C]. */
    public Tensor forward(Tensor x, Tensor gamma, Tensor beta) {
        long n = x.size(0);
        long c = x.size(1);
        return rho.mix(x, gamma.reshape(n, c, 1, 1), beta.reshape(n, c, 1, 1));
    }

    public Rho rho() {
        return rho;
    }
}
