package studio.ganvas.engine.latent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.ganvas.image.Pixels;

/**
 * A photo whose w is looked for (arXiv 1912.04958, appendix D).
 *
 * @param photo of any size: its middle square is taken
 * @param steps of gradient descent; {@value #USUAL_STEPS} in NVIDIA's projector
 * @param seed of all that is drawn
 * @param classes as in {@link LatentState#classes()}
 * @param features a TorchScript file of a VGG16 or LPIPS that maps pictures [N, 3, H, W] of 0 to 255 to features; empty: what
 *     Ganvas has itself
 * @param outdir gets {@code proj.png}, {@code target.png} and {@code projected_w.npz}; empty: nothing is written
 * @param film whether {@code proj.mp4} is written too
 */
public record ProjectionRequest(
        String model,
        Pixels photo,
        Space space,
        int steps,
        long seed,
        List<Double> classes,
        Optional<Path> features,
        Optional<Path> outdir,
        boolean film) {
    public static final int USUAL_STEPS = 1000;

    /** Where w is looked for. */
    public enum Space {
        /** One w for all layers: stays among the pictures that the network would make, edits well. */
        W,
        /** A w for every layer: comes nearer to the photo, edits less well (Abdal et al. 2019, arXiv 1904.03189). */
        W_PLUS
    }

    public ProjectionRequest {
        classes = List.copyOf(classes);
        if (steps < 1 || steps > 100_000) {
            throw new IllegalArgumentException("A projection takes 1 to 100,000 steps.");
        }
    }

    /** NVIDIA's settings, nothing written. */
    public static ProjectionRequest of(String model, Pixels photo, Space space) {
        return new ProjectionRequest(
                model, photo, space, USUAL_STEPS, 303, List.of(), Optional.empty(), Optional.empty(), false);
    }
}
