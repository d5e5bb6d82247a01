package studio.ganvas.metric;

import java.util.Optional;
import studio.ganvas.tensor.Tensor;

/**
 * A network that turns pictures into numbers in which they can be compared. Pictures are float32 [N, C, H, W] in [−1, 1]
 * with 1 or 3 channels and of any size; how they are resized is the network's own affair. For the compute thread; call in
 * an open scope. Closing frees the weights.
 */
public interface FeatureNetwork extends AutoCloseable {
    /** Short, stable and safe in file names: part of the names under which statistics are kept. */
    String id();

    /** Name for people. */
    String title();

    /** Length of a feature vector. */
    int dimensions();

    /** What FID, KID, precision and recall are computed of: [N, C, H, W] → float32 [N, {@link #dimensions()}]. */
    Tensor features(Tensor pictures);

    /** Class probabilities for the inception score, float32 [N, classes]; empty when the network names no classes. */
    Optional<Tensor> probabilities(Tensor pictures);

    /**
     * An embedding in which the squared Euclidean distance is the perceptual distance (LPIPS, Zhang et al. 2018, arXiv
     * 1801.03924): float32 [N, P], differentiable, pictures of one size to P of one length. Empty when the network can't.
     */
    Optional<Tensor> perceptual(Tensor pictures);

    @Override
    void close();
}
