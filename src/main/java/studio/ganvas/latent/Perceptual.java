package studio.ganvas.latent;

import studio.ganvas.tensor.Tensor;

/** How far a picture is from a target, as people see it rather than pixel by pixel. */
public interface Perceptual extends AutoCloseable {
    /** Pictures are looked at in this size at most, as by NVIDIA's projector. */
    int SIZE = 256;

    /** picture [1, C, S, S] in [−1, 1] → one number, 0 for the target itself; differentiable. */
    Tensor distance(Tensor picture);

    @Override
    void close();
}
