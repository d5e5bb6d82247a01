package studio.ganvas.latent;

import java.nio.file.Path;
import java.util.Set;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Script;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * The distance in the features of a user's TorchScript network: Σ(Δ²), as NVIDIA's projector has it with its VGG16, which is
 * asked for features whose squared distance is LPIPS (Zhang et al. 2018, arXiv 1801.03924).
 */
public final class ScriptFeatures implements Perceptual {
    /** The arguments of NVIDIA's file; others are left at no. */
    private static final Set<String> ON = Set.of("return_lpips");

    private final Script script;
    private final TensorStore store = new TensorStore();
    private final Tensor target;

    /**
     * @param target [1, C, S, S] in [−1, 1]
     * @throws IllegalArgumentException when the file is no TorchScript program, or none of pictures
     */
    public ScriptFeatures(Path file, Tensor target) {
        script = Script.load(file);
        try {
            this.target = store.own(features(target).detach().copy());
        } catch (RuntimeException e) {
            close();
            throw new IllegalArgumentException(
                    file.getFileName() + " can't look at pictures [1, 3, H, W] of 0 to 255: " + e.getMessage(), e);
        }
    }

    private Tensor features(Tensor picture) {
        Tensor x = picture;
        while (x.size(2) > SIZE) {
            x = Ops.averagePool(x, 2, 2, 0, true);
        }
        Tensor rgb = x.size(1) == 1 ? x.expand(1, 3, x.size(2), x.size(3)) : x;
        return script.forward(rgb.add(1).mul(127.5), ON);
    }

    @Override
    public Tensor distance(Tensor picture) {
        return features(picture).sub(target).square().sum();
    }

    @Override
    public void close() {
        store.close();
        script.close();
    }
}
