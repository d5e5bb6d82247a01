package studio.ganvas.gan;

import java.util.Optional;
import studio.ganvas.tensor.Tensor;

/** A trained generator that makes pictures from latents. */
public interface NoiseGenerator {
    /** Length of z. */
    int zDim();

    /** Number of classes that can be asked for; 0 without labels. */
    int classes();

    /** z [N, zDim] and, for conditional generators, labels int64 [N] → [N, C, H, W] in [−1, 1]; evaluation mode. */
    Tensor generate(Tensor z, Optional<Tensor> labels);
}
