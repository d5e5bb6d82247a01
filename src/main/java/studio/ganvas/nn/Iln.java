package studio.ganvas.nn;

import studio.ganvas.tensor.Tensor;

/** {@link AdaLin} with a γ and β of its own, as U-GAT-IT's upsampling blocks have it (class ILN of the official code). */
public final class Iln extends Layer {
    private final Rho rho;
    private final Slot gamma;
    private final Slot beta;

    /** ρ begins at 0, layer normalization. */
    public Iln(long features) {
        rho = new Rho(parameter("rho", Init.constant(0), 1, features, 1, 1));
        gamma = parameter("gamma", Init.constant(1), 1, features, 1, 1);
        beta = parameter("beta", Init.constant(0), 1, features, 1, 1);
    }

    @Override
    public Tensor forward(Tensor x) {
        return rho.mix(x, gamma.get(), beta.get());
    }

    public Rho rho() {
        return rho;
    }
}
